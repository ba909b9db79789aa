"""Sparse tf-idf of one cluster's sentences: postings, cosines, centroid. For the baselines only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Unit vectors of sentences, and for each term the sentences that hold it."""

    vectors: tuple[dict[str, float], ...]
    postings: dict[str, tuple[tuple[int, float], ...]]


def tfidf(sentences: Sequence[Sequence[str]]) -> Weights:
    """(1 + log tf) · log(1 + n / df), each sentence scaled to length 1; empty ones stay empty."""
    frequency = Counter(term for sentence in sentences for term in set(sentence))
    count = len(sentences)
    vectors = []
    for sentence in sentences:
        raw = {
            term: (1 + math.log(times)) * math.log(1 + count / frequency[term])
            for term, times in Counter(sentence).items()
        }
        norm = math.sqrt(sum(value * value for value in raw.values()))
        vectors.append({term: value / norm for term, value in sorted(raw.items())})
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        for term, value in vector.items():
            postings.setdefault(term, []).append((index, value))
    return Weights(tuple(vectors), {term: tuple(pairs) for term, pairs in postings.items()})


def similarities(weights: Weights, index: int) -> Iterator[tuple[int, float]]:
    """(other, cosine) for every other sentence that shares a term with ``index``, by number."""
    sums: dict[int, float] = {}
    for term, value in weights.vectors[index].items():
        for other, its in weights.postings[term]:
            sums[other] = sums.get(other, 0.0) + value * its
    sums.pop(index, None)
    yield from sorted(sums.items())


def centroid_similarity(weights: Weights) -> list[float]:
    """Cosine of each sentence with the sum of all."""
    total: dict[str, float] = {}
    for vector in weights.vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    norm = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return [sum(value * total[term] for term, value in vector.items()) / norm for vector in weights.vectors]
