"""Faithfulness and support on sentences of our own, where the right answer is plain to a reader."""

from __future__ import annotations

import pytest

from summarizer.evaluation.faithfulness import facts, is_faithful
from summarizer.evaluation.support import THRESHOLD, support_score, supports

PASSAGES = [
    "افتتح رئيس البلدية سامر حداد، الثلاثاء، جسر النهر الجديد في عمان بعد عامين من الأشغال.",
    "وبلغت كلفة المشروع ١٢ مليون دينار، وقال حداد إنه «سيخفف الازدحام عن وسط المدينة».",
]


@pytest.mark.parametrize(
    "statement",
    [
        "دشن سامر حداد الجسر الجديد في عمان الثلاثاء بكلفة 12 مليون دينار.",
        "كلف الجسر اثني عشر مليون دينار، وقال حداد إنه «سيخفف الازدحام عن وسط المدينة».",
        "انتهت أشغال جسر النهر بعد عامين.",
    ],
)
def test_rewording_keeps_a_statement_faithful(statement: str) -> None:
    assert is_faithful(statement, PASSAGES)


@pytest.mark.parametrize(
    ("statement", "kind", "detail"),
    [
        ("دشن سامر حداد الجسر الجديد في دمشق.", "name", "دمشق"),
        ("دشن محمود حداد الجسر الجديد.", "name", "محمود"),
        ("بلغت كلفة الجسر 13 مليون دينار.", "number", "13 مليون"),
        ("افتتح الجسر يوم الخميس.", "date", "الخميس"),
        ("وقال حداد إنه «سينهي الازدحام تماما».", "quotation", "سينهي الازدحام تماما"),
    ],
)
def test_a_changed_fact_is_named(statement: str, kind: str, detail: str) -> None:
    lost = [fact for fact in facts(statement, PASSAGES) if not fact.held]
    assert [fact.kind for fact in lost] == [kind]
    assert detail in lost[0].text
    assert not is_faithful(statement, PASSAGES)


def test_a_fact_of_another_passage_is_not_in_the_cited_one() -> None:
    statement = "بلغت كلفة الجسر 12 مليون دينار."
    assert is_faithful(statement, PASSAGES)
    assert not is_faithful(statement, PASSAGES[:1])


def test_a_reworded_statement_is_supported_and_a_stranger_is_not() -> None:
    assert support_score(PASSAGES[0], PASSAGES[:1]) == 1
    assert support_score("وبلغت كلفة", PASSAGES) == 1
    assert supports("افتتح سامر حداد جسر النهر في عمان.", PASSAGES)
    assert support_score("تراجعت أسعار القمح في الأسواق العالمية.", PASSAGES) < THRESHOLD
    assert support_score("افتتح سامر حداد جسر النهر.", []) == 0
    assert support_score("", PASSAGES) == 0


def test_negation_and_changed_facts_lower_the_score() -> None:
    true = support_score("افتتح رئيس البلدية جسر النهر الجديد.", PASSAGES)
    assert support_score("لم يفتتح رئيس البلدية جسر النهر الجديد.", PASSAGES) < true
    assert support_score("افتتح رئيس البلدية جسر النهر الجديد الخميس.", PASSAGES) <= true / 2
    denied = ["لم يوافق المجلس على الموازنة."]
    agreed = support_score("وافق المجلس على الموازنة.", denied)
    assert agreed < support_score("لم يوافق المجلس على الموازنة.", denied) == 1


def test_two_passages_together_support_what_neither_does_alone() -> None:
    statement = (
        "افتتح سامر حداد في عمان جسر النهر الذي كلف 12 مليون دينار، وقال إنه «سيخفف الازدحام عن وسط المدينة»."
    )
    both = support_score(statement, PASSAGES)
    assert both > max(support_score(statement, [passage]) for passage in PASSAGES)
