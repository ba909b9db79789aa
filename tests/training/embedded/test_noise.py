"""Whatever noise does to the sources, what the target says still stands in them."""

from __future__ import annotations

import re
from random import Random

import pytest

from training.embedded.noise import (
    Noise,
    distractors_by_group,
    disturbed,
    renumbered,
    with_distractor,
    without_clauses,
    without_source,
)
from training.embedded.records import Pair
from training.embedded.support import marks_held, support

LOUD = Noise(reorder=0.8, drop_source=0.8, drop_clause=0.8, distract=0.8, renumber=0.8)
FLOOD = Pair(
    "t1",
    "g1",
    "statement",
    (
        "أعلنت الشرطة، اليوم السبت، مقتل 14 شخصا وإصابة 230 آخرين في السيول، بحسب حصيلة أولية، وفق الراديو.",
        "وقال مدير الدفاع المدني إن 14 شخصا قتلوا جراء السيول في الوادي عام 2018، مضيفا أن البحث مستمر.",
        "وأغلقت المدارس أبوابها، فيما فتحت مراكز إيواء.",
    ),
    "قتلت السيول 14 شخصا وأصابت 230 في الوادي عام 2018.",
)


@pytest.mark.parametrize("seed", range(60))
def test_noise_keeps_numbers_and_all_that_the_target_rests_on(seed: int) -> None:
    noisy = disturbed(FLOOD, LOUD, ["وأعلنت الأرصاد أن 77 محطة سجلت أمطارا غزيرة."], Random(seed))
    assert noisy.sources
    assert marks_held(noisy.target, noisy.sources)
    assert support(noisy.target, noisy.sources) == support(FLOOD.target, FLOOD.sources)
    assert "2018" in noisy.target, "years stay: dates would contradict each other"


def test_noise_does_something_and_the_same_seed_does_the_same() -> None:
    outcomes = {disturbed(FLOOD, LOUD, [], Random(seed)) for seed in range(20)}
    assert len(outcomes) > 10
    assert disturbed(FLOOD, LOUD, [], Random(3)) == disturbed(FLOOD, LOUD, [], Random(3))


def test_without_noise_nothing_changes() -> None:
    assert disturbed(FLOOD, Noise(), ["جملة من موضوع آخر تماما."], Random(0)) == FLOOD


def test_only_a_source_that_adds_nothing_is_left_out() -> None:
    for seed in range(10):
        fewer = without_source(FLOOD, Random(seed))
        assert fewer.sources == FLOOD.sources[:2], "the schools are not in the target, the rest is"


def test_clauses_that_the_target_needs_stay_and_the_first_one_always_does() -> None:
    bare = without_clauses(FLOOD, 1.0, Random(0))
    assert bare.sources[0].startswith("أعلنت الشرطة،")
    assert "مقتل 14 شخصا وإصابة 230 آخرين" in bare.sources[0]
    assert "حصيلة أولية" not in bare.sources[0]
    assert bare.sources[2] == "وأغلقت المدارس أبوابها،"


def test_a_number_changes_on_both_sides_and_nowhere_else() -> None:
    changed = renumbered(FLOOD, Random(5))
    before, after = re.findall(r"\d+", FLOOD.target), re.findall(r"\d+", changed.target)
    assert [len(number) for number in before] == [len(number) for number in after]
    assert before[:2] != after[:2]
    assert after[2] == "2018"
    for old, new in zip(before, after, strict=True):
        assert " ".join(FLOOD.sources).count(old) == " ".join(changed.sources).count(new)
    assert re.sub(r"\d+", "#", changed.sources[0]) == re.sub(r"\d+", "#", FLOOD.sources[0])


@pytest.mark.parametrize("number", ["12.5", "3/4", "10:30", "2,500", "4-0", "7"])
def test_parts_of_decimals_scores_times_and_single_digits_stay(number: str) -> None:
    pair = Pair("t", "g", "statement", (f"سجل المؤشر {number} وفق البيان.",), f"بلغ المؤشر {number}.")
    for seed in range(5):
        assert renumbered(pair, Random(seed)) == pair


def test_a_distractor_that_tells_what_the_target_tells_does_not_join() -> None:
    assert with_distractor(FLOOD, "قتلت السيول 14 شخصا في الوادي بحسب الشرطة.") == FLOOD
    stranger = "فاز الفريق المحلي بكأس البلاد لكرة السلة."
    assert with_distractor(FLOOD, stranger).sources == (*FLOOD.sources, stranger)


def test_distractors_come_from_the_same_event(pairs: list[Pair]) -> None:
    groups = distractors_by_group(pairs)
    assert set(groups) == {f"g{n}" for n in range(8)}
    assert all(len(set(sentences)) == len(sentences) for sentences in groups.values())
