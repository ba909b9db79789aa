"""What a model wrote, put right without touching its words, or dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.writing.drafts import degenerate, finish, tidy


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("افتتح الوزير الجسر ، وقال إنه آمن", "افتتح الوزير الجسر، وقال إنه آمن."),
        ("قال « إن الجسر آمن » .", "قال «إن الجسر آمن»."),
        ("قال «إن الجسر آمن.", "قال «إن الجسر آمن»."),
        ('وصف المشروع بأنه " ضروري " للمدينة', 'وصف المشروع بأنه "ضروري" للمدينة.'),
        ('وصف المشروع بأنه "ضروري للمدينة', 'وصف المشروع بأنه "ضروري للمدينة".'),
        ("انتهت الأشغال» أمس", "انتهت الأشغال أمس."),
        ("انتهت الأشغال أمس،", "انتهت الأشغال أمس."),
        ("هل انتهت الأشغال ؟", "هل انتهت الأشغال؟"),
        ("بلغت النسبة 7.5 % أمس.", "بلغت النسبة 7.5% أمس."),
        ("\u202bانتهت الأشغال\u202c", "انتهت الأشغال."),
        ("انتهت الأشغال (أمس الأول", "انتهت الأشغال (أمس الأول)."),
        ("", ""),
    ],
)
def test_tidy(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied
    assert tidy(tidied) == tidied, "tidying twice changes nothing"


def test_a_headline_has_no_stop() -> None:
    assert tidy("افتتاح جسر النهر .", stop=False) == "افتتاح جسر النهر"


@given(st.text(alphabet='ابتثج «»"(),،.؟ 12', max_size=60))
def test_tidy_keeps_every_letter_and_digit(text: str) -> None:
    assert [c for c in tidy(text) if c.isalnum()] == [c for c in text if c.isalnum()]


def test_finish_cuts_to_the_last_full_sentence() -> None:
    assert finish("افتتح الوزير الجسر. وقال إن الأشغال ست") == "افتتح الوزير الجسر."
    assert finish("افتتح الوزير الجسر وقال إن") == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("افتتح الجسر اليوم.", "too short"),
        ("افتتح الوزير الجسر في في المدينة.", "repeats a word"),
        ("قال وزير النقل السابق إن وزير النقل السابق استقال.", "repeats a run of words"),
        ("استعادت القوات مدينة وأربع بلدات وأربع بلداتها أمس.", "repeats a run of words"),
        ("التقى الوزيران وجها لوجه في العاصمة أمس.", None),
        ("افتتح الوزير الجسر الجديد في.", "broken off"),
        ("افتتح the minister opened a new bridge today.", "not Arabic"),
        ("بلغت الخسائر 12 12 12 دينارا بحسب الوزارة.", None),
        ("افتتح الوزير الجسر الجديد أمس.", None),
    ],
)
def test_degenerate(text: str, reason: str | None) -> None:
    assert degenerate(text) == reason


def test_a_name_that_doubles_a_word_is_no_repetition() -> None:
    text = "زار عبدالله عبدالله العاصمة أمس."
    assert degenerate(text) == "repeats a word"
    assert degenerate(text, sources="وصل عبدالله عبدالله إلى العاصمة.") is None
