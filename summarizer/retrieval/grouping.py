"""Groups of articles that tell of the same event: a folder may mix several, and then the briefing says so."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from summarizer.arabic.stems import content_stems
from summarizer.retrieval.background import inverse_document_frequency
from summarizer.retrieval.pool import Floats, Ragged, article_key
from summarizer.retrieval.similarity import Graph, Vectors, similar_pairs
from summarizer.types import Article

OPENING_LINES = 4
"""Paragraphs at the beginning of an article that say what it is about."""
LEAST_LINK = 0.02
"""Cosines below this are taken as 0."""
SAME_EVENT = 0.08
"""Mean cosine of titles and openings from which two groups of articles tell of the same event."""


def events(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Groups of ``articles``, the largest first, then the one that begins first.

    Articles are compared by the idf-weighted stems of title (twice) and opening. The two most similar
    groups are joined until no two have a mean similarity of ``SAME_EVENT`` (average link: a chain of
    related events does not become one). Articles within a group are in order of (date, id).
    """
    ordered = sorted(articles, key=article_key)
    groups = _average_link(similar_pairs(_openings(ordered), threshold=LEAST_LINK))
    found = [tuple(ordered[row] for row in rows) for rows in groups]
    return tuple(sorted(found, key=len, reverse=True))


def _average_link(graph: Graph) -> list[list[int]]:
    """Rows of ``graph`` in groups, each in order, by their first row."""
    members = {row: [row] for row in range(len(graph.starts) - 1)}
    sums: dict[int, dict[int, float]] = {
        row: dict(zip(*(part.tolist() for part in graph.neighbours(row)), strict=True)) for row in members
    }
    queue = [
        (-value, row, column)
        for row in members
        for column, value in sums[row].items()
        if row < column and value >= SAME_EVENT
    ]
    heapq.heapify(queue)
    while queue:
        negative, row, column = heapq.heappop(queue)
        if row not in members or column not in members or -negative != _mean(row, column, members, sums):
            continue
        members[row] += members.pop(column)
        for other, total in sums.pop(column).items():
            del sums[other][column]
            if other != row:
                sums[row][other] = sums[other][row] = sums[row].get(other, 0.0) + total
        for other in sums[row]:
            low, high = min(row, other), max(row, other)
            mean = _mean(low, high, members, sums)
            if mean >= SAME_EVENT:
                heapq.heappush(queue, (-mean, low, high))
    return [sorted(rows) for rows in members.values()]


def _mean(row: int, column: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> float:
    return round(sums[row].get(column, 0.0) / (len(members[row]) * len(members[column])), 9)


def _openings(articles: Sequence[Article]) -> Vectors:
    """(m, stems) unit-length rows of title and opening."""
    numbers: dict[str, int] = {}
    ids, weights, starts = [], [], [0]
    for article in articles:
        lines = [line for line in article.text.splitlines() if line.strip()][:OPENING_LINES]
        counts: dict[int, int] = {}
        for stem in content_stems("\n".join([article.title, article.title, *lines])):
            number = numbers.setdefault(stem, len(numbers))
            counts[number] = counts.get(number, 0) + 1
        ids += sorted(counts)
        weights += [1 + float(np.log(counts[number])) for number in sorted(counts)]
        starts.append(len(ids))
    columns = np.array(ids, dtype=np.int64)
    values: Floats = np.array(weights) * inverse_document_frequency(tuple(numbers))[columns]
    rows = Ragged(columns, np.array(starts, dtype=np.int64))
    norms = np.sqrt(np.bincount(rows.rows(), values**2, minlength=len(articles)))
    return Vectors(rows, values / np.maximum(norms[rows.rows()], 1e-12), max(1, len(numbers)))
