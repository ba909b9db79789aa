"""Text broken at a width is joined; text that was not stays as it is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading import read_articles
from summarizer.reading.wrapping import unwrap

PARAGRAPHS = [
    "أعلنت بلدية المرفأ فتح الجسر الجديد أمام السيارات صباح الأحد بعد عامين من الأشغال التي تأخرت مرتين بسبب "
    "الأمطار ونقص المواد، وقال رئيس البلدية إن الكلفة بلغت 12 مليون دينار دفعت المدينة نصفها.",
    "ومن المتوقع أن تعبر الجسر عشرة آلاف سيارة في اليوم، وأن يخف الازدحام عن وسط المدينة الذي شكا منه السكان "
    "طويلا. وطالب سكان الضفة الشرقية بممر للمشاة ووعدت البلدية بدرس الطلب قبل نهاية العام.",
]


@pytest.mark.parametrize("width", [50, 60, 65, 72, 80])
def test_broken_lines_are_joined(width: int) -> None:
    broken = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert unwrap(broken) == "\n\n".join(PARAGRAPHS)


def test_a_short_last_line_ends_a_paragraph_without_a_blank_line() -> None:
    broken = "\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert unwrap(broken) == "\n".join(PARAGRAPHS)


def test_paragraphs_short_lines_and_lists_stay() -> None:
    for text in (
        "\n".join(PARAGRAPHS),
        "فتح الجسر\nعربي بوست\nتم النشر: 2024/01/25\nوقال حداد إنه سعيد.\nوقال السكان إنهم انتظروا.\nانتهى.",
        "\n".join(["- تفاح", "- موز", "- برتقال", "- عنب", "- تين"]),
    ):
        assert unwrap(text) == text


@given(st.lists(st.text("ابت .", max_size=120), min_size=1, max_size=20).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    assert unwrap(text).split() == text.split()


def test_a_broken_file_is_read_in_whole_sentences(write: Callable[..., Path]) -> None:
    text = "فتح جسر المرفأ\n\n" + "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in PARAGRAPHS)
    article = read_articles(write("mail.txt", text))[0]
    assert article.title == "فتح جسر المرفأ"
    assert article.text == "\n".join(PARAGRAPHS)
