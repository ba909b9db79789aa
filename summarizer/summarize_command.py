"""``mujaz summarize`` and ``mujaz retrieve``: articles or clusters in, briefings or themes out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.errors import MujazError, SettingsError
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer
    from summarizer.types import Article, Briefing, Retrieval

FORMATS = ("md", "html", "json")


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands to the parser of ``mujaz``."""
    defaults = Settings()
    summarize = subparsers.add_parser("summarize", help="write the briefing of a folder of articles")
    _add_input(summarize)
    summarize.add_argument(
        "-o", "--output", metavar="FOLDER", help="write briefing.md, .html, .json there instead of printing"
    )
    summarize.add_argument(
        "--format",
        default="md",
        metavar="LIST",
        help=f"{', '.join(FORMATS)}; several with commas need -o (default md)",
    )
    summarize.add_argument(
        "--max-words",
        type=int,
        default=defaults.max_words,
        metavar="N",
        help=f"length of the statements together (default {defaults.max_words})",
    )
    summarize.add_argument(
        "--model",
        default=defaults.model,
        help=f"mini, none (quote only), a checkpoint folder or a hub name (default {defaults.model})",
    )
    summarize.add_argument(
        "--engine", default=defaults.engine, help="auto, ctranslate2 or transformers (default auto)"
    )
    summarize.add_argument(
        "--threads",
        type=int,
        default=defaults.threads,
        metavar="N",
        help=f"threads of the engine; changes speed, never the text (default {defaults.threads})",
    )
    summarize.add_argument("--no-disagreements", action="store_true", help="leave out where sources disagree")
    summarize.add_argument("--no-timeline", action="store_true", help="leave out the dated facts in order")
    summarize.set_defaults(run=run_summarize)

    retrieve = subparsers.add_parser(
        "retrieve", help="show the themes of the articles: the retrieval step alone"
    )
    _add_input(retrieve)
    retrieve.add_argument("--format", choices=("text", "json"), default="text")
    retrieve.add_argument("--themes", type=int, default=12, metavar="N", help="how many themes (default 12)")
    retrieve.set_defaults(run=run_retrieve)


def run_summarize(arguments: argparse.Namespace) -> int:
    """Print or write the briefing; from stdin, one JSON line a cluster. The exit code."""
    formats = _formats(arguments.format)
    if len(formats) > 1 and not arguments.output:
        raise SettingsError(
            "several formats cannot be printed together", where="--format", remedy="Add -o FOLDER."
        )
    from summarizer.pipeline import Summarizer

    summarizer = Summarizer(
        Settings(
            max_words=arguments.max_words,
            model=arguments.model,
            engine=arguments.engine,
            threads=arguments.threads,
            disagreements=not arguments.no_disagreements,
            timeline=not arguments.no_timeline,
        )
    )
    if arguments.input == ["-"]:
        return _summarize_stream(summarizer, formats, arguments.output)
    articles, skipped = _read(arguments)
    briefing = summarizer.summarize(articles, progress=_progress)
    _deliver(briefing, formats, arguments.output)
    return 1 if skipped else 0


def run_retrieve(arguments: argparse.Namespace) -> int:
    """Print the themes in the order of choice. The exit code."""
    if arguments.themes < 1:
        raise SettingsError(f"themes is {arguments.themes}", where="--themes", remedy="Give 1 or more.")
    from summarizer.pipeline import Summarizer

    summarizer = Summarizer(Settings(model="none"))
    if arguments.input == ["-"]:
        from summarizer.reading import read_clusters

        for cluster in read_clusters(sys.stdin):
            retrieval = summarizer.retrieve(cluster.articles)
            record = {"id": cluster.id, **themes_record(retrieval, arguments.themes)}
            print(json.dumps(record, ensure_ascii=False))
        return 0
    articles, skipped = _read(arguments)
    retrieval = summarizer.retrieve(articles)
    if arguments.format == "json":
        print(json.dumps(themes_record(retrieval, arguments.themes), ensure_ascii=False, indent=2))
    else:
        print(themes_text(retrieval, arguments.themes))
    return 1 if skipped else 0


