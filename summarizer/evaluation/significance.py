"""Intervals and comparisons from stored scores: no text is tokenised twice.

Bootstrap: Koehn (2004), "Statistical significance tests for machine translation evaluation";
approximate randomisation: Riezler and Maxwell (2005), "On some pitfalls in automatic evaluation and
significance testing for MT". The unit drawn is the cluster, the event: examples of one event are drawn
together, since they are no independent evidence. All indices come from one seeded generator.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import MujazError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RESAMPLES = 2_000
TRIALS = 10_000
SEED = 12_345
LEVEL = 0.95
_CELLS_AT_ONCE = 1 << 23
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Interval:
    """A mean over examples and the percentile interval ``[low, high]`` of its resamples."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """``difference`` is the first system's mean less the second's, with its interval and p-values."""

    difference: float
    low: float
    high: float
    p_bootstrap: float
    """Paired bootstrap, two-sided: resampled differences, centred, as large as the one observed."""
    p_randomisation: float
    """Paired approximate randomisation, two-sided: labels swapped at random within clusters."""


def bootstrap_intervals(
    scores: ArrayLike,
    *,
    clusters: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> list[Interval]:
    """Means of the columns of ``scores`` with bootstrap intervals.

    Args:
        scores: shape (examples,) or (examples, columns); one column per measure.
        clusters: the event of each example; by default every example is its own.
        resamples: how many times as many clusters as there are are drawn with replacement.
        level: share of the resampled means inside the interval.

    Raises:
        MujazError: no example, or as many clusters as examples are not given.
    """
    import numpy as np

    table = _table(scores)
    groups = _group_sums(table, clusters)
    means = _resampled_means(groups, resamples=resamples, seed=seed)
    tail = (1 - level) / 2
    lows, highs = np.quantile(means, [tail, 1 - tail], axis=0)
    return [
        Interval(float(mean), float(low), float(high))
        for mean, low, high in zip(table.mean(axis=0), lows, highs, strict=True)
    ]


def compare(
    ours: ArrayLike,
    theirs: ArrayLike,
    *,
    clusters: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
    trials: int = TRIALS,
    seed: int = SEED,
    level: float = LEVEL,
) -> list[Comparison]:
    """Compare two systems, column by column, on the same examples in the same order.

    p-values are (c + 1) / (n + 1), with c of n draws at least as extreme as what was observed, so that
    none is ever 0. Shapes and ``clusters`` as in :func:`bootstrap_intervals`.

    Raises:
        MujazError: the two have different numbers of examples or columns.
    """
    import numpy as np

    first, second = _table(ours), _table(theirs)
    if first.shape != second.shape:
        raise MujazError(
            f"{len(first)} scores of one system and {len(second)} of the other",
            remedy="A paired comparison needs the same examples in the same order.",
        )
    differences = first - second
    observed = differences.mean(axis=0)
    groups = _group_sums(differences, clusters)
    means = _resampled_means(groups, resamples=resamples, seed=seed)
    tail = (1 - level) / 2
    lows, highs = np.quantile(means, [tail, 1 - tail], axis=0)
    extreme = np.abs(means - means.mean(axis=0)) >= np.abs(observed) - _ROUNDING
    by_bootstrap = (extreme.sum(axis=0) + 1) / (resamples + 1)
    by_swaps = _swap_p_values(groups, observed, trials=trials, seed=seed)
    rows = zip(observed, lows, highs, by_bootstrap, by_swaps, strict=True)
    return [Comparison(*(float(value) for value in row)) for row in rows]


@dataclass(frozen=True)
class _Groups:
    """``sums`` (clusters, columns) of the scores in each cluster and ``sizes`` (clusters,)."""

    sums: NDArray[np.float64]
    sizes: NDArray[np.float64]


def _table(scores: ArrayLike) -> NDArray[np.float64]:
    import numpy as np

    table = np.asarray(scores, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or not table.shape[0]:
        raise MujazError("no scores to draw from", remedy="Give at least one example.")
    return table


def _group_sums(table: NDArray[np.float64], clusters: Sequence[Hashable] | None) -> _Groups:
    import numpy as np

    if clusters is None:
        return _Groups(table, np.ones(len(table)))
    if len(clusters) != len(table):
        raise MujazError(f"{len(clusters)} clusters named for {len(table)} examples")
    places: dict[Hashable, int] = {}
    place = np.array([places.setdefault(cluster, len(places)) for cluster in clusters])
    sums = np.zeros((len(places), table.shape[1]))
    np.add.at(sums, place, table)
    return _Groups(sums, np.bincount(place, minlength=len(places)).astype(np.float64))


def _blocks(rows: int, width: int) -> Iterator[int]:
    """Sizes that add up to ``rows``, so that a block of ``width`` columns fits in memory."""
    step = max(1, _CELLS_AT_ONCE // width)
    for start in range(0, rows, step):
        yield min(step, rows - start)


def _resampled_means(groups: _Groups, *, resamples: int, seed: int) -> NDArray[np.float64]:
    """Shape (resamples, columns). The mean over the examples of the clusters drawn."""
    import numpy as np

    generator = np.random.default_rng(seed)
    count = len(groups.sizes)
    blocks = []
    for rows in _blocks(resamples, count):
        drawn = generator.integers(0, count, size=(rows, count))
        examples = groups.sizes[drawn].sum(axis=1)
        blocks.append(np.stack([column[drawn].sum(axis=1) / examples for column in groups.sums.T], axis=1))
    return np.concatenate(blocks)


def _swap_p_values(
    groups: _Groups, observed: NDArray[np.float64], *, trials: int, seed: int
) -> NDArray[np.float64]:
    import numpy as np

    generator = np.random.default_rng(seed)
    count, examples = len(groups.sizes), groups.sizes.sum()
    extreme = np.zeros(groups.sums.shape[1])
    for rows in _blocks(trials, count):
        swapped = generator.integers(0, 2, size=(rows, count), dtype=np.int8).astype(bool)
        for place, column in enumerate(groups.sums.T):
            means = np.where(swapped, -column, column).sum(axis=1) / examples
            extreme[place] += (np.abs(means) >= abs(observed[place]) - _ROUNDING).sum()
    return (extreme + 1) / (trials + 1)
