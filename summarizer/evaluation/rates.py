"""Ratios of counts and areas under the ROC curve, with bootstrap intervals. Seeded like the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.errors import MujazError
from summarizer.evaluation.significance import LEVEL, RESAMPLES, SEED, Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def ratio_interval(
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Interval:
    """Sum of numerators over sum of denominators; the units drawn are their pairs (sentences, summaries).

    Raises:
        MujazError: no unit, unequal lengths, or all denominators are 0.
    """
    import numpy

    if len(numerators) != len(denominators) or not sum(denominators):
        raise MujazError("no ratio can be formed", remedy="Give pairs of counts, not all of them of nothing.")
    generator = numpy.random.default_rng(seed)
    above, below = numpy.asarray(numerators, float), numpy.asarray(denominators, float)
    drawn = generator.integers(0, len(above), size=(resamples, len(above)))
    sums = below[drawn].sum(axis=1)
    ratios = above[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
    return _interval(above.sum() / below.sum(), ratios)


def auc_interval(
    positives: Sequence[float], negatives: Sequence[float], *, resamples: int = 1000, seed: int = SEED
) -> Interval:
    """Chance that a positive scores above a negative, ties counted half (Mann and Whitney).

    Positives and negatives are drawn separately.

    Raises:
        MujazError: one side is empty.
    """
    import numpy

    if not len(positives) or not len(negatives):
        raise MujazError("an area under the curve needs scores on both sides")
    generator = numpy.random.default_rng(seed)
    mine, theirs = numpy.asarray(positives, float), numpy.sort(numpy.asarray(negatives, float))
    areas = []
    for _ in range(resamples):
        ours = mine[generator.integers(0, len(mine), len(mine))]
        others = numpy.sort(theirs[generator.integers(0, len(theirs), len(theirs))])
        areas.append(_area(ours, others))
    return _interval(_area(mine, theirs), areas)


def _area(positives: NDArray[np.float64], negatives: NDArray[np.float64]) -> float:
    import numpy

    below = numpy.searchsorted(negatives, positives, side="left")
    upto = numpy.searchsorted(negatives, positives, side="right")
    return float((below + upto).mean() / 2 / len(negatives))


def _interval(value: float, resampled: Sequence[float] | NDArray[np.float64]) -> Interval:
    import numpy

    tail = (1 - LEVEL) / 2
    low, high = numpy.quantile(resampled, [tail, 1 - tail])
    return Interval(float(value), float(low), float(high))
