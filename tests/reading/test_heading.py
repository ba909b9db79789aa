"""Title, outlet and date where the page states them, and nothing where it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarizer.reading.page import Page, article_of
from summarizer.types import Article

BODY = "أعلنت البلدية فتح الجسر أمام السيارات بعد عامين من الأشغال.\nوقال سكان الحي إنهم انتظروا ذلك طويلا."


def read(text: str) -> Article:
    return article_of(Page(text), Path("x.txt"))


def test_a_first_line_without_a_stop_is_the_title() -> None:
    article = read("فتح جسر المرفأ.. وسكان الضفة يحتفلون\n" + BODY)
    assert article.title == "فتح جسر المرفأ.. وسكان الضفة يحتفلون"
    assert article.text == BODY
    assert article.boilerplate == 0


@pytest.mark.parametrize("title", ["متى يفتح جسر المرفأ؟", "شاهد.. لحظة فتح الجسر", "الجسر مفتوح!"])
def test_questions_outcries_and_calls_to_watch_can_be_titles(title: str) -> None:
    assert read(f"{title}\n{BODY}").title == title


def test_a_lead_is_no_title() -> None:
    assert read(BODY).title == ""
    assert read("جملة واحدة بلا نقطة في نهايتها").title == ""


def test_the_title_is_not_kept_a_second_time() -> None:
    article = read("فتح جسر المرفأ\n\nفتح جسر المرفأ\n" + BODY)
    assert article.text == BODY


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("تم النشر: 2024/01/25 الساعة 15:41 بتوقيت غرينتش", date(2024, 1, 25)),
        ("نشر في 25-01-2024", date(2024, 1, 25)),
        ("تاريخ النشر: ٢٥ كانون الثاني ٢٠٢٤", date(2024, 1, 25)),
        ("نشرت في: 25 جانفي 2024 - 15:41", date(2024, 1, 25)),
        ("الخميس 25 يناير/كانون الثاني 2024", date(2024, 1, 25)),
        ("25 جويلية 2023", date(2023, 7, 25)),
        ("آخر تحديث: 26 يناير 2024", date(2024, 1, 26)),
        ("طنجة - 12 مارس/آذار 2024", date(2024, 3, 12)),
        ("الرباط، 14 مارس 2024", date(2024, 3, 14)),
        ("نواكشوط، الثلاثاء 12 مارس/آذار 2024", date(2024, 3, 12)),
    ],
)
def test_a_line_that_says_when(line: str, expected: date) -> None:
    article = read(f"فتح جسر المرفأ\n{line}\n{BODY}")
    assert article.date == expected
    assert article.text == BODY


def test_the_day_of_publishing_goes_before_the_day_of_the_update() -> None:
    stamps = "تم التحديث: 2024/01/26 الساعة 10:00\nتم النشر: 2024/01/25 الساعة 15:41"
    assert read(f"فتح جسر المرفأ\n{stamps}\n{BODY}").date == date(2024, 1, 25)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("أعلنت البلدية، الأربعاء 24 يناير/كانون الثاني 2024، فتح الجسر.", date(2024, 1, 24)),
        ("قالت البلدية يوم الأربعاء ٢٤ كانون الثاني ٢٠٢٤ إن الجسر فتح.", date(2024, 1, 24)),
        ("فتح الجسر الأربعاء، 24 جانفي 2024، بعد طول انتظار.", date(2024, 1, 24)),
        ("طنجة - 12 مارس/آذار 2024 - أعلنت البلدية فتح الجسر أمام السيارات.", date(2024, 3, 12)),
        ("بني الجسر في طنجة، 12 مارس/آذار 2024 موعد فتحه أمام السيارات.", None),
        ("أعلنت البلدية اليوم الأربعاء فتح الجسر بعد طول انتظار.", None),
        ("بني الجسر الأول في 24 يناير 1924 على يد مهندس أجنبي.", None),
        ("تحيي المدينة ذكرى الأربعاء 24 يناير 2024 يوم انهار الجسر.", None),
        ("شيعت المدينة المهندس الذي توفي الأربعاء 24 يناير 2024 في منزله.", None),
        ("أعلنت البلدية، الخميس 24 يناير/كانون الثاني 2024، فتح الجسر.", None),
        ("أعلنت البلدية، الثلاثاء 31 فبراير 2024، فتح الجسر أمام السيارات.", None),
    ],
)
def test_the_date_of_the_lead(lead: str, expected: date | None) -> None:
    assert read(f"{lead}\nوقال سكان الحي إنهم انتظروا ذلك طويلا.").date == expected


def test_a_date_that_the_text_has_overtaken_is_not_the_day_of_the_article() -> None:
    text = "أعلنت البلدية، الأربعاء 24 يناير 2024، فتح الجسر.\nوفي 2 مارس 2024 أغلقته بعد حادث سير."
    assert read(text).date is None


def test_dates_that_head_parts_of_a_chronicle_are_not_taken() -> None:
    text = (
        f"محطات في تاريخ الجسر\n{BODY}\n14 فبراير/شباط 2018\nانهار الجسر القديم في ذلك اليوم.\n{BODY} أخيرا."
    )
    article = read(text)
    assert article.date is None
    assert "14 فبراير/شباط 2018" in article.text


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ("فتح جسر المرفأ\nعربي بوست\n", "عربي بوست"),
        ("فتح جسر المرفأ\nصوت المرفأ\nتم النشر: 2024/01/25\n", "صوت المرفأ"),
        ("فتح جسر المرفأ\nرويترز\nتم النشر: 2024/01/25\n", ""),
        ("فتح جسر المرفأ\n", ""),
    ],
)
def test_the_outlet_stands_on_a_line_at_the_head(lines: str, outlet: str) -> None:
    article = read(lines + BODY)
    assert article.outlet == outlet
    assert article.text == BODY


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("فرانس24/ أ ف ب", "فرانس24"),
        ("*نقلاً عن الأهرام المصرية", "الأهرام المصرية"),
        ("المصدر: الجزيرة", "الجزيرة"),
    ],
)
def test_the_outlet_stands_on_a_line_at_the_foot(line: str, outlet: str) -> None:
    assert read(f"{BODY}\n{line}").outlet == outlet
