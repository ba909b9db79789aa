"""Walk through the sentences in the order of choice; each brings along those that tell the same fact.

A theme is a star: its first sentence was chosen, the others are similar to it and need not be similar to
each other (Aslam, Pelekhov and Rus 2004, "The star clustering algorithm"). A chain of small steps cannot
bring a stranger in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summarizer.retrieval.policy import Evidence, Progress
from summarizer.retrieval.pool import Pool
from summarizer.retrieval.similarity import Graph
from summarizer.retrieval.weights import Weights

SAME_FACT = 0.36
"""Likeness from which a sentence tells the fact of a chosen one and belongs to its theme."""
REPEATS_FACT = 0.55
"""Likeness from which it adds nothing: it cannot open a theme of its own."""
OPEN_STEPS = 8
"""Steps, about a briefing's length, during which a sentence below that may leave its theme and open one."""
MOST_WORDINGS = 4
MOST_OF_AN_ARTICLE = 2
MOST_COPIES = 4
MOST_CANDIDATES = 300
"""Sentences that are compared step by step; in larger folders the most promising ones."""
MOST_COMPARED = 48
"""Candidates looked at again at a step: those that were worth most when last seen."""
MOST_STEPS = 12
"""Steps after which the order is that of the last comparison."""


@dataclass(frozen=True)
class Star:
    """Unit numbers of a theme, the chosen one first, and the gain per word it was chosen for."""

    units: tuple[int, ...]
    gain: float


def find_stars(evidence: Evidence, weights: Weights, alike: Graph) -> list[Star]:
    """All themes of quotable units in the order of choice; ``alike`` says which tell the same fact."""
    pool = evidence.pool
    candidates = np.flatnonzero(pool.quotable)
    if not len(candidates):
        return []
    gains = weights.step.predict(Progress(evidence, candidates).features())
    lengths = np.array([len(pool.units[unit].text.split()) for unit in candidates])
    factors = lengths**weights.length_power
    order = np.lexsort((candidates, -np.round(gains * factors, 6)))
    compared = np.sort(order[:MOST_CANDIDATES])
    rest = candidates[order[MOST_CANDIDATES:]]
    candidates, gains, factors = candidates[compared], gains[compared], factors[compared]
    progress = Progress(evidence, candidates)
    sky = _Sky(pool, alike)
    while sky.open[candidates].any():
        worth = np.round(gains * factors, 6)
        worth[~sky.open[candidates]] = -np.inf
        if sky.centres and len(sky.centres) < MOST_STEPS:
            again = np.lexsort((candidates, -worth))[:MOST_COMPARED]
            gains[again] = weights.step.predict(progress.features()[again])
            again = again[sky.open[candidates[again]]]
            worth[again] = np.round(gains * factors, 6)[again]
        best = int(np.argmax(worth))
        sky.choose(int(candidates[best]), round(float(gains[best]), 6))
        if len(sky.centres) < MOST_STEPS:
            progress.add(int(candidates[best]))
    floor = min(sky.gains)
    for unit in rest.tolist():
        if sky.open[unit]:
            sky.choose(unit, floor)
    return sky.stars()


class _Sky:
    """Which units are chosen and which of them every other unit belongs to: the nearest one."""

    def __init__(self, pool: Pool, alike: Graph) -> None:
        count = len(pool.units)
        self.centres: list[int] = []
        self.gains: list[float] = []
        self.open: npt.NDArray[np.bool_] = pool.quotable.copy()
        """(n,) units that may still be chosen."""
        self._pool = pool
        self._alike = alike
        self._owner = np.full(count, -1, dtype=np.int64)
        self._nearness = np.zeros(count)

    def choose(self, unit: int, gain: float) -> None:
        """``unit`` opens a theme; units that tell its fact and no nearer one's belong to it."""
        columns, values = self._alike.neighbours(unit)
        nearer = self._pool.quotable[columns] & (values >= SAME_FACT) & (values > self._nearness[columns])
        nearer[np.isin(columns, self.centres)] = False
        self._owner[columns[nearer]] = len(self.centres)
        self._nearness[columns[nearer]] = values[nearer]
        self._owner[unit] = -1
        self._nearness[unit] = np.inf
        self.centres.append(unit)
        self.gains.append(gain)
        self.open[unit] = False
        self.open[columns[values >= REPEATS_FACT]] = False
        if len(self.centres) >= OPEN_STEPS:
            self.open[self._owner >= 0] = False

    def stars(self) -> list[Star]:
        """The themes in the order of choice: the nearest units of each, few of one article."""
        owned: list[list[int]] = [[] for _ in self.centres]
        for unit in np.lexsort((np.arange(len(self._owner)), -self._nearness)).tolist():
            if self._owner[unit] >= 0:
                owned[self._owner[unit]].append(unit)
        return [
            Star(tuple(self._members(centre, units)), gain)
            for centre, units, gain in zip(self.centres, owned, self.gains, strict=True)
        ]

    def _members(self, centre: int, units: list[int]) -> list[int]:
        members = [centre]
        of_article = {int(self._pool.article_of[centre]): 1}
        for unit in units:
            article = int(self._pool.article_of[unit])
            if len(members) < MOST_WORDINGS and of_article.get(article, 0) < MOST_OF_AN_ARTICLE:
                of_article[article] = of_article.get(article, 0) + 1
                members.append(unit)
        return members
