"""Our own Arabic: numbers with their nouns, dates, spans of days."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.rendering.phrases import ARTICLES, QUOTED, counted, days, percent, period, share_parts, when
from summarizer.types import Article, Coverage, TimelineEntry


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (2000, "2000 مقال"),
    ],
)
def test_noun_follows_its_number(number: int, expected: str) -> None:
    assert counted(number, ARTICLES) == expected


def test_adjective_follows_the_dual() -> None:
    assert counted(2, QUOTED) == "عبارتان منقولتان"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 1, 25), date(2024, 1, 25), "25 يناير/كانون الثاني 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "فبراير/شباط 2024"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2024, 1, 9), date(2024, 1, 25), "من 9 يناير/كانون الثاني 2024 إلى 25 يناير/كانون الثاني 2024"),
        (date(2023, 12, 1), date(2024, 1, 31), "من 1 ديسمبر/كانون الأول 2023 إلى 31 يناير/كانون الثاني 2024"),
    ],
)
def test_whole_months_and_years_are_called_by_name(first: date, last: date, expected: str) -> None:
    assert days(first, last) == expected


def test_period_is_empty_when_no_article_is_dated() -> None:
    assert period([Article("a", "نص")]) == ""


def test_unresolved_date_stays_in_the_words_of_its_source() -> None:
    assert when(TimelineEntry("منذ منتصف أكتوبر", "هجمات", ())) == "منذ منتصف أكتوبر"
    assert when(TimelineEntry("الأربعاء", "هجمات", (), date(2024, 1, 24))) == "24 يناير/كانون الثاني 2024"


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, "0%"), (0.004, "أقل من 1%"), (0.125, "13%"), (2 / 3, "67%"), (1.0, "100%")]
)
def test_shares_are_whole_percent(share: float, expected: str) -> None:
    assert percent(share) == expected


def test_sources_that_nothing_cites_are_named_or_counted() -> None:
    articles = [Article(str(number), "نص") for number in range(1, 5)]
    coverage = Coverage(4, 9, 2, 0, 0, 2, {"1": 0.75, "3": 0.25})
    assert share_parts(articles, coverage) == (
        "حصة كل مصدر من الإحالات: [1] 75%، [3] 25%",
        "بلا إحالات: [2]، [4]",
    )
    many = [Article(str(number), "نص") for number in range(1, 2001)]
    assert share_parts(many, coverage)[1] == "بلا إحالات: 1998 مقالًا"
