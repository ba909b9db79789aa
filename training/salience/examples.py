"""States of choosing and what each candidate would truly add there, measured against written briefings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from summarizer.arabic.normalise import words
from summarizer.retrieval.evidence import Observations, observe
from summarizer.retrieval.pool import Floats, Ints
from summarizer.types import Cluster

PAIR_WEIGHT = 1.0
"""A matched pair of words counts as much as a matched word: ROUGE-1 and ROUGE-2 in equal parts."""


@dataclass(frozen=True)
class Reference:
    """Word and pair numbers of a written briefing that stand in the articles, with their counts."""

    words: Floats
    """(words,) how often each word of the vocabulary stands in the reference."""
    pairs: dict[tuple[int, int], int]
    presence: set[str]


@dataclass(frozen=True)
class Lesson:
    """A cluster ready for learning."""

    cluster: Cluster
    seen: Observations
    references: tuple[Reference, ...]
    candidates: Ints


def lesson_of(cluster: Cluster) -> Lesson:
    """Observe the articles and number the references."""
    seen = observe(cluster.articles)
    numbers = {word: number for number, word in enumerate(seen.pool.vocabulary)}
    references = []
    for text in cluster.references:
        folded = words(text)
        counts = np.zeros(len(numbers))
        for word in folded:
            if word in numbers:
                counts[numbers[word]] += 1
        coded = [numbers.get(word, -1) for word in folded]
        pairs = Counter(pair for pair in pairwise(coded) if min(pair) >= 0)
        references.append(Reference(counts, dict(pairs), set(folded)))
    return Lesson(cluster, seen, tuple(references), np.flatnonzero(seen.pool.quotable))


def word_targets(lesson: Lesson) -> Floats:
    """(words,) share of the references that hold each word of the vocabulary."""
    held: Floats = np.mean([reference.words > 0 for reference in lesson.references], axis=0)
    return held


def common_uses(lessons: Sequence[Lesson], *, repeats: int, least: float) -> dict[str, Floats]:
    """Chance of the first, second … use in a briefing, for words that at least ``least`` of them hold."""
    totals: dict[str, Floats] = {}
    count = 0
    for lesson in lessons:
        for text in lesson.cluster.references:
            count += 1
            for word, uses in Counter(words(text)).items():
                totals.setdefault(word, np.zeros(repeats))[: min(uses, repeats)] += 1
    return {word: total / count for word, total in sorted(totals.items()) if total[0] >= least * count}


class Gain:
    """What units would truly add to those chosen: matched words and pairs per word, mean of references."""

    def __init__(self, lesson: Lesson, *, pair_weight: float = PAIR_WEIGHT) -> None:
        self._lesson = lesson
        self._weight = pair_weight
        self._left = [reference.words.copy() for reference in lesson.references]
        self._pairs = [dict(reference.pairs) for reference in lesson.references]

    def of(self, unit: int) -> float:
        """The gain of ``unit`` now."""
        tokens = self._lesson.seen.pool.words[unit]
        return self._count(tokens) / max(1, len(tokens))

    def _count(self, tokens: Ints) -> float:
        distinct, uses = np.unique(tokens, return_counts=True)
        own = Counter(zip(tokens[:-1].tolist(), tokens[1:].tolist(), strict=True))
        total = 0.0
        for left, pairs in zip(self._left, self._pairs, strict=True):
            total += float(np.minimum(uses, left[distinct]).sum())
            total += self._weight * sum(min(n, pairs[pair]) for pair, n in own.items() if pairs.get(pair, 0))
        return total / len(self._left)

    def take(self, unit: int) -> None:
        """``unit`` is chosen: what it matched cannot be matched again."""
        tokens = self._lesson.seen.pool.words[unit]
        distinct, uses = np.unique(tokens, return_counts=True)
        own = Counter(zip(tokens[:-1].tolist(), tokens[1:].tolist(), strict=True))
        for left, pairs in zip(self._left, self._pairs, strict=True):
            left[distinct] = np.maximum(left[distinct] - uses, 0)
            for pair, n in own.items():
                if pair in pairs:
                    pairs[pair] = max(0, pairs[pair] - n)
