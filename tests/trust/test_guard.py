"""Nothing false gets through the guard, and correct drafts are not refused. The Arabic is our own."""

from __future__ import annotations

import pytest

from summarizer.trust.guard import violations

BRIDGE = (
    "افتتح رئيس البلدية سامر حداد، الثلاثاء، جسر النهر الجديد بعد عامين من الأشغال، وكلف 12 مليون دينار.",
    "وقال حداد إن نحو 2500 سيارة ستعبر الجسر يوميا، لكنه «لن يحل الازدحام وحده».",
)


def kinds(text: str, sources: tuple[str, ...] = BRIDGE) -> set[str]:
    return {violation.kind for violation in violations(text, sources)}


@pytest.mark.parametrize(
    "draft",
    [
        "دشن رئيس البلدية سامر حداد الثلاثاء جسر النهر الذي كلف 12 مليون دينار.",
        "افتتح حداد الجسر الجديد يوم الثلاثاء بكلفة اثني عشر مليون دينار.",
        "توقع حداد أن تعبر نحو ٢٥٠٠ سيارة الجسر كل يوم.",
        "حذر حداد من أن الجسر «لن يحل الازدحام وحده».",
        BRIDGE[0],
    ],
)
def test_what_the_sources_say_passes(draft: str) -> None:
    assert violations(draft, BRIDGE) == ()


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("افتتح رئيس البلدية ماهر حداد الثلاثاء جسر النهر الجديد.", "name"),
        ("افتتح رئيس البلدية سامر حداد الأربعاء جسر النهر الجديد.", "weekday"),
        ("قال حداد إن نحو 25000 سيارة ستعبر الجسر يوميا.", "number"),
        ("قال حداد إن 2500 سيارة ستعبر الجسر يوميا.", "hedge"),
        ("قال حداد إن أكثر من 2500 سيارة ستعبر الجسر يوميا.", "hedge"),
        ("قال حداد إن الجسر «سيحل الازدحام وحده».", "quotation"),
        ("قال حداد إن الجسر «لن يحل الازدحام", "quotation"),
        ("افتتح حداد جسر النهر الجديد جسر النهر الجديد الثلاثاء.", "repetition"),
        ("افتتح سامر حداد جسر النهر الجديد في", "empty"),
        ("افتتح سامر حداد الثلاثاء جسر زغفوط الجديد.", "name"),
        ("", "empty"),
        ("داعيا إلى افتتاح جسر النهر الجديد بعد عامين.", "leaning"),
        ("أعلن البلدية افتتاح جسر النهر الجديد الثلاثاء.", "grammar"),
    ],
)
def test_what_they_do_not_say_is_refused(draft: str, kind: str) -> None:
    assert kind in kinds(draft)


def test_names_match_in_other_dress() -> None:
    sources = ("اتهمت الحكومة الأميركية شركة سيبران الروسية بالتجسس على العراق.",)
    assert violations("اتهمت أمريكا شركة سيبران بالتجسس على الحكومة العراقية.", sources) == ()


def test_a_capital_stands_for_a_government_not_for_a_place() -> None:
    sources = ("أعلنت روسيا سحب قواتها من القاعدة الجوية.",)
    assert violations("أعلنت موسكو سحب قواتها من القاعدة الجوية.", sources) == ()
    assert "name" in kinds("أعلنت القوات في موسكو سحب القاعدة الجوية.", sources)


def test_two_people_are_not_glued_into_one() -> None:
    sources = ("التقى محمد صبحي الوزير محمود السيسي في القاهرة، وحضر اللقاء علي ناصر.",)
    assert "attachment" in kinds("التقى محمد السيسي الوزير في القاهرة.", sources)
