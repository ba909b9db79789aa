"""How near the order of telling is to that of written briefings: Kendall's tau of aligned themes.

    python -m benchmarks.retrieval_order CLUSTERS.jsonl [--words 100]

References have one sentence a line. Chosen themes are aligned with the reference line that shares most of
their content stems (35 % at least of the shorter); tau is (concordant - discordant) / all pairs that the
reference orders, over all clusters; ties count half.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from summarizer.arabic.stems import content_stems
from summarizer.evaluation.lines import open_text
from summarizer.reading import parse_cluster
from summarizer.retrieval import choose, retrieve, story_order
from summarizer.types import Theme

ALIGNED = 0.35
Key = Callable[[Sequence[Theme]], dict[int, float]]


def by_story(themes: Sequence[Theme]) -> dict[int, float]:
    """The order that Mujaz tells in."""
    return {id(theme): float(place) for place, theme in enumerate(story_order(themes))}


def by_choice(themes: Sequence[Theme]) -> dict[int, float]:
    """The order of choice: by salience."""
    return {id(theme): float(place) for place, theme in enumerate(themes)}


def by_place(themes: Sequence[Theme]) -> dict[int, float]:
    """The earliest place in any article."""
    return {id(theme): float(min(s.index for s in theme.sentences)) for theme in themes}


def by_date(themes: Sequence[Theme]) -> dict[int, float]:
    """Newest first, within a day by salience."""
    return {
        id(theme): place / 1000
        - max((s.article.date.toordinal() for s in theme.sentences if s.article.date), default=0)
        for place, theme in enumerate(themes)
    }


ORDERS: dict[str, Key] = {
    "story_order": by_story,
    "salience": by_choice,
    "earliest place": by_place,
    "newest, then salience": by_date,
}


def aligned(theme: Theme, lines: Sequence[frozenset[str]]) -> int | None:
    """The line that says what the theme's clearest sentence says, or None."""
    stems = frozenset(content_stems(theme.sentences[0].text))
    shares = [len(stems & line) / max(1, min(len(stems), len(line))) for line in lines]
    best = max(range(len(lines)), key=lambda number: (shares[number], -number))
    return best if shares[best] >= ALIGNED else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--words", type=int, default=100)
    options = parser.parse_args(arguments)
    agreement = dict.fromkeys(ORDERS, 0.0)
    pairs = 0
    for number, text in enumerate(open_text(options.clusters), start=1):
        cluster = parse_cluster(text, f"{options.clusters}, line {number}")
        chosen = choose(
            retrieve(cluster.articles).themes,
            max_words=options.words,
            words_of=lambda theme: len(theme.sentences[0].text.split()),
        )
        orders = {name: order(chosen) for name, order in ORDERS.items()}
        for reference in cluster.references:
            lines = [frozenset(content_stems(line)) for line in reference.splitlines() if line.strip()]
            places = [(theme, place) for theme in chosen if (place := aligned(theme, lines)) is not None]
            for (first, a), (second, b) in combinations(places, 2):
                if a == b:
                    continue
                pairs += 1
                for name, order in orders.items():
                    difference = (order[id(first)] - order[id(second)]) * (a - b)
                    agreement[name] += (difference > 0) - (difference < 0)
    for name, total in agreement.items():
        print(f"| {name} | {total / max(1, pairs):.3f} |")
    print(f"{pairs} pairs of aligned themes")


if __name__ == "__main__":
    main()
