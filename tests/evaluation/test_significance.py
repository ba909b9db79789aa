"""Resampling agrees with full enumeration where full enumeration is small enough to write down."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from summarizer.errors import MujazError
from summarizer.evaluation.significance import bootstrap_intervals, compare


def every_resample(values: list[float]) -> np.ndarray:
    """The means of all n ** n equally likely resamples."""
    return np.array([np.mean(draw) for draw in product(values, repeat=len(values))])


def every_swap(differences: list[float]) -> np.ndarray:
    """The means under all 2 ** n equally likely swaps of labels."""
    return np.array(
        [np.dot(signs, differences) / len(differences) for signs in product((1, -1), repeat=len(differences))]
    )


def test_two_examples_by_hand() -> None:
    # Resamples of (0, 1): means 0, 1/2, 1/2, 1; so the 95 % interval is the whole range.
    (interval,) = bootstrap_intervals([0.0, 1.0])
    assert (interval.mean, interval.low, interval.high) == (0.5, 0.0, 1.0)


def test_equal_scores_leave_no_doubt() -> None:
    (interval,) = bootstrap_intervals([0.25] * 30)
    assert (interval.mean, interval.low, interval.high) == pytest.approx((0.25, 0.25, 0.25))


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
def test_interval_is_that_of_all_resamples(level: float) -> None:
    values = [0.1, 0.2, 0.45, 0.8, 0.9, 0.95]
    means = every_resample(values)
    (interval,) = bootstrap_intervals(values, resamples=60_000, level=level)
    tail = (1 - level) / 2
    assert np.mean(means < interval.low - 1e-9) <= tail + 0.01
    assert np.mean(means <= interval.low + 0.005) >= tail - 0.01
    assert np.mean(means > interval.high + 1e-9) <= tail + 0.01
    assert np.mean(means >= interval.high - 0.005) >= tail - 0.01


def test_randomisation_is_the_share_of_all_swaps() -> None:
    ours, theirs = [0.5, 0.6, 0.4, 0.9, 0.3, 0.7], [0.4, 0.3, 0.5, 0.5, 0.2, 0.65]
    differences = [a - b for a, b in zip(ours, theirs, strict=True)]
    exact = np.mean(np.abs(every_swap(differences)) >= abs(np.mean(differences)) - 1e-12)
    (found,) = compare(ours, theirs, trials=40_000)
    assert found.p_randomisation == pytest.approx(exact, abs=0.01)


def test_all_wins_of_one_size_by_hand() -> None:
    # Five differences of +0.1: of 32 swaps only all-plus and all-minus are as extreme: p = 1/16.
    (found,) = compare([0.6] * 5, [0.5] * 5, trials=40_000)
    assert found.difference == pytest.approx(0.1)
    assert found.p_randomisation == pytest.approx(1 / 16, abs=0.005)


def test_bootstrap_p_is_the_share_of_all_centred_resamples() -> None:
    ours, theirs = [0.5, 0.6, 0.4, 0.9, 0.3, 0.7], [0.4, 0.3, 0.5, 0.5, 0.2, 0.65]
    differences = [a - b for a, b in zip(ours, theirs, strict=True)]
    means = every_resample(differences)
    exact = np.mean(np.abs(means - means.mean()) >= abs(np.mean(differences)))
    (found,) = compare(ours, theirs, resamples=60_000)
    assert found.p_bootstrap == pytest.approx(exact, abs=0.01)


def test_a_system_against_itself_is_no_different() -> None:
    scores = np.linspace(0, 1, 12)
    (found,) = compare(scores, scores)
    assert (found.difference, found.low, found.high) == (0, 0, 0)
    assert found.p_bootstrap == found.p_randomisation == 1


def test_no_p_value_is_zero() -> None:
    (found,) = compare([0.9] * 200, [0.1] * 200, resamples=99, trials=99)
    assert found.p_bootstrap == found.p_randomisation == 1 / 100


def test_examples_of_one_event_are_drawn_together() -> None:
    # Ten copies of each of three events are three observations, not thirty.
    values, clusters = np.repeat([0.1, 0.5, 0.9], 10), np.repeat(["a", "b", "c"], 10)
    (three,) = bootstrap_intervals([0.1, 0.5, 0.9])
    (together,) = bootstrap_intervals(values, clusters=list(clusters))
    (apart,) = bootstrap_intervals(values)
    assert (together.low, together.high) == pytest.approx((three.low, three.high))
    assert apart.high - apart.low < 0.5 * (together.high - together.low)


def test_mean_counts_examples_not_events() -> None:
    (found,) = bootstrap_intervals([1.0, 1.0, 1.0, 0.0], clusters=["a", "a", "a", "b"])
    assert found.mean == 0.75


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    values = np.random.default_rng(1).random((50, 3))
    assert bootstrap_intervals(values) == bootstrap_intervals(values)
    assert bootstrap_intervals(values) != bootstrap_intervals(values, seed=1)


def test_columns_do_not_disturb_one_another() -> None:
    values = np.random.default_rng(1).random((50, 3))
    assert bootstrap_intervals(values)[2] == bootstrap_intervals(values[:, 2])[0]


def test_bootstrap_is_split_into_blocks_without_changing_a_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).random((50, 2))
    whole = bootstrap_intervals(values), compare(values[:, 0], values[:, 1])
    monkeypatch.setattr("summarizer.evaluation.significance._CELLS_AT_ONCE", 1_024)
    assert (bootstrap_intervals(values), compare(values[:, 0], values[:, 1])) == whole


def test_unpaired_scores_are_refused() -> None:
    with pytest.raises(MujazError, match="same examples"):
        compare([0.1, 0.2], [0.1])


def test_no_examples_are_refused() -> None:
    with pytest.raises(MujazError, match="no scores"):
        bootstrap_intervals([])
