"""What is furniture of a page, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.reading.furniture import furniture
from summarizer.reading.page import Page, article_of

BEFORE = "أعلنت البلدية فتح الجسر أمام السيارات صباح الأحد."
AFTER = "وقال سكان الحي إنهم انتظروا ذلك طويلا."


@pytest.mark.parametrize(
    "line",
    [
        "جسر المرفأ بعد افتتاحه/ رويترز",
        "رئيس البلدية يتحدث إلى الصحفيين (أ ف ب)",
        "أعمال البناء في الجسر، أرشيفية",
        "صورة من الأرشيف",
        "تم النشر: 2024/03/05 الساعة 10:30 بتوقيت غرينتش",
        "آخر تحديث: ٥ مارس ٢٠٢٤",
        "تحميل المزيد",
        "اقرأ أيضًا: كيف بُني جسر المرفأ القديم؟",
        "قد يهمك أيضا.. عشرة جسور غيرت مدنها",
        "للمزيد: بلدية المرفأ تعلن خطة النقل",
        "تابعونا على فيسبوك وتويتر",
        "شارك الخبر",
        "واتساب",
        "مصدر الصورة: وكالة الأفق",
        "المصدر: رويترز + وكالات",
        "فرانس 24/ أ ف ب",
        "جميع الحقوق محفوظة لصحيفة الضفة 2024",
        "الآراء الواردة في هذا المقال تعبر عن رأي الكاتب ولا تعكس بالضرورة رأي الموقع.",
        "بقلم: هدى راضي",
        "----------",
        "*نقلا عن الأهرام المصرية",
        "الكلمات المفتاحية: جسر، نهر، بلدية",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert furniture([BEFORE, line, AFTER]) == [False, True, False]


@pytest.mark.parametrize(
    "line",
    [
        "وقالت وكالة رويترز إن الجسر كلف 12 مليون دينار.",
        "ونقلت الصحيفة عن مصادر أن الافتتاح تأخر مرتين (رويترز).",
        "تم نشر 110 عناصر من الشرطة قرب الجسر في نهاية الأسبوع.",
        "نشرت البلدية صورة أرشيفية للجسر القديم قبل هدمه.",
        "غضب في الضفة الشرقية",
        "شاهد السكان أول سيارة تعبر الجسر عند الفجر.",
        "المزيد من السكان يطالبون بممر للمشاة.",
        "تابعنا خلال أسبوع واحد أعمال البناء على الجانبين.",
        "انضم إلى البلدية مهندسا في سن العشرين.",
        "هذه الأرقام لا تعكس بالضرورة حال المدينة كلها.",
        "وأضاف: «اقرأوا التقرير كاملا، ففيه الجواب».",
        "كتب رئيس البلدية على صفحته أن العمل انتهى.",
        "لا.",
    ],
)
def test_sentences_of_the_article_stay(line: str) -> None:
    assert furniture([BEFORE, line, AFTER]) == [False, False, False]


def test_a_list_of_links_goes_and_the_article_after_it_stays() -> None:
    lines = [BEFORE, "اقرأ أيضاً:", "جسور المدينة في أرقام", "من بنى الجسر الأول؟", AFTER, "غضب في الضفة"]
    assert furniture(lines) == [False, True, True, True, False, False]


def test_a_caption_that_stands_twice_goes_twice() -> None:
    caption = "رئيس البلدية سامر حداد في موقع البناء"
    assert furniture([BEFORE, caption, caption, AFTER]) == [False, True, True, False]


def test_a_lead_that_is_printed_twice_stays_once() -> None:
    assert furniture([BEFORE, BEFORE, AFTER]) == [False, True, False]
    assert furniture([BEFORE, AFTER, BEFORE]) == [False, False, True]


def test_names_of_papers_are_headings_in_a_review_of_the_press() -> None:
    lines = [
        BEFORE,
        AFTER,
        BEFORE + " ثم عاد.",
        "الشرق الأوسط",
        AFTER + " وكتبت.",
        "القدس العربي",
        "وختمت بسؤال.",
    ]
    assert not any(furniture([*lines, "هل يبقى الجسر مفتوحا؟ هذا ما سألته الصحف كلها."]))


def test_what_is_taken_out_is_counted() -> None:
    page = Page("\n".join(["جسر جديد في المرفأ", BEFORE, "جسر المرفأ/ رويترز", AFTER, "تحميل المزيد"]))
    article = article_of(page, Path("a.txt"))
    assert (article.title, article.boilerplate) == ("جسر جديد في المرفأ", 2)
    assert article.text == f"{BEFORE}\n{AFTER}"


def test_a_very_long_line_is_text() -> None:
    line = "اقرأ أيضا: " + "كلمة " * 200_000
    assert furniture([BEFORE, line, AFTER]) == [False, False, False]
