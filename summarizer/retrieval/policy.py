"""Choosing sentences one after the other, each for what it still adds to those chosen before.

A learnt policy looks at every candidate together with what is chosen already and predicts how many of the
briefing's words and word pairs it would add, per word. It was trained by imitation: at states that good and
mediocre choices lead to, it saw the true gain against written briefings (training/salience).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizer.retrieval.expectation import REPEATS, expand
from summarizer.retrieval.pool import Floats, Ints, Pool
from summarizer.retrieval.similarity import Graph

STEP_FEATURES = (
    "expected words",
    "expected words, sum",
    "expected content words",
    "expectation of a content word",
    "content words",
    "expected pairs",
    "expected pairs, strict",
    "pairs of several articles",
    "articles of its pairs",
    "content words said already",
    "strongest four words",
    "expected words at the beginning",
    "expected words at the end",
    "nearest chosen",
    "nearness to all chosen",
    "chosen sentences",
    "chosen words",
    "chosen of its article",
    "follows the last chosen",
    "expected words of a standfirst",
    "expected content words of a standfirst",
    "expected words of a standfirst at the beginning",
)
MOST_WORDS = 85
"""Chosen words are counted up to here: the length of the briefings the policy was trained on."""


@dataclass(frozen=True)
class Evidence:
    """All that the policy looks at besides what is chosen."""

    pool: Pool
    graph: Graph
    units: Floats
    """(n, len(UNIT_FEATURES))"""
    uses: Floats
    """(words, REPEATS) chance of each further use of a word in a briefing, see
    :func:`.expectation.expected_uses`."""
    standfirst_uses: Floats
    """(words, REPEATS) the same for an editor's standfirst of one or two sentences."""


class Progress:
    """What is chosen so far and what each of ``candidates`` would still add."""

    def __init__(self, evidence: Evidence, candidates: Ints) -> None:
        pool = evidence.pool
        self.candidates = candidates
        self.chosen: list[int] = []
        self.chosen_words = 0
        self._evidence = evidence
        self._rank = np.full(len(pool.units), -1, dtype=np.int64)
        self._rank[candidates] = np.arange(len(candidates))
        sizes = np.diff(pool.words.starts)[candidates]
        self._sizes = np.maximum(sizes, 1).astype(np.float64)
        at = expand(pool.words, candidates)
        self._tokens = pool.words.values[at]
        self._rows = np.repeat(np.arange(len(candidates)), sizes)
        place = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self._opening = place < 8
        self._closing = place >= np.repeat(sizes, sizes) - 8
        self._nth = _nth_use(self._rows, self._tokens, len(pool.vocabulary))
        none = np.zeros(len(evidence.uses))
        self._uses = np.column_stack([evidence.uses, none])
        self._standfirst = np.column_stack([evidence.standfirst_uses, none])
        first = evidence.uses[:, 0]
        self._content = pool.stem_of_word[self._tokens] >= 0
        self._contents = np.bincount(self._rows[self._content], minlength=len(candidates)).astype(np.float64)
        self._strongest = _strongest(self._rows, first[self._tokens], len(candidates), 4)
        pairs = _Pairs.of(pool)
        inner = np.flatnonzero(self._rows[1:] == self._rows[:-1])
        self._pair_rows = self._rows[inner]
        self._pairs = pairs.find(self._tokens[inner], self._tokens[inner + 1])
        strict = first[self._tokens[inner]] * first[self._tokens[inner + 1]]
        self._pair_strict = strict
        self._pair_gain = strict**0.75
        self._pair_articles = pairs.articles[self._pairs]
        self._used = np.zeros(len(pool.vocabulary), dtype=np.int64)
        self._pair_used = np.zeros(len(pairs.articles), dtype=np.bool_)
        self._nearest = np.zeros(len(candidates))
        self._near = np.zeros(len(candidates))
        self._of_article = np.zeros(len(pool.articles))
        self._all_pairs = pairs

    def add(self, unit: int) -> None:
        """Choose ``unit``, a unit number of the pool."""
        pool = self._evidence.pool
        tokens = pool.words[unit]
        self.chosen.append(unit)
        self.chosen_words += int(self._evidence.units[unit, 0])
        np.add.at(self._used, tokens, 1)
        self._pair_used[self._all_pairs.find(tokens[:-1], tokens[1:])] = True
        columns, values = self._evidence.graph.neighbours(unit)
        known = self._rank[columns] >= 0
        ranks = self._rank[columns[known]]
        self._nearest[ranks] = np.maximum(self._nearest[ranks], values[known])
        self._near[ranks] += values[known]
        self._of_article[pool.article_of[unit]] += 1

    def features(self) -> Floats:
        """(candidates, len(STEP_FEATURES) + len(UNIT_FEATURES)), those of chosen candidates included."""
        pool, count = self._evidence.pool, len(self.candidates)
        nth = np.minimum(self._nth + self._used[self._tokens], REPEATS)
        gain = self._uses[self._tokens, nth]
        total = self._sum(self._rows, gain)
        content_gain = self._sum(self._rows, gain * self._content)
        short = self._standfirst[self._tokens, nth]
        fresh = ~self._pair_used[self._pairs]
        repeated = self._sum(self._rows, self._content & (nth > 0))
        articles = pool.article_of[self.candidates]
        follows = np.zeros(count)
        if self.chosen:
            last = self.chosen[-1]
            follows = (articles == pool.article_of[last]) & (
                pool.position_of[self.candidates] == pool.position_of[last] + 1
            )
        step = np.column_stack(
            [
                total / self._sizes,
                total,
                content_gain / self._sizes,
                content_gain / np.maximum(self._contents, 1),
                self._contents / self._sizes,
                self._sum(self._pair_rows, self._pair_gain * fresh) / self._sizes,
                self._sum(self._pair_rows, self._pair_strict * fresh) / self._sizes,
                self._sum(self._pair_rows, (self._pair_articles > 1) & fresh) / self._sizes,
                self._sum(self._pair_rows, np.log(self._pair_articles)) / self._sizes,
                repeated / np.maximum(self._contents, 1),
                self._strongest,
                self._sum(self._rows, gain * self._opening) / np.minimum(self._sizes, 8),
                self._sum(self._rows, gain * self._closing) / np.minimum(self._sizes, 8),
                self._nearest,
                self._near,
                np.full(count, len(self.chosen)),
                np.full(count, min(self.chosen_words, MOST_WORDS)),
                self._of_article[articles],
                follows,
                self._sum(self._rows, short) / self._sizes,
                self._sum(self._rows, short * self._content) / self._sizes,
                self._sum(self._rows, short * self._opening) / np.minimum(self._sizes, 8),
            ]
        )
        return np.column_stack([step, self._evidence.units[self.candidates]])

    def _sum(self, rows: Ints, values: np.typing.ArrayLike) -> Floats:
        weights = np.asarray(values, dtype=np.float64)
        return np.bincount(rows, weights, minlength=len(self.candidates)).astype(np.float64)


