"""Retrieval alone on many articles: seconds and peak memory, and as a ratio to splitting and stemming them.

    python -m benchmarks.retrieval_speed [CLUSTERS.jsonl] [--articles 1000]

Without a file the articles are made up: events of five articles, each telling the same facts in other
words drawn from the list of known stems, about as many stems as in news. With cluster JSONL (``.xz`` too)
its articles are repeated under new ids until there are enough. The ratio travels between machines, the
seconds do not.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from summarizer.arabic.stems import content_stems
from summarizer.evaluation.lines import open_text
from summarizer.reading import parse_cluster
from summarizer.retrieval import retrieve
from summarizer.retrieval.background import known_stems
from summarizer.splitting import sentences_of
from summarizer.types import Article

MOST_SECONDS, MOST_MEMORY = 15.0, 1024.0
"""For a thousand articles, in seconds and MiB."""


def made_up(count: int) -> list[Article]:
    """``count`` articles, five to an event; the same ones on every machine."""
    draw = random.Random(12_345)
    stems = [stem for stem in known_stems() if stem.isalpha() and len(stem) > 2]
    articles = []
    for number in range(count):
        if number % 5 == 0:
            facts = [draw.sample(stems, 12) for _ in range(11)]
        lines = []
        for fact in facts:
            told = [word if draw.random() < 0.7 else draw.choice(stems) for word in fact]
            lines.append(" ".join(told + draw.sample(stems, 7)) + ".")
        articles.append(
            Article(
                id=f"made-{number:05}",
                text="\n".join(lines),
                title=" ".join(facts[0][:6]),
                date=date(2024, 1, 1) + timedelta(days=number // 50),
            )
        )
    return articles


def repeated(path: Path, count: int) -> list[Article]:
    """The articles of the clusters in ``path``, from the beginning again under new ids."""
    articles = [
        article
        for number, line in enumerate(open_text(path), start=1)
        if line.strip()
        for article in parse_cluster(line, f"{path}, line {number}").articles
    ]
    return [
        replace(article, id=f"{number:05}-{article.id}")
        for number, article in enumerate(islice(cycle(articles), count))
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; exit code 1 where the promise for a thousand articles is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("clusters", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args(arguments)
    count = options.articles
    articles = repeated(options.clusters, count) if options.clusters else made_up(count)
    begin, begin_cpu = time.perf_counter(), time.process_time()
    words = sum(len(content_stems(s.text)) for article in articles for s in sentences_of(article))
    split, split_cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    begin, begin_cpu = time.perf_counter(), time.process_time()
    found = retrieve(articles)
    wall, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(articles)} articles, {found.sentences} sentences ({found.duplicates} copies), {words} stems")
    print(
        f"retrieve: {wall:.1f} s wall, {cpu:.1f} s CPU, {memory:.0f} MiB at most, {len(found.themes)} themes"
    )
    print(
        f"splitting and stemming alone: {split:.1f} s wall, {split_cpu:.1f} s CPU; "
        f"ratio {cpu / split_cpu:.1f}"
    )
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    if count <= 1000 and (cpu > MOST_SECONDS or memory > MOST_MEMORY):
        sys.exit(1)


if __name__ == "__main__":
    main()
