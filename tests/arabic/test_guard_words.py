"""Tokens, attested words, quotations, leanings, scopes: what the guard stands on. The Arabic is our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.arabic.attested import is_attested, pack
from summarizer.arabic.leaning import leaning, strip_leaning
from summarizer.arabic.modality import root, scopes
from summarizer.arabic.places import is_place, stands_for
from summarizer.arabic.quotations import quotations
from summarizer.arabic.tokens import cores, tokens

ARABIC = st.text(alphabet='ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ ًٌٍَُِّْـ،.؟«»"0123٤٥٦ a', max_size=60)


@given(ARABIC)
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.word


@given(ARABIC)
def test_what_is_stripped_is_a_beginning(text: str) -> None:
    assert 0 <= strip_leaning(text) <= len(text)
    assert 0 <= leaning(text) <= 1


@given(ARABIC)
def test_quotations_stand_where_they_say(text: str) -> None:
    for one in quotations(text):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize("word", ["وزير", "يتوفر", "المدارس", "بيوتهم", "سيبدا"])
def test_words_of_the_language_are_attested(word: str) -> None:
    assert is_attested(word)


@pytest.mark.parametrize("word", ["تتوف", "تتوفظ", "زغفوط", "قالتت", "يهدددون"])
def test_broken_words_are_not(word: str) -> None:
    assert not is_attested(word)


def test_the_filter_is_the_same_in_any_order() -> None:
    assert pack(["جسر", "نهر", "بحر"]) == pack(["بحر", "جسر", "نهر", "جسر"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("من جهتها، أعلنت البلدية إغلاق الجسر القديم", "أعلنت البلدية إغلاق الجسر القديم"),
        ("هذا وأعلنت البلدية إغلاق الجسر القديم", "أعلنت البلدية إغلاق الجسر القديم"),
        ("وفي سياق متصل، أغلقت البلدية الجسر القديم", "أغلقت البلدية الجسر القديم"),
        ("ويذكر أن البلدية أغلقت الجسر القديم", "البلدية أغلقت الجسر القديم"),
        ("فيما أغلقت البلدية الجسر القديم أمس", "أغلقت البلدية الجسر القديم أمس"),
        ("وأغلقت البلدية الجسر القديم أمس", "أغلقت البلدية الجسر القديم أمس"),
        ("وزير النقل يزور الجسر القديم اليوم", "وزير النقل يزور الجسر القديم اليوم"),
        ("واشنطن تنفي إغلاق الجسر القديم", "واشنطن تنفي إغلاق الجسر القديم"),
    ],
)
def test_leaning_beginnings_go(text: str, rest: str) -> None:
    assert text[strip_leaning(text) :] == rest


@pytest.mark.parametrize(
    "text", ["وأضاف أن الجسر سيغلق غدا", "وتابع: الجسر مغلق منذ أمس", "وهو ما نفاه سامر حداد لاحقا"]
)
def test_a_sentence_whose_subject_is_elsewhere_leans(text: str) -> None:
    assert leaning(text) >= 0.5


def test_a_halved_quotation_is_open() -> None:
    assert [one.closed for one in quotations("قال «الجسر آمن» ثم أضاف «لن")] == [True, False]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("لم تغلق البلدية الجسر", "negation"),
        ("ولم تغلق البلدية الجسر", "negation"),
        ("أغلق الجسر من دون سبب", "negation"),
        ("قد تغلق البلدية الجسر", "possible"),
        ("من المتوقع أن تغلق البلدية الجسر", "planned"),
        ("ستغلق البلدية الجسر", "planned"),
        ("تعتزم البلدية إغلاق الجسر", "planned"),
        ("إذا أغلقت البلدية الجسر", "condition"),
        ("نفت البلدية إغلاق الجسر", "denial"),
    ],
)
def test_markers_govern_what_follows(text: str, kind: str) -> None:
    found = [scope for scope in scopes(text) if scope.kind == kind]
    assert found
    assert found[0].roots


@pytest.mark.parametrize(
    "text", ["لا يزال الجسر مغلقا", "الجسر مغلق غير أن العبارة تعمل", "قد أغلقت البلدية الجسر"]
)
def test_what_looks_like_a_marker_and_is_none(text: str) -> None:
    assert not [scope for scope in scopes(text) if scope.kind in ("negation", "possible")]


@pytest.mark.parametrize(("one", "two"), [("ينسحب", "الانسحاب"), ("ستنسحب", "انسحبت"), ("يعلن", "الاعلان")])
def test_one_event_has_one_root(one: str, two: str) -> None:
    assert root(one) == root(two)


def test_a_capital_stands_for_its_country() -> None:
    assert stands_for("موسكو") & cores("روسيا")
    assert not stands_for("موسكو") & cores("فرنسا")
    assert is_place("السوريه")
    assert not is_place("الجسر")