@dataclass(frozen=True)
class _Pairs:
    """The distinct pairs of neighbouring words; ``articles`` is in how many articles each stands."""

    keys: Ints
    articles: Ints
    width: int

    @classmethod
    def of(cls, pool: Pool) -> _Pairs:
        rows, words, width = pool.words.rows(), pool.words.values, max(1, len(pool.vocabulary))
        inner = np.flatnonzero(rows[1:] == rows[:-1])
        keys, number = np.unique(words[inner] * width + words[inner + 1], return_inverse=True)
        places = np.diff(pool.occurrences.starts)[rows[inner]]
        at = expand(pool.occurrences, rows[inner])
        articles = max(1, len(pool.articles))
        distinct = np.unique(np.repeat(number, places) * articles + pool.occurrences.values[at])
        return cls(keys, np.bincount(distinct // articles, minlength=len(keys)), width)

    def find(self, first: Ints, second: Ints) -> Ints:
        """Numbers of pairs that stand in the pool."""
        found: Ints = np.searchsorted(self.keys, first * self.width + second)
        return found


def _nth_use(rows: Ints, tokens: Ints, width: int) -> Ints:
    """How often the same word stood before in the same row."""
    keys = rows * max(1, width) + tokens
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(keys) else keys
    sizes = np.diff(np.concatenate([starts, [len(keys)]]))
    nth = np.empty(len(keys), dtype=np.int64)
    nth[order] = np.arange(len(keys)) - np.repeat(starts, sizes)
    return nth


def _strongest(rows: Ints, values: Floats, count: int, most: int) -> Floats:
    """(count,) mean of the ``most`` largest values of each row."""
    order = np.lexsort((-values, rows))
    sizes = np.bincount(rows, minlength=count)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = place < most
    total = np.bincount(rows[order][kept], values[order][kept], minlength=count)
    return total / np.maximum(np.minimum(sizes, most), 1)
