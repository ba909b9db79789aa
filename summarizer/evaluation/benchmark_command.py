"""``mujaz benchmark``: run systems over clusters, resumably, and compare them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import InputError, SettingsError

if TYPE_CHECKING:
    from summarizer.evaluation.benchmark import Progress
    from summarizer.types import Cluster

DEFAULT_SYSTEMS = "lead-interleaved,lead,random,lexrank,centroid,quote,mini"
DEFAULT_OUT = "benchmark.json"
GIFT = "arabic_mds"


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``benchmark`` to the parser of ``mujaz``."""
    parser = subparsers.add_parser(
        "benchmark",
        help="run systems over clusters and compare them",
        description=(
            "Runs every system over every cluster, appends each output to a journal as it comes (a broken "
            "run goes on where it stopped), scores the outputs, compares each system with the first, and "
            "writes one JSON with everything needed to redo it."
        ),
    )
    parser.add_argument(
        "clusters", nargs="?", metavar="CLUSTERS.jsonl", help="cluster JSONL, may be .xz, .gz or .bz2"
    )
    parser.add_argument(
        "--systems",
        default=DEFAULT_SYSTEMS,
        help=(
            "names with commas: lead, lead-interleaved, random, lexrank, centroid, oracle (sees the "
            f"references), quote (no writer), mini, or a checkpoint's path (default {DEFAULT_SYSTEMS})"
        ),
    )
    parser.add_argument("--max-words", type=int, default=85, metavar="N", help="budget (default 85)")
    parser.add_argument(
        "--protocol", default="orthographic", help="of ROUGE: orthographic, xlsum, light or raw"
    )
    parser.add_argument("--data", metavar="NAME", help=f"a published benchmark instead of a file: {GIFT}")
    parser.add_argument("--part", default="briefings_dev", help=f"of {GIFT} (default briefings_dev)")
    parser.add_argument("--corpus", metavar="PATH", help=f"your copy of the ANT corpus, for {GIFT}")
    parser.add_argument(
        "--partial", action="store_true", help="leave out examples whose articles the corpus lacks"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="use the first N clusters only")
    parser.add_argument(
        "--rouge-only", action="store_true", help="leave out faithfulness, citations, novelty and the like"
    )
    parser.add_argument("--engine", default="auto", help="auto, ctranslate2 or transformers")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="of the engine (default 2)")
    parser.add_argument(
        "-o",
        "--out",
        default=DEFAULT_OUT,
        metavar="OUT.json",
        help=f"the results; the journal is OUT.outputs.jsonl (default {DEFAULT_OUT})",
    )
    parser.add_argument("--json", action="store_true", help="print the JSON instead of the tables")
    parser.set_defaults(run=run_benchmark)


def run_benchmark(arguments: argparse.Namespace) -> int:
    """Run, score, print, write. The exit code: 1 if a system failed on some cluster."""
    _check(arguments)
    from summarizer.evaluation.benchmark import benchmark
    from summarizer.evaluation.benchmark_report import benchmark_record, benchmark_text
    from summarizer.evaluation.journal import Journal
    from summarizer.evaluation.pipeline_systems import open_systems
    from summarizer.evaluation.selftest import check_protocol
    from summarizer.rendering.files import write_all

    check_protocol(arguments.protocol)
    name, clusters = _clusters(arguments)
    names = [part.strip() for part in arguments.systems.split(",") if part.strip()]
    systems = open_systems(names, threads=arguments.threads, engine=arguments.engine)
    out = Path(arguments.out)
    if not out.parent.is_dir():
        raise InputError("no such folder", where=str(out.parent), remedy="Make it or give another --out.")
    journal = Journal(out.with_suffix(".outputs.jsonl"))
    result = benchmark(
        clusters,
        systems,
        max_words=arguments.max_words,
        protocol=arguments.protocol,
        journal=journal,
        progress=_progress(),
        beyond_rouge=not arguments.rouge_only,
    )
    record = benchmark_record(result, command=_command(arguments), data=name)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_all({out: text.encode("utf-8")})
    print(f"mujaz: wrote {out}", file=sys.stderr)
    print(text if arguments.json else benchmark_text(result))
    return 1 if any(system.failed for system in result.systems) else 0


def _check(arguments: argparse.Namespace) -> None:
    if not 10 <= arguments.max_words <= 2000:
        raise SettingsError(
            f"max_words is {arguments.max_words}", where="--max-words", remedy="Give 10 to 2000 words."
        )
    if bool(arguments.clusters) == bool(arguments.data):
        raise SettingsError(
            "one source of clusters is needed", where="benchmark", remedy=f"Give a file or --data {GIFT}."
        )
    if arguments.data and arguments.data != GIFT and not Path(arguments.data).is_dir():
        raise SettingsError(f"unknown data {arguments.data!r}", where="--data", remedy=f"Use {GIFT}.")
    if arguments.data and not arguments.corpus:
        raise SettingsError(
            "the benchmark holds no news text",
            where="--corpus",
            remedy="Give the folder of your copy of the ANT corpus v2.1 (benchmarks/arabic_mds/README.md).",
        )
    if arguments.limit is not None and arguments.limit < 1:
        raise SettingsError(f"limit is {arguments.limit}", where="--limit", remedy="Give 1 or more.")


def _clusters(arguments: argparse.Namespace) -> tuple[str, list[Cluster]]:
    """Name of the data and its clusters."""
    if arguments.data:
        from summarizer.evaluation.arabic_mds import clusters

        found = clusters(
            _gift_folder(arguments.data), arguments.part, Path(arguments.corpus), partial=arguments.partial
        )
        name = f"{GIFT}/{arguments.part}"
    else:
        from summarizer.evaluation.lines import open_text
        from summarizer.reading import parse_cluster

        path = Path(arguments.clusters)
        found = [
            parse_cluster(line, f"{path}, line {number}")
            for number, line in enumerate(open_text(path), start=1)
            if line.strip()
        ]
        name = path.name
    if not found:
        raise InputError("no cluster", where=name, remedy="Give at least one line of cluster JSONL.")
    return name, found[: arguments.limit]


def _gift_folder(name: str) -> Path:
    """The folder of the published benchmark: the one named, else the one of this checkout."""
    if name != GIFT:
        return Path(name)
    for base in (Path(__file__).resolve().parents[2], Path.cwd()):
        folder = base / "benchmarks" / GIFT
        if folder.is_dir():
            return folder
    raise InputError(
        "the benchmark's folder is not part of the installed package",
        where=f"--data {GIFT}",
        remedy="Run from a checkout of the repository, or give the folder's path as --data.",
    )


def _command(arguments: argparse.Namespace) -> list[str]:
    """The options that decide the result, as one would type them."""
    source = (
        ["--data", arguments.data, "--part", arguments.part]
        if arguments.data
        else [Path(arguments.clusters).name]
    )
    limit = ["--limit", str(arguments.limit)] if arguments.limit else []
    budget = ["--systems", arguments.systems, "--max-words", str(arguments.max_words)]
    return ["mujaz", "benchmark", *source, *budget, "--protocol", arguments.protocol, *limit]


def _progress() -> Progress:
    """A line on stderr that counts: rewritten on a terminal, one a system elsewhere."""
    terminal = sys.stderr.isatty()

    def tell(name: str, done: int, whole: int) -> None:
        if terminal:
            end = "\n" if done == whole else ""
            print(f"\rmujaz: {name} {done}/{whole}\033[K", end=end, file=sys.stderr, flush=True)
        elif done in (0, whole) or done % 25 == 0:
            print(f"mujaz: {name} {done}/{whole}", file=sys.stderr, flush=True)

    return tell
