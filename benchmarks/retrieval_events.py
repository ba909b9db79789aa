"""Whether a folder of one event stays whole and a folder of two is told apart.

    python -m benchmarks.retrieval_events CLUSTERS.jsonl [--pairs 200]

Prints the share of clusters that are one group, and of drawn pairs of clusters none of whose groups mixes
the two. Neighbouring clusters may tell of one story, so the second share has a ceiling below 1.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from summarizer.evaluation.lines import open_text
from summarizer.reading import parse_cluster
from summarizer.retrieval import events


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    options = parser.parse_args(arguments)
    clusters = [
        parse_cluster(line, f"{options.clusters}, line {number}").articles
        for number, line in enumerate(open_text(options.clusters), start=1)
        if line.strip()
    ]
    whole = sum(len(events(articles)) == 1 for articles in clusters)
    draw = random.Random(12_345)
    apart = 0
    for _ in range(options.pairs):
        first, second = draw.sample(clusters, 2)
        names = {article.id for article in first}
        groups = events([*first, *second])
        apart += all(len({article.id in names for article in group}) == 1 for group in groups)
    print(f"one event, one group: {whole / len(clusters):.3f} of {len(clusters)} clusters")
    print(f"two events, no group mixes them: {apart / options.pairs:.3f} of {options.pairs} pairs")


if __name__ == "__main__":
    main()
