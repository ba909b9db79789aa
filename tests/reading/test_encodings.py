"""The same Arabic, whatever bytes it came in."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.encodings import decode

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso-8859-6")
SHORT = (
    "افتتح رئيس البلدية جسرا جديدا.",
    "قال الوزير إن القوات وصلت اليوم.",
    "محكمة ترفض طلب الإفراج عنه",
    "ارتفعت أسعار الخبز في العاصمة",
    "من يحكم المدينة بعد الحرب؟",
    "12 قتيلا في حادث سير على الطريق الساحلي",
)
WORDS = (
    "أعلنت الوزارة اليوم عن فتح الطريق بين المدينة والمرفأ بعد أيام من الأمطار التي أغلقته وقال المتحدث إن "
    "العمل مستمر على مدار الساعة حتى تعود الحركة إلى طبيعتها في كل الأحياء وأضاف أن السكان ينتظرون قرارا"
).split()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SHORT)
def test_a_headline_survives_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.lists(st.sampled_from(WORDS), min_size=8, max_size=60), st.sampled_from(ENCODINGS))
@settings(max_examples=200, deadline=None)
def test_a_paragraph_survives_every_encoding(words: list[str], encoding: str) -> None:
    text = " ".join(words) + "."
    assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
@settings(max_examples=200, deadline=None)
def test_unicode_with_a_mark_is_what_the_mark_says(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_the_same_answer_twice_and_never_an_error(data: bytes) -> None:
    assert decode(data) == decode(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    noise = random.Random(7).randbytes(4000)
    assert decode(noise) is None
    assert decode(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + noise) is None
    assert decode("قال".encode("utf-8-sig")[:-1]) is None  # cut in the middle of a letter, mark and all


def test_a_mixture_of_arabic_and_latin_in_windows_bytes() -> None:
    text = "قالت شركة Google إن «الخدمة» عادت بنسبة 99.5%، وفق بيان نشرته الأحد."
    assert decode(text.encode("cp1256")) == text
