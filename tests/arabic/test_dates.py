"""Dates of the Arabic press: what is a date, which days it means."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.arabic.dates import find_dates
from summarizer.arabic.days import resolve

WEDNESDAY = date(2024, 1, 24)


def _days(text: str, told: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Each date's words, first and last day."""
    found = []
    for mention in find_dates(text):
        span = resolve(mention, told)
        first, last = (str(span[0]), str(span[1])) if span else ("", "")
        found.append((text[mention.start : mention.end], first, last))
    return found


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        (
            "وصل الوفد الأربعاء 24 يناير/كانون الثاني 2024.",
            "الأربعاء 24 يناير/كانون الثاني 2024",
            "2024-01-24",
            None,
        ),
        ("وصل الوفد في ٢٤ كانون الثاني/يناير ٢٠٢٤.", "٢٤ كانون الثاني/يناير ٢٠٢٤", "2024-01-24", None),
        ("وقع الحادث يوم 3 جانفي 2018.", "3 جانفي 2018", "2018-01-03", None),
        ("نُشر 2024/01/25 الساعة 15:41", "2024/01/25", "2024-01-25", None),
        ("نُشر 25-1-2024 صباحا", "25-1-2024", "2024-01-25", None),
        ("بدأ العمل في 26 ديسمبر/كانون الأول الماضي.", "26 ديسمبر/كانون الأول الماضي", "2023-12-26", None),
        ("بدأ العمل في 26 ديسمبر.", "26 ديسمبر", "2023-12-26", None),
        ("سيبدأ العمل في 3 فبراير المقبل.", "3 فبراير المقبل", "2024-02-03", None),
        (
            "توقف منذ منتصف أكتوبر (تشرين الأول) 2023.",
            "منتصف أكتوبر (تشرين الأول) 2023",
            "2023-10-11",
            "2023-10-20",
        ),
        ("توقف منذ مطلع شهر مارس.", "مطلع شهر مارس", "2024-03-01", "2024-03-10"),
        ("تأسس في سبتمبر/أيلول 2014.", "سبتمبر/أيلول 2014", "2014-09-01", "2014-09-30"),
        ("تأسس في عام 2014.", "عام 2014", "2014-01-01", "2014-12-31"),
        ("تحدث اليوم الأربعاء.", "اليوم الأربعاء", "2024-01-24", None),
        ("هوجمت القاعدة مساء الثلاثاء.", "الثلاثاء", "2024-01-23", None),
        ("هوجمت القاعدة السبت أيضا.", "السبت", "2024-01-20", None),
        ("غادر الأربعاء الماضي.", "الأربعاء الماضي", "2024-01-17", None),
        ("يعود الأحد المقبل.", "الأحد المقبل", "2024-01-28", None),
        ("سيجتمع الوزراء الجمعة في العاصمة.", "الجمعة", "2024-01-26", None),
        ("قال أمس إن الطريق مفتوح.", "أمس", "2024-01-23", None),
        ("وصل أمس الأول.", "أمس الأول", "2024-01-22", None),
        ("ضرب الأسبوع الماضي.", "الأسبوع الماضي", "2024-01-13", "2024-01-19"),
        ("بدأت في العام الماضي.", "العام الماضي", "2023-01-01", "2023-12-31"),
        ("انتهى الشهر الماضي.", "الشهر الماضي", "2023-12-01", "2023-12-31"),
        ("وصل قبل يومين.", "قبل يومين", "2024-01-22", None),
        ("وصل قبل 3 أيام.", "قبل 3 أيام", "2024-01-21", None),
        ("صدر في 5 رمضان 1445 هـ.", "5 رمضان 1445", "2024-03-15", None),
    ],
)
def test_each_pattern_means_its_days(text: str, words: str, first: str, last: str | None) -> None:
    assert _days(text) == [(words, first, last or first)]


def test_a_copied_today_keeps_the_day_on_which_it_was_written() -> None:
    thursday = date(2024, 1, 25)
    assert _days("سلمت الرسالة اليوم الأربعاء.", thursday) == [("اليوم الأربعاء", "2024-01-24", "2024-01-24")]


def test_without_a_day_of_telling_relative_dates_stay_in_words() -> None:
    assert _days("وصل أمس.", None) == [("أمس", "", "")]
    assert _days("وصل الثلاثاء.", None) == [("الثلاثاء", "", "")]
    assert _days("وصل في 3 مايو 2018.", None) == [("3 مايو 2018", "2018-05-03", "2018-05-03")]


@pytest.mark.parametrize(
    "text",
    [
        "مارس الضغط على الحكومة.",
        "قال أب لطفلين إنه رأى الدخان.",
        "رفع 12 ملفا إلى اللجنة.",
        "في اليوم التالي عاد الهدوء.",
        "أدى صلاة الجمعة في الجامع.",
        "يوجد 2500 جندي في القاعدة.",
        "فاز بنتيجة 3-1 على ضيفه.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == ()


def test_a_day_that_no_month_has_stays_in_words() -> None:
    assert _days("اتفقوا في 31 فبراير 2024.") == [("31 فبراير 2024", "", "")]


def test_the_year_turns_with_the_nearest_date() -> None:
    assert _days("وصل في 30 ديسمبر.", date(2024, 1, 2))[0][1] == "2023-12-30"
    assert _days("يصل في 2 يناير.", date(2023, 12, 30))[0][1] == "2024-01-02"
