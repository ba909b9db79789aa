"""Words of one root, without a dictionary."""

from __future__ import annotations

import pytest

from summarizer.arabic.roots import related


@pytest.mark.parametrize(
    ("word", "other"),
    [("سحب", "انسحاب"), ("عراق", "العراقيه"), ("كتب", "كتاب"), ("حرب", "محاربه"), ("سلم", "اسلام")],
)
def test_derived_words_are_related_both_ways(word: str, other: str) -> None:
    assert related(word, other)
    assert related(other, word)


@pytest.mark.parametrize(
    ("word", "other"), [("سحب", "سحر"), ("جسر", "نهر"), ("2018", "2019"), ("من", "منزل")]
)
def test_strangers_are_not(word: str, other: str) -> None:
    assert not related(word, other)
