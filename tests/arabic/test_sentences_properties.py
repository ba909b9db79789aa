"""Promises that hold for any text at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.arabic.enclosures import enclosures
from summarizer.arabic.sentences import split_sentences

ALPHABET = (
    "ابتثجحدرسعفقكلمنهويةىءأإآ" * 2 + '        ....,،؛:؟!…""«»“”()[]\'-–/ـًّ\n\n\r\t٠١٢3456790abcDr\u2028\u00a0'
)
arabic = st.text(st.sampled_from(ALPHABET), max_size=400)
words = st.lists(
    st.sampled_from(
        [
            *"قال د. ص. 12 3.5 «لن نعود. أبدا» بي.بي.سي انتهى. هل؟ ... .. و".split(),
            *'" ( ) أضاف: 2024،، 1. U.S. لا!'.split(),
            "\n",
        ]
    ),
    max_size=60,
).map(" ".join)
anything = st.one_of(arabic, words, st.text(max_size=200))


@given(anything)
@settings(max_examples=300, deadline=None)
def test_nothing_but_white_space_is_ever_lost(text: str) -> None:
    outside = list(text)
    for start, end in split_sentences(text):
        outside[start:end] = [""] * (end - start)
    assert not "".join(outside).strip()


@given(anything)
@settings(max_examples=200, deadline=None)
def test_spans_are_ordered_apart_and_trimmed(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@given(anything)
@settings(max_examples=200, deadline=None)
def test_no_sentence_runs_over_a_line_end(text: str) -> None:
    assert all("\n" not in text[start:end] for start, end in split_sentences(text))


@given(st.lists(arabic.map(lambda text: " ".join(text.split())).filter(bool), max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_paragraph_is_split_the_same_wherever_it_stands(paragraphs: list[str]) -> None:
    together = "\n".join(paragraphs)
    alone = [paragraph[start:end] for paragraph in paragraphs for start, end in split_sentences(paragraph)]
    assert [together[start:end] for start, end in split_sentences(together)] == alone


@given(arabic)
@settings(max_examples=150, deadline=None)
def test_enclosures_are_pairs_of_marks_in_order(text: str) -> None:
    pairs = enclosures(text, 0, len(text), longest=100)
    marks = [index for pair in pairs for index in pair]
    assert len(set(marks)) == len(marks)
    assert all(opener < closer <= opener + 100 for opener, closer in pairs)
    assert [closer for _, closer in pairs] == sorted(closer for _, closer in pairs)
