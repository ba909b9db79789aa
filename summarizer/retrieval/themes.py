"""Walk through the sentences in the order of choice; each brings along those that tell the same fact.

A theme is a star: its first sentence was chosen, the others are similar to it and need not be similar to
each other (Aslam, Pelekhov and Rus 2004, "The star clustering algorithm"). A chain of small steps cannot
bring a stranger in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizer.retrieval.policy import Evidence, Progress
from summarizer.retrieval.pool import Floats, Ints, Pool
from summarizer.retrieval.weights import Weights

SAME_FACT = 0.35
"""Cosine from which a sentence belongs to the theme of the chosen one."""
MOST_WORDINGS = 4
MOST_OF_AN_ARTICLE = 2
MOST_COPIES = 4
MOST_CANDIDATES = 400
"""Sentences that are compared step by step; in larger folders the most promising ones."""
MOST_STEPS = 60
"""Steps after which the order is that of the last comparison."""


@dataclass(frozen=True)
class Star:
    """Unit numbers of a theme, the chosen one first, and the gain per word it was chosen for."""

    units: tuple[int, ...]
    gain: float


def find_stars(evidence: Evidence, weights: Weights) -> list[Star]:
    """All themes of quotable units in the order of choice."""
    pool = evidence.pool
    free = pool.quotable.copy()
    candidates = np.flatnonzero(free)
    if not len(candidates):
        return []
    rest: Ints = np.zeros(0, dtype=np.int64)
    if len(candidates) > MOST_CANDIDATES:
        scores, _ = _worth(Progress(evidence, candidates), weights, pool)
        order = np.lexsort((candidates, -scores))
        candidates, rest = (
            np.sort(candidates[order[:MOST_CANDIDATES]]),
            candidates[order[MOST_CANDIDATES:]],
        )
    progress = Progress(evidence, candidates)
    stars: list[Star] = []
    for _ in range(min(MOST_STEPS, len(candidates))):
        worth, gains = _worth(progress, weights, pool)
        worth[~free[candidates]] = -np.inf
        best = int(np.argmax(worth))
        if worth[best] == -np.inf:
            break
        stars.append(_take(int(candidates[best]), float(gains[best]), evidence, free))
        progress.add(int(candidates[best]))
    worth, gains = _worth(progress, weights, pool)
    for place in np.lexsort((candidates, -worth)):
        if free[candidates[place]]:
            stars.append(_take(int(candidates[place]), float(gains[place]), evidence, free))
    floor = min((star.gain for star in stars), default=0.0)
    for unit in rest:
        if free[unit]:
            stars.append(_take(int(unit), floor, evidence, free))
    return stars


def _worth(progress: Progress, weights: Weights, pool: Pool) -> tuple[Floats, Floats]:
    """Worth that decides and gain per word, of every candidate, rounded so that ties are ties."""
    gains = weights.step.predict(progress.features())
    words = np.array([len(pool.units[unit].text.split()) for unit in progress.candidates])
    return np.round(gains * words**weights.length_power, 6), np.round(gains, 6)


def _take(unit: int, gain: float, evidence: Evidence, free: np.typing.NDArray[np.bool_]) -> Star:
    """The star around ``unit``; its units are not free any more."""
    pool = evidence.pool
    free[unit] = False
    columns, values = evidence.graph.neighbours(unit)
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
