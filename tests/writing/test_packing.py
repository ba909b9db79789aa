"""What a model reads: whole sentences while there is room, whole words always."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.types import Theme
from summarizer.writing.packing import clean, cut_text, fit, pack_joint, pack_theme
from summarizer.writing.presets import Source

SPECIAL = frozenset({"<s>", "</s>"})
THEME = Source(sentence_separator=" </s> ", max_pieces=100)


def count_words(texts: Sequence[str]) -> list[int]:
    """A tokenizer whose pieces are words of four letters at most."""
    return [sum(-(-len(word) // 4) for word in text.split()) for text in texts]


def test_sentences_stand_in_the_themes_order(theme_of: Callable[..., Theme]) -> None:
    theme = theme_of("افتتح الجسر اليوم.", "الجسر مفتوح.")
    packed = pack_theme(theme, THEME, count=count_words, special=SPECIAL)
    assert packed.text == "افتتح الجسر اليوم. </s> الجسر مفتوح."
    assert packed.truncated == 0


def test_headline_prefix_stands_in_front(theme_of: Callable[..., Theme]) -> None:
    packed = pack_theme(theme_of("افتتح الجسر."), THEME, count=count_words, special=SPECIAL, prefix="عنوان: ")
    assert packed.text == "عنوان: افتتح الجسر."


def test_a_source_cannot_smuggle_in_a_separator(theme_of: Callable[..., Theme]) -> None:
    packed = pack_theme(theme_of("قال </s> ثم<s>سكت\nطويلا."), THEME, count=count_words, special=SPECIAL)
    assert packed.text == "قال ثم سكت طويلا."


def test_the_longest_sentence_is_cut_first_and_told(theme_of: Callable[..., Theme]) -> None:
    long = " ".join(["مدينة"] * 120) + "."
    packed = pack_theme(theme_of("افتتح الجسر اليوم.", long), THEME, count=count_words, special=SPECIAL)
    assert packed.truncated == 1
    first, second = packed.text.split(" </s> ")
    assert first == "افتتح الجسر اليوم."
    assert set(second.split()) == {"مدينة"}, "cut between words"
    assert 80 < count_words([packed.text])[0] <= 100


def test_joint_puts_every_themes_clearest_sentence_before_any_second(theme_of: Callable[..., Theme]) -> None:
    ten = "كلمة " * 10
    themes = [theme_of(f"{ten}أولى.", f"{ten}ثانية."), theme_of(f"{ten}ثالثة.", f"{ten}رابعة.")]
    source = Source(sentence_separator=" ", theme_separator=" ", max_pieces=43)
    packed = pack_joint(themes, source, count=count_words, special=SPECIAL)
    assert "أولى" in packed.text
    assert "ثالثة" in packed.text
    assert "رابعة" not in packed.text
    assert packed.truncated == 4 - packed.text.count(".")
    assert packed.text.index("أولى") < packed.text.index("ثالثة")


def test_joint_cuts_a_first_sentence_that_is_too_long_by_itself(theme_of: Callable[..., Theme]) -> None:
    source = Source(max_pieces=30)
    themes = [theme_of("كلمة " * 60), theme_of("جملة قصيرة.")]
    packed = pack_joint(themes, source, count=count_words, special=SPECIAL)
    assert packed.truncated == 2
    assert 20 <= count_words([packed.text])[0] <= 30


def test_a_cut_prefers_the_end_of_a_clause() -> None:
    text = "قالت الوزيرة إن الجسر سيفتح غدا، وأضافت أن الأشغال انتهت قبل موعدها"
    assert cut_text(text, 12, count_words) == "قالت الوزيرة إن الجسر سيفتح غدا"


def test_one_endless_word_is_cut_within() -> None:
    assert cut_text("س" * 100, 5, count_words) == "س" * 20


@given(
    st.lists(st.text("ابت ،.", min_size=1, max_size=80), min_size=1, max_size=6),
    st.integers(min_value=1, max_value=60),
)
def test_fit_never_exceeds_the_room_and_keeps_beginnings(texts: list[str], room: int) -> None:
    texts = [clean(text, SPECIAL) for text in texts]
    kept, touched = fit(texts, room, count_words)
    assert sum(count_words(kept)) <= max(room, 0)
    if sum(count_words(texts)) <= room:
        assert (kept, touched) == (texts, 0)
    else:
        assert touched >= 1
    remaining = iter(texts)
    assert all(any(text.startswith(piece) for text in remaining) for piece in kept)


@pytest.mark.parametrize("room", [0, -5])
def test_no_room_at_all_keeps_nothing(room: int) -> None:
    kept, touched = fit(["كلمة طويلة جدا", "أخرى"], room, count_words)
    assert "".join(kept) == ""
    assert touched == 2
