"""From statements to a briefing: headline, repetition, shares."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.composing import (
    first_clause,
    origin_shares,
    quoted_headline,
    without_repetition,
    without_teaser,
)
from summarizer.splitting import sentences_of
from summarizer.types import Article, Statement, Theme


def _pair(text: str, *articles: str) -> tuple[Theme, Statement]:
    sentences = tuple(sentences_of(Article(id=name, text=text))[0] for name in articles)
    return Theme(sentences, 1.0), Statement(text, (), ("رويترز",), "quoted")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("البلدية تعلن موعد افتتاح الجسر الجديد.. هذه تفاصيله", "البلدية تعلن موعد افتتاح الجسر الجديد"),
        ("الجسر.. يفتتح أخيرا بعد عامين", "الجسر.. يفتتح أخيرا بعد عامين"),
        ("فيديو - افتتاح الجسر الجديد", "افتتاح الجسر الجديد"),
        ("بالفيديو.. افتتاح الجسر الجديد", "افتتاح الجسر الجديد"),
        ("افتتاح الجسر الجديد.", "افتتاح الجسر الجديد"),
    ],
)
def test_teasers_go(title: str, shown: str) -> None:
    assert without_teaser(title) == shown


def test_the_newest_of_equally_fitting_titles_is_the_headline() -> None:
    articles = [
        Article(id="old", title="البلدية تنفي إغلاق السوق القديم", text="", date=date(2024, 3, 1)),
        Article(id="new", title="البلدية تقرر إغلاق السوق القديم", text="", date=date(2024, 3, 9)),
    ]
    assert quoted_headline(articles, ["أعلنت البلدية إغلاق السوق القديم."]) == articles[1].title


def test_a_title_of_something_else_is_no_headline_however_new() -> None:
    articles = [
        Article(id="a", title="البلدية تقرر إغلاق السوق القديم", text="", date=date(2024, 3, 1)),
        Article(id="b", title="أمطار غزيرة تعم المرتفعات الشمالية", text="", date=date(2024, 3, 9)),
    ]
    assert quoted_headline(articles, ["قررت البلدية إغلاق السوق القديم."]) == articles[0].title


def test_without_titles_the_first_clause_serves() -> None:
    text = "قررت البلدية إغلاق السوق القديم، على أن يبدأ العمل في الأول من مايو وأن ينتهي بعد عامين كاملين."
    assert quoted_headline([Article(id="a", text=text)], [text]) == first_clause(text)
    assert first_clause(text) == "قررت البلدية إغلاق السوق القديم"


def test_of_two_that_say_the_same_the_one_of_more_articles_stays_in_the_earlier_place() -> None:
    one = _pair("قررت بلدية المدينة إغلاق السوق القديم ابتداء من مايو المقبل.", "a")
    other = _pair("وقررت بلدية المدينة إغلاق السوق القديم في مايو المقبل.", "b", "c")
    third = _pair("اشتكى تجار الخضار من قلة الزبائن هذا الشتاء.", "d")
    assert without_repetition([one, third, other]) == [other, third]
    assert without_repetition([other, third, one]) == [other, third]


def test_an_origin_counts_once_a_statement() -> None:
    statements = [_pair("أغلق السوق.", "a")[1], Statement("ب", (), ("رويترز", "واس"), "quoted")]
    assert origin_shares(statements) == {"رويترز": 1.0, "واس": 0.5}
