"""Lines of an article that tell no fact are not chosen."""

from __future__ import annotations

import pytest

from summarizer.retrieval.furniture import can_be_quoted


@pytest.mark.parametrize(
    "text",
    [
        "افتتح رئيس البلدية جسر النهر الجديد بعد عامين من الأشغال.",
        'قال المتحدث: "لن نغلق الطريق قبل نهاية الأسبوع المقبل".',
        "وبلغت كلفة المشروع ١٢ مليون دينار، بحسب البلدية!",
    ],
)
def test_a_full_sentence_can_be_quoted(text: str) -> None:
    assert can_be_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "جسر جديد فوق النهر.",
        "فمتى يفتح الجسر الجديد أمام سيارات سكان الضفة الشرقية؟",
        "اقرأ أيضا: سكان الضفة الشرقية يرحبون بافتتاح الجسر الجديد بعد انتظار.",
        "تحميل المزيد من الأخبار عن جسر النهر الجديد.",
        "رئيس البلدية سامر حداد يفتتح جسر النهر الجديد/ رويترز",
        "وجاء في البيان الذي نشرته البلدية مساء الثلاثاء:",
    ],
)
def test_fragments_questions_and_invitations_cannot(text: str) -> None:
    assert not can_be_quoted(text)


def test_a_short_line_without_stop_is_a_heading_only_where_sentences_have_stops() -> None:
    line = "رئيس البلدية سامر حداد يفتتح جسر النهر الجديد الثلاثاء"
    assert not can_be_quoted(line, article_is_punctuated=True)
    assert can_be_quoted(line, article_is_punctuated=False)
