"""Each protocol does to Arabic what its definition says, and nothing depends on what came before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.arabic.normalise import words
from summarizer.evaluation.protocols import PROTOCOLS, Protocol, ProtocolError, get_protocol
from summarizer.evaluation.protocols.snowball_arabic import stem
from summarizer.evaluation.sentences import get_sentence_rule

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةـ٠١٢٣,.،؛؟«» \n\t\u200f\u00a0\u0651\u064eabcABC123ﷲﻻ"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


@pytest.fixture(params=sorted(PROTOCOLS))
def protocol(request: pytest.FixtureRequest) -> Protocol:
    return PROTOCOLS[request.param]


def test_the_specimen_gives_the_tokens_written_down(protocol: Protocol) -> None:
    assert protocol.tokens(protocol.specimen) == list(protocol.specimen_tokens)


@given(ANY_TEXT)
def test_orthographic_is_exactly_the_words_of_the_language_room(text: str) -> None:
    assert PROTOCOLS["orthographic"].tokens(text) == words(text)


@given(ANY_TEXT, ANY_TEXT)
def test_remembering_words_changes_no_token(first: str, second: str) -> None:
    for protocol in PROTOCOLS.values():
        fresh = Protocol(
            "fresh", 1, "", protocol.split, protocol.specimen, protocol.specimen_tokens, protocol.prepare
        )
        protocol.tokens(first)
        assert protocol.tokens(second) == fresh.tokens(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مدرسةٌ", "مدرسة"),
        ("مـــدرسة", "مدرسة"),
        ("أحمد إلى آخر", "احمد الى اخر"),
        ("عام ٢٠١٨", "عام 2018"),
        ("مستشفى", "مستشفي"),
        ("«قال»", '"قال"'),
    ],
)
def test_spellings_that_readers_take_as_one_are_one_in_orthographic(one: str, other: str) -> None:
    orthographic, raw = PROTOCOLS["orthographic"], PROTOCOLS["raw"]
    assert orthographic.tokens(one) == orthographic.tokens(other)
    if one != "«قال»":
        assert raw.tokens(one) != raw.tokens(other)


@given(ANY_TEXT)
def test_a_text_split_whole_has_the_tokens_of_its_parts(text: str) -> None:
    # Long texts are split whole, short ones word by word.
    for protocol in PROTOCOLS.values():
        whole = protocol.split(protocol.prepare(text) if protocol.prepare else text)
        assert protocol.tokens(text) == whole


def test_marks_do_not_cut_a_word_in_pieces(protocol: Protocol) -> None:
    assert len(protocol.tokens("كِتَابٌ")) == 1


def test_light_forgives_the_article_and_the_conjunction() -> None:
    light = PROTOCOLS["light"]
    assert light.tokens("والمدينة") == light.tokens("مدينة") == light.tokens("بالمدينة")


def test_stems_do_not_depend_on_the_words_before() -> None:
    # nltk's stemmer remembers that a verb suffix once came off, and then stems تمبوكتو otherwise.
    arabic = ["تمبوكتو", "كتبها", "يستخدمونها", "والمعلمون", "طوكيو", "سمعناكم", "قالوا", "مدارسهم"]
    alone = [stem.__wrapped__(word) for word in arabic]
    for seed in range(20):
        order = random.Random(seed).sample(range(len(arabic)), len(arabic))
        assert {place: stem.__wrapped__(arabic[place]) for place in order} == dict(enumerate(alone))


@pytest.mark.parametrize(
    ("word", "expected"),
    # Values of nltk 3.10.4's ArabicStemmer, a fresh one for every word.
    [
        ("فلسطين", "لسط"),
        ("والمعلمون", "معلم"),
        ("كتبها", "كتب"),
        ("المدرسة", "مدرس"),
        ("مدرسات", "مدرس"),
        ("أأكتب", "اكتب"),
        ("ككيان", "كيا"),
        ("نشرتموه", "نشرتم"),
        ("شاطئ", "شاطء"),
        ("bbc", "bbc"),
    ],
)
def test_stems_are_those_of_a_fresh_nltk_stemmer(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_the_sentence_rule_is_the_one_its_version_names() -> None:
    # Where this fails the splitter has changed: ROUGE-Lsum changes with it, so give the rule a new version.
    rule = get_sentence_rule("mujaz")
    text = (
        "قال د. سامي: «لن نعود. أبدا». وبلغت الكلفة 3.5 مليون! فهل تكفي؟ نعم\n"
        "عنوان فرعي\n\nوصل إلى بغداد.ثم غادر"
    )
    assert rule.label == "mujaz.1"
    assert rule.split(text) == [
        "قال د. سامي: «لن نعود. أبدا».",
        "وبلغت الكلفة 3.5 مليون!",
        "فهل تكفي؟",
        "نعم",
        "عنوان فرعي",
        "وصل إلى بغداد.",
        "ثم غادر",
    ]


def test_an_unknown_protocol_names_the_known_ones() -> None:
    with pytest.raises(ProtocolError, match="orthographic, xlsum, light, raw"):
        get_protocol("bleu")
