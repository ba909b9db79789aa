"""What looks like a name in Arabic. The Arabic is our own."""

from __future__ import annotations

import pytest

from summarizer.arabic.names import is_common, name_tokens, same_word


def names(text: str) -> set[str]:
    return {text[name.start : name.end] for name in name_tokens(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصل الرئيس سامر حداد إلى بيروت مساء", {"سامر", "بيروت"}),
        ("أطلقت شركة Norvex هاتفا جديدا", {"Norvex"}),
        ("قال خالد بن سعيد إن المطر قريب", {"خالد", "بن", "سعيد"}),
        ("اتهمت واشنطن الحكومة العراقية بالتقصير", {"واشنطن", "العراقية"}),
        ("زارت وزيرة الدفاع سلمى منصور الجزيرة", {"سلمى", "منصور"}),
    ],
)
def test_names_are_found(text: str, found: set[str]) -> None:
    assert found <= names(text)


@pytest.mark.parametrize(
    "text",
    [
        "أكد الوزير أن القرار سيصدر قريبا",
        "قال إن عشرين رجلا وصلوا بعد ثلاثة أيام",
        "من دون أن يوضح سبب التأخير",
    ],
)
def test_common_words_and_numbers_are_no_names(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("امريكيه", "اميركا"),
        ("والعراقيه", "العراق"),
        ("ترمب", "ترامب"),
        ("غوتيريش", "جوتيريش"),
        ("لبيروت", "بيروت"),
        ("السوري", "سوريا"),
    ],
)
def test_names_match_in_other_dress(one: str, two: str) -> None:
    assert same_word(one, two)


@pytest.mark.parametrize(
    ("one", "two"), [("محمد", "محمود"), ("روسيا", "سوريا"), ("حسن", "حسين"), ("ليبيا", "لبنان")]
)
def test_other_names_do_not_match(one: str, two: str) -> None:
    assert not same_word(one, two)


def test_what_editors_bring_along_is_common() -> None:
    assert all(is_common(word) for word in ("اكد", "معتبرا", "يعتزم", "وسط", "بحسب"))
    assert not is_common("زغفوط")
