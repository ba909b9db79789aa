"""Counts of people as Arabic news writes them."""

from __future__ import annotations

import pytest

from summarizer.arabic.casualties import counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أسفر الانفجار عن مقتل 12 شخصا وإصابة 20 آخرين.", [("killed", 12), ("injured", 20)]),
        ("سقط ١٢ قتيلا و٢٠ جريحا.", [("killed", 12), ("injured", 20)]),
        ("أسفرت الهجمات عن مقتل 13 وإصابة نحو 5800 آخرين.", [("killed", 13), ("injured", 5800)]),
        ("قُتل ثلاثة مدنيين في القصف.", [("killed", 3)]),
        ("لقي خمسة عشر عاملا مصرعهم.", [("killed", 15)]),
        ("أسفرت الضربة عن سقوط قتيل وجرح آخرين.", [("killed", 1)]),
        ("قال مسؤول إن شخصين قتلا وآخرين جرحا.", [("killed", 2)]),
        ("أدى إلى مقتل جندي وإصابة 18 آخرين.", [("killed", 1), ("injured", 18)]),
        ("اعتقلت الشرطة 7 متظاهرين.", [("arrested", 7)]),
        ("قتل 12 شخصا بينهم 3 أطفال.", [("killed", 12)]),
        ("قتل شاب غاضب 4 أشخاص في المطعم.", [("killed", 4)]),
        ("هاجم خمسة أشخاص قتل أحدهم لاحقا.", []),
        ("إضافة إلى القتلى أجلت السلطات 4500 شخص.", []),
        ("ارتفع عدد القتلى إلى 31 شخصا.", [("killed", 31)]),
        ("تأكد مقتل 18 شخصا آخرين في الحريق.", []),
        ("ارتفعت الأسعار 12 في المئة.", []),
        ("وقع الهجوم في 12 مايو 2018 وقتل فيه الكثير.", []),
        ("زار 12 وزيرا المدينة.", []),
        ("احتفل القتيل بعيد ميلاده قبل يوم.", []),
    ],
)
def test_counts_are_read_with_their_fate(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(count.fate, count.value) for count in counts(text)] == expected


def test_a_hedge_stays_with_its_count_and_offsets_show_the_words() -> None:
    text = "أعلنت الوزارة مقتل أكثر من 30 شخصا."
    (count,) = counts(text)
    assert count.hedge == "over"
    assert text[count.start : count.end] == "مقتل أكثر من 30 شخصا"
