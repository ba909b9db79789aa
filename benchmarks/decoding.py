"""Decoding options of a writer, compared on themes with a reference.

    python -m benchmarks.decoding statements.jsonl --model mini --beams 4 6 --length-penalty 0.8 1.0

One line per theme, plain or ``.xz``:
``{"sources": [{"text", "article"?, "outlet"?, "date"?}, ...], "statement", "headline"?}``.
Prints a row for every combination of the options given; what is not given stays as in the preset. The
first usable draft counts, or the first source sentence where there is none, as in a briefing; no guard
stands in between.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import IO, cast

from summarizer.arabic.normalise import words
from summarizer.arabic.stems import content_stems
from summarizer.evaluation.rouge import rouge
from summarizer.settings import Settings
from summarizer.types import Article, Draft, Sentence, Theme
from summarizer.writing.decoding import Decoding
from summarizer.writing.opening import find_checkpoint, open_engine
from summarizer.writing.sequence_writer import SequenceWriter
from summarizer.writing.writer import Task

FIELDS = ("beams", "length_penalty", "no_repeat_ngram", "min_pieces")


@dataclass(frozen=True)
class Item:
    """A theme and what an editor wrote for it."""

    theme: Theme
    reference: str


def read_items(path: Path, *, task: Task, limit: int) -> list[Item]:
    """The first ``limit`` themes of ``path`` that have a reference for ``task``."""
    with cast(
        "IO[str]", lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open()
    ) as lines:
        rows = [json.loads(line) for line in lines]
    items = [
        Item(Theme(tuple(_sentence(source, at) for at, source in enumerate(row["sources"])), 1.0), row[task])
        for row in rows
        if row.get(task)
    ]
    return items[:limit]


def _sentence(source: dict[str, str], index: int) -> Sentence:
    day = date.fromisoformat(source["date"]) if source.get("date") else None
    article = Article(
        f"{source.get('article', '')}#{index}", source["text"], outlet=source.get("outlet", ""), date=day
    )
    return Sentence(article, index, 0, len(article.text))


def row(items: Sequence[Item], drafts: Sequence[Sequence[Draft]], seconds: float) -> str:
    """The figures of one combination."""
    texts = [
        found[0].text if found else item.theme.sentences[0].text
        for item, found in zip(items, drafts, strict=True)
    ]
    scores = [
        rouge(text, [item.reference], metrics=("rouge1", "rouge2", "rougeL"))
        for text, item in zip(texts, items, strict=True)
    ]
    sources = [[s.text for s in item.theme.sentences] for item in items]
    figures = [
        *(
            100 * fmean(score[metric].fmeasure for score in scores)
            for metric in ("rouge1", "rouge2", "rougeL")
        ),
        100 * fmean(_novel(text, origin) for text, origin in zip(texts, sources, strict=True)),
        100 * fmean(_unseen(text, origin) for text, origin in zip(texts, sources, strict=True)),
        100 * fmean(_wrong_number(text, origin) for text, origin in zip(texts, sources, strict=True)),
        100 * fmean(not found for found in drafts),
        fmean(
            len(text.split()) / max(len(s.split()) for s in origin)
            for text, origin in zip(texts, sources, strict=True)
        ),
        1000 * seconds / len(items),
    ]
    return " | ".join(f"{figure:6.2f}" if figure < 10 else f"{figure:6.1f}" for figure in figures)


HEADER = " |   R-1  |   R-2  |   R-L  | novel  | unseen | number |  none  | length |  ms/theme"


def _novel(text: str, sources: Sequence[str]) -> float:
    own = set(pairwise(words(text)))
    return len(own - {pair for source in sources for pair in pairwise(words(source))}) / max(1, len(own))


def _unseen(text: str, sources: Sequence[str]) -> float:
    own = content_stems(text)
    held = {stem for source in sources for stem in content_stems(source)}
    return sum(stem not in held for stem in own) / max(1, len(own))


def _wrong_number(text: str, sources: Sequence[str]) -> bool:
    held = {word for source in sources for word in words(source)}
    return any(word[0].isdigit() and word not in held for word in words(text))


def combinations(base: Decoding, arguments: argparse.Namespace) -> Iterator[Decoding]:
    """``base`` with every combination of the options given."""
    given = {name: getattr(arguments, name) for name in FIELDS if getattr(arguments, name)}
    for values in itertools.product(*given.values()):
        changes = dict(zip(given, values, strict=True))
        drafts = min(base.drafts, changes.get("beams", base.beams))
        yield replace(base, drafts=drafts, **changes)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare decoding options on themes with references.")
    parser.add_argument("statements", type=Path)
    parser.add_argument("--model", default="mini")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--task", choices=["statement", "headline"], default="statement")
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", type=int, default=0, help="print this many themes with reference and draft")
    parser.add_argument("--beams", type=int, nargs="+")
    parser.add_argument("--length-penalty", type=float, nargs="+")
    parser.add_argument("--no-repeat-ngram", type=int, nargs="+")
    parser.add_argument("--min-pieces", type=int, nargs="+")
    arguments = parser.parse_args()
    settings = Settings(model=arguments.model, engine=arguments.engine, threads=arguments.threads)
    checkpoint, preset = find_checkpoint(settings.model)
    engine = open_engine(checkpoint, preset, settings)
    task = cast("Task", arguments.task)
    items = read_items(arguments.statements, task=task, limit=arguments.limit)
    print(f"{len(items)} themes, {preset.name}, {engine.identity}, {settings.threads} threads\n{HEADER}")
    drafts: list[list[Draft]] = []
    for decoding in combinations(preset.statement if task == "statement" else preset.headline, arguments):
        writer = SequenceWriter(engine, replace(preset, statement=decoding, headline=decoding))
        started = time.perf_counter()
        drafts = writer.write([item.theme for item in items], task=task)
        seconds = time.perf_counter() - started
        name = " ".join(f"{field}={getattr(decoding, field)}" for field in FIELDS)
        print(f"{row(items, drafts, seconds)} | {name}", flush=True)
    for item, found in list(zip(items, drafts, strict=True))[: arguments.show]:
        print("\n" + "\n".join(f"  source: {sentence.text}" for sentence in item.theme.sentences))
        print(f"  editor: {item.reference}")
        print("\n".join(f"  {draft.score:6.2f}: {draft.text}" for draft in found) or "  (none usable)")


if __name__ == "__main__":
    main()
