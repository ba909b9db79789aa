"""Lexical similarity: cosine of idf-weighted stems over an inverted index, kept as a sparse graph.

Memory grows with the number of similar pairs, not with the square of the number of sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizer.retrieval.pool import Floats, Ints, Pool, Ragged


@dataclass(frozen=True)
class Vectors:
    """Unit-length sparse rows: ``ids`` are stem numbers, ``weights`` belong to ``ids.values``."""

    ids: Ragged
    weights: Floats
    width: int


@dataclass(frozen=True)
class Graph:
    """Similar pairs, both directions, sorted by row then column, without the diagonal."""

    starts: Ints
    columns: Ints
    values: Floats

    def neighbours(self, row: int) -> tuple[Ints, Floats]:
        """Columns and similarities of ``row``."""
        span = slice(self.starts[row], self.starts[row + 1])
        return self.columns[span], self.values[span]

    def rows(self) -> Ints:
        """The row number of every pair."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def stem_vectors(pool: Pool, idf: Floats) -> Vectors:
    """(n, stems) rows of ``(1 + log tf) * idf``, length 1. ``idf`` is per stem number."""
    rows = pool.words.rows()
    stems = pool.stem_of_word[pool.words.values]
    content = stems >= 0
    width = max(1, len(pool.stems))
    keys, counts = np.unique(rows[content] * width + stems[content], return_counts=True)
    rows, stems = keys // width, keys % width
    weights = (1.0 + np.log(counts)) * idf[stems]
    norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(pool.words)))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(pool.words)))]).astype(np.int64)
    return Vectors(Ragged(stems, starts), weights / np.maximum(norms[rows], 1e-12), width)


def similar_pairs(vectors: Vectors, *, threshold: float) -> Graph:
    """All pairs with cosine of at least ``threshold``, rounded to six places."""
    ids, weights = vectors.ids, vectors.weights
    count = len(ids)
    order = np.argsort(ids.values, kind="stable")
    posting_rows = ids.rows()[order]
    posting_weights = weights[order]
    posting_starts = np.concatenate(
        [[0], np.cumsum(np.bincount(ids.values, minlength=vectors.width))]
    ).astype(np.int64)
    columns_of, values_of, degree = [], [], np.zeros(count, dtype=np.int64)
    for row in range(count):
        span = slice(ids.starts[row], ids.starts[row + 1])
        scores = np.zeros(count)
        for identity, weight in zip(ids.values[span], weights[span], strict=True):
            postings = slice(posting_starts[identity], posting_starts[identity + 1])
            scores[posting_rows[postings]] += weight * posting_weights[postings]
        scores[row] = 0.0
        columns = np.flatnonzero(scores >= threshold)
        columns_of.append(columns)
        values_of.append(np.round(scores[columns], 6))
        degree[row] = len(columns)
    return Graph(
        np.concatenate([[0], np.cumsum(degree)]).astype(np.int64),
        np.concatenate(columns_of) if columns_of else np.zeros(0, dtype=np.int64),
        np.concatenate(values_of) if values_of else np.zeros(0),
    )
