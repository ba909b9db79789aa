"""The tables of docs/evaluation.md: every system on every development set, by one command.

    python benchmarks/dev_tables.py OUT_FOLDER briefings_dev=PATH:85 ant_loo_dev=PATH:40 easc=PATH:75

Each set is cluster JSONL (``.xz`` too) with references and a budget in words. Outputs are kept in
OUT_FOLDER, so that a broken run goes on; each set's results are written there as one JSON. Facts and
citations are measured on the sets named in ``--full``; the others get ROUGE only.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from summarizer.errors import InputError, MujazError
from summarizer.evaluation.benchmark import benchmark
from summarizer.evaluation.benchmark_report import (
    benchmark_record,
    compact_table,
    measure_table,
    quality_lines,
)
from summarizer.evaluation.journal import Journal
from summarizer.evaluation.lines import open_text
from summarizer.evaluation.pipeline_systems import open_systems
from summarizer.reading import parse_cluster
from summarizer.rendering.files import write_all

SYSTEMS = "lead-interleaved,lead,random,lexrank,centroid,quote,mini,oracle"


def run_set(name: str, path: Path, words: int, *, systems: str, out: Path, full: bool) -> str:
    """Run one set, write its JSON, give its tables."""
    clusters = [
        parse_cluster(line, f"{path}, line {number}")
        for number, line in enumerate(open_text(path), start=1)
        if line.strip()
    ]
    result = benchmark(
        clusters,
        open_systems(systems.split(",")),
        max_words=words,
        journal=Journal(out / f"{name}.outputs.jsonl"),
        progress=_tell,
        beyond_rouge=full,
    )
    command = ["python", "benchmarks/dev_tables.py", f"{name}={path.name}:{words}"]
    record = benchmark_record(result, command=command, data=name)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_all({out / f"{name}.json": text.encode("utf-8")})
    parts = [
        f"**{name}**: {len(result.clusters)} clusters, {result.articles} articles, {words} words",
        compact_table(result),
        f"`{result.signature}`",
    ]
    return "\n\n".join([*parts, measure_table(result.systems), quality_lines()] if full else parts)


def parse_set(text: str) -> tuple[str, Path, int]:
    """``name=path:words``; raises ``InputError`` for anything else."""
    name, equals, rest = text.partition("=")
    path, colon, words = rest.rpartition(":")
    if not (name and equals and path and colon and words.isdigit()):
        raise InputError(f"{text!r} is not NAME=PATH:WORDS", where="set", remedy="e.g. easc=easc.jsonl:75")
    return name, Path(path), int(words)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("sets", nargs="+", metavar="NAME=PATH:WORDS")
    parser.add_argument("--systems", default=SYSTEMS)
    parser.add_argument("--full", default="briefings_dev", help="sets measured beyond ROUGE, with commas")
    options = parser.parse_args(arguments)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, path, words in [parse_set(text) for text in options.sets]:
            full = name in options.full.split(",")
            print(run_set(name, path, words, systems=options.systems, out=options.out, full=full), flush=True)
            print(flush=True)
    except MujazError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _tell(name: str, done: int, whole: int) -> None:
    if done in (0, whole):
        print(f"{name} {done}/{whole}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
