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
"""Likeness from which a sentence belongs to the theme of the chosen one."""
MOST_WORDINGS = 4
MOST_OF_AN_ARTICLE = 2
MOST_COPIES = 4
MOST_CANDIDATES = 300
"""Sentences that are compared step by step; in larger folders the most promising ones."""
MOST_COMPARED = 24
"""Candidates looked at again at a step: those that were worth most when last seen."""
MOST_STEPS = 24
"""Steps after which the order is that of the last comparison."""


@dataclass(frozen=True)
class Star:
    """Unit numbers of a theme, the chosen one first, and the gain per word it was chosen for."""

    units: tuple[int, ...]
    gain: float


def find_stars(evidence: Evidence, weights: Weights, alike: Graph) -> list[Star]:
    """All themes of quotable units in the order of choice; ``alike`` says which tell the same fact."""
    pool = evidence.pool
    free = pool.quotable.copy()
    candidates = np.flatnonzero(free)
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
    stars: list[Star] = []
    while free[candidates].any():
        worth = np.round(gains * factors, 6)
        worth[~free[candidates]] = -np.inf
        if stars and len(stars) < MOST_STEPS:
            again = np.lexsort((candidates, -worth))[:MOST_COMPARED]
            gains[again] = weights.step.predict(progress.features()[again])
            worth[again] = np.where(free[candidates[again]], np.round(gains * factors, 6)[again], -np.inf)
        best = int(np.argmax(worth))
        stars.append(_take(int(candidates[best]), round(float(gains[best]), 6), pool, alike, free))
        if len(stars) < MOST_STEPS:
            progress.add(int(candidates[best]))
    floor = min(star.gain for star in stars)
    for unit in rest.tolist():
        if free[unit]:
            stars.append(_take(unit, floor, pool, alike, free))
    return stars


def _take(unit: int, gain: float, pool: Pool, alike: Graph, free: npt.NDArray[np.bool_]) -> Star:
    """The star around ``unit``; its units are not free any more."""
    free[unit] = False
    columns, values = alike.neighbours(unit)
    similar = (values >= SAME_FACT) & free[columns]
    columns, values = columns[similar], values[similar]
    members = [unit]
    of_article = {int(pool.article_of[unit]): 1}
    for column in columns[np.lexsort((columns, -values))].tolist():
        free[column] = False
        article = int(pool.article_of[column])
        if len(members) < MOST_WORDINGS and of_article.get(article, 0) < MOST_OF_AN_ARTICLE:
            of_article[article] = of_article.get(article, 0) + 1
            members.append(column)
    return Star(tuple(members), gain)
