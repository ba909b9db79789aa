"""Openings that lean on a sentence that is not there: what goes, and what cannot stand alone."""

from __future__ import annotations

import pytest

from summarizer.arabic.leaning import leaning, strip_leaning


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("كما أنه في 26 ديسمبر قال الناطق إن السد امتلأ.", "في 26 ديسمبر قال الناطق إن السد امتلأ."),
        ("يذكر أنه في عام 2010 جف النهر ثلاثة أشهر.", "في عام 2010 جف النهر ثلاثة أشهر."),
        ("وقد وصل الوفد إلى المدينة صباح الأحد.", "وصل الوفد إلى المدينة صباح الأحد."),
        ("وفي الضفة الأخرى من النهر تجمع السكان.", "في الضفة الأخرى من النهر تجمع السكان."),
        ("وتمّ إغلاق الجسر عند الساعة الرابعة عصرا.", "تمّ إغلاق الجسر عند الساعة الرابعة عصرا."),
        ("فبعد إغلاق الجسر طالت الطريق إلى السوق.", "بعد إغلاق الجسر طالت الطريق إلى السوق."),
        ("وفد المدينة وصل إلى العاصمة مساء الأحد.", "وفد المدينة وصل إلى العاصمة مساء الأحد."),
        ("من جهتها، ذكرت وزارة النقل أن الجسر مغلق.", "ذكرت وزارة النقل أن الجسر مغلق."),
    ],
)
def test_ties_to_the_sentence_before_go(text: str, shown: str) -> None:
    assert text[strip_leaning(text) :] == shown


@pytest.mark.parametrize(
    "text",
    [
        "شارك فيها رجال مسلحون ساعدوه على الفرار من السجن.",
        "وكانت هذه القاعدة قد تعرضت لهجوم السبت أيضا.",
        "وأضاف أن العمل سيستمر حتى نهاية الشهر.",
        "يأتي ذلك في وقت تستعد فيه بلدية حلب للانتخابات.",
        "وهو ما نفاه المتحدث باسم الشركة.",
    ],
)
def test_what_needs_the_sentence_before_does_not_stand_alone(text: str) -> None:
    assert leaning(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    ["أعلنت بلدية حلب هذا العام عن خطة لترميم السوق.", "قال رئيس بلدية دمشق إن العمل في الجسر انتهى الأحد."],
)
def test_what_names_its_subject_stands_alone(text: str) -> None:
    assert leaning(text) < 0.3