def themes_record(retrieval: Retrieval, most: int) -> dict[str, object]:
    """The first ``most`` themes as JSON data: salience, sentences with offsets."""
    themes = [
        {
            "rank": rank,
            "salience": round(theme.salience, 4),
            "sentences": [
                {
                    "article_id": sentence.article.id,
                    "start": sentence.start,
                    "end": sentence.end,
                    "text": sentence.text,
                }
                for sentence in theme.sentences
            ],
        }
        for rank, theme in enumerate(retrieval.themes[:most], start=1)
    ]
    return {
        "schema": "mujaz/themes/1",
        "sentences": retrieval.sentences,
        "duplicates": retrieval.duplicates,
        "themes_found": len(retrieval.themes),
        "themes": themes,
    }


def themes_text(retrieval: Retrieval, most: int) -> str:
    """The first ``most`` themes for reading in a terminal."""
    blocks = []
    for rank, theme in enumerate(retrieval.themes[:most], start=1):
        lines = [f"{rank}. ({theme.salience:.3f})"]
        lines += [f"   [{sentence.article.id}] {sentence.text}" for sentence in theme.sentences]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input", nargs="+", help="a folder, files (.txt .md .html .docx .jsonl), or - for clusters as JSONL"
    )
    parser.add_argument(
        "-r", "--recursive", action="store_true", help="read the folders inside the folder too"
    )


def _formats(text: str) -> list[str]:
    formats = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [part for part in formats if part not in FORMATS]
    if wrong or not formats:
        raise SettingsError(
            f"unknown format {', '.join(wrong) or text!r}",
            where="--format",
            remedy=f"Use {', '.join(FORMATS)}.",
        )
    return formats


def _read(arguments: argparse.Namespace) -> tuple[Sequence[Article], int]:
    """The articles, and how many files were left out (told on stderr)."""
    from summarizer.reading import read_folder

    source = arguments.input[0] if len(arguments.input) == 1 else arguments.input
    reading = read_folder(source, recursive=arguments.recursive)
    for skipped in reading.skipped:
        print(f"mujaz: left out: {skipped.path}: {skipped.cause}", file=sys.stderr)
    return reading.articles, len(reading.skipped)


def _deliver(briefing: Briefing, formats: Sequence[str], folder: str | None) -> None:
    if folder:
        from summarizer.rendering.files import write_outputs

        for path in write_outputs(briefing, folder, formats):
            print(f"mujaz: wrote {path}", file=sys.stderr)
        return
    render = {"md": briefing.to_markdown, "html": briefing.to_html, "json": briefing.to_json}[formats[0]]
    print(render().rstrip("\n"))


def _summarize_stream(summarizer: Summarizer, formats: Sequence[str], folder: str | None) -> int:
    """One JSON line a cluster; a line that fails is told and the rest goes on."""
    from summarizer.reading import parse_cluster

    if folder or list(formats) != ["json"]:
        raise SettingsError(
            "clusters from stdin become JSON lines", where="-", remedy="Use --format json, without -o."
        )
    done = failed = 0
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            cluster = parse_cluster(line, f"stdin, line {number}")
            briefing = summarizer.summarize(cluster.articles)
        except MujazError as error:
            failed += 1
            print(f"mujaz: line {number}: {error}", file=sys.stderr)
            continue
        done += 1
        record = {"id": cluster.id, **json.loads(briefing.to_json())}
        print(json.dumps(record, ensure_ascii=False), flush=True)
    if not done:
        return 2
    return 1 if failed else 0


def _progress(stage: str, done: int, whole: int) -> None:
    print(f"mujaz: {stage} {done}/{whole}", file=sys.stderr)
