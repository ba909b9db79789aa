"""Numbers in digits and words have values, hedges and units."""

from __future__ import annotations

import pytest

from summarizer.arabic.numbers import quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 مليون دينار", 12e6),
        ("١٢ مليون دينار", 12e6),
        ("اثني عشر مليونا", 12e6),
        ("12,000,000", 12e6),
        ("١٢٬٠٠٠٬٠٠٠", 12e6),
        ("عشرة آلاف سيارة", 10_000),
        ("مليوني شخص", 2e6),
        ("ألفين و500 دولار", 2_500),
        ("ألف وخمسمئة كتاب", 1_500),
        ("مليون ومئتي ألف", 1_200_000),
        ("ثلاثمئة وخمسة عشر", 315),
        ("خمسة وعشرين شخصا", 25),
        ("ثلاث مئة طالب", 300),
        ("نصف مليون شخص", 500_000),
        ("2.5 مليار دولار", 2.5e9),
        ("1,7%", 1.7),
        ("٣٫٥ درجات", 3.5),
        ("مئتا جندي", 200),
        ("إحدى عشرة سيارة", 11),
        ("تسعة وتسعين", 99),
    ],
)
def test_the_value_is_read(text: str, value: float) -> None:
    (number,) = quantities(text)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("نحو 700 ألف يورو", "about"),
        ("حوالي ثلاثين سيارة", "about"),
        ("بنحو 30 ألفا", "about"),
        ("أكثر من 2500 جندي", "over"),
        ("ما لا يقل عن خمسة أشخاص", "over"),
        ("خمسة أشخاص على الأقل", "over"),
        ("أقل من مئة متر", "under"),
        ("لا يتجاوز 40 مترا", "under"),
        ("قتل 5 أشخاص", ""),
    ],
)
def test_the_hedge_belongs_to_the_number(text: str, hedge: str) -> None:
    (number,) = quantities(text)
    assert number.hedge == hedge


def test_the_counted_noun_and_the_percentage_are_units() -> None:
    assert [number.unit for number in quantities("خمسة قتلى وسبعة جرحى و40 في المئة من البيوت")] == [
        "قتلي",
        "جرحي",
        "%",
    ]


def test_two_numbers_joined_by_waw_stay_two() -> None:
    assert [number.value for number in quantities("ثلاثة قتلى وعشرين جريحا")] == [3, 20]


def test_a_range_shares_its_scale() -> None:
    first, second = quantities("ما بين ثلاثة وأربعة آلاف مقاتل")
    assert first.other == 3_000
    assert second.value == 4_000


def test_a_dot_between_groups_of_three_has_two_readings() -> None:
    (dotted,) = quantities("2.500 جندي")
    assert dotted.equals(quantities("2500 جندي")[0])
    assert dotted.equals(quantities("2,5 جندي")[0])


def test_ordinals_are_marked_and_months_are_no_numbers() -> None:
    assert [(number.value, number.ordinal) for number in quantities("للمرة الثالثة")] == [(3, True)]
    assert [number.value for number in quantities("24 كانون الثاني 2024")] == [24, 2024]


def test_the_place_in_the_text_is_exact() -> None:
    text = "بلغت الكلفة نحو اثني عشر مليون دينار"
    (number,) = quantities(text)
    assert text[number.start : number.end] == "اثني عشر مليون"
