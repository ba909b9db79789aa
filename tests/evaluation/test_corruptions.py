"""Corruptions are false, Arabic, repeatable, and say what they did."""

from __future__ import annotations

import pytest

from summarizer.arabic.normalise import normalise, words
from summarizer.evaluation.corruptions import KINDS, corruptions

SOURCES = (
    "أعلن الرئيس فلاديمير بوتين الثلاثاء أن روسيا ستسحب نحو 2500 جندي من سوريا بعد لقائه بشار الأسد، "
    "ولم يحدد موعدا للعملية العسكرية الكبيرة.",
    "وقال الأسد إن القوات الروسية قد تعود إلى القاعدة البحرية القديمة.",
)
STATEMENT = (
    "أعلن الرئيس بوتين الثلاثاء أن روسيا ستسحب نحو 2500 جندي من سوريا بعد لقائه الأسد، من دون تحديد موعد، "
    "وقال الأسد إن القوات الروسية قد تعود إلى القاعدة البحرية."
)


def by_kind(seed: int = 0) -> dict[str, str]:
    return {one.kind: one.text for one in corruptions(STATEMENT, SOURCES, seed=seed)}


def test_the_statement_gives_occasion_for_every_kind() -> None:
    assert set(by_kind()) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_corruption_changes_the_text(kind: str) -> None:
    assert normalise(by_kind()[kind]) != normalise(STATEMENT)


def test_the_same_seed_gives_the_same_corruptions() -> None:
    assert by_kind(3) == by_kind(3)
    assert len({tuple(by_kind(seed).values()) for seed in range(8)}) > 1


@pytest.mark.parametrize("seed", range(5))
def test_a_new_name_is_in_no_source(seed: int) -> None:
    corrupted = by_kind(seed)["name"]
    known = normalise(" ".join(SOURCES))
    brought = [word for word in normalise(corrupted).split() if word not in normalise(STATEMENT).split()]
    assert brought
    assert not any(word in known for word in brought)


@pytest.mark.parametrize("seed", range(5))
def test_exchange_brings_no_new_word(seed: int) -> None:
    assert sorted(words(by_kind(seed)["exchange"])) == sorted(words(STATEMENT))


@pytest.mark.parametrize("seed", range(5))
def test_a_new_number_is_in_no_source(seed: int) -> None:
    assert "2500 جندي" not in by_kind(seed)["number"]


def test_another_speaker_comes_from_the_sources() -> None:
    known = set(words(" ".join(SOURCES)))
    assert set(words(by_kind()["speaker"])) - set(words(STATEMENT)) <= known


def test_nothing_is_made_of_nothing() -> None:
    assert corruptions("هدوء في المدينة.", ("هدوء في المدينة.",)) == []
