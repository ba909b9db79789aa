"""Novelty, coverage, density, repetition, chrF and citations: cases small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer.evaluation.citations import citation_score
from summarizer.evaluation.novelty import novel_ngrams
from summarizer.evaluation.surface import chrf, fragments, surface

SOURCE = "افتتح الوزير المدرسة الجديدة صباح الأحد"


def test_a_copy_has_no_novel_ngram_and_a_stranger_only_novel_ones() -> None:
    assert novel_ngrams([SOURCE], [SOURCE]) == (0, 0, 0, 0)
    assert novel_ngrams(["هطل مطر غزير شمالا"], [SOURCE]) == (1, 1, 1, 1)


def test_novel_ngrams_counted_by_hand() -> None:
    # الوزير افتتح المدرسة الجديدة: words 0 of 4; bigrams 2 of 3 new (الوزير افتتح, افتتح المدرسة);
    # trigrams: all 2 new; the one 4-gram is new.
    shares = novel_ngrams(["الوزير افتتح المدرسة الجديدة"], [SOURCE])
    assert shares == pytest.approx((0, 2 / 3, 1, 1))


def test_ngrams_do_not_cross_statements_or_sources_and_ignore_spelling_variants() -> None:
    assert novel_ngrams(["صباح الأحد", "افتتح الوزير"], [SOURCE])[1] == 0
    assert novel_ngrams(["المدرسة صباح"], ["زار المدرسة", "صباح الأحد"])[1] == 1
    assert novel_ngrams(["صباح الاحد ١٢"], ["صباح الأحد 12"]) == (0, 0, 0, 0)
    assert novel_ngrams(["كلمة"], [SOURCE]) == (1, 0, 0, 0)
    assert novel_ngrams([], [SOURCE]) == (0, 0, 0, 0)


def test_fragments_are_greedy_and_longest() -> None:
    tokens = "ا ب ج د ا ب".split()
    assert list(fragments(tokens, ["ا ب س".split(), "ص ا ب ج ق ب".split()])) == [3, 2]
    assert list(fragments(tokens, ["ا ب".split(), "ج د".split()])) == [2, 2, 2]


def test_coverage_density_and_compression_by_hand() -> None:
    # افتتح الوزير | حديقة (new) | صباح الأحد: fragments of 2 and 2 in 5 words; the source has 6.
    figures = surface(["افتتح الوزير حديقة صباح الأحد"], [SOURCE])
    assert figures.coverage == pytest.approx(4 / 5)
    assert figures.density == pytest.approx((4 + 4) / 5)
    assert figures.compression == pytest.approx(6 / 5)
    assert (figures.words, figures.statements) == (5, 1)
    assert surface([SOURCE], [SOURCE]).density == 6


def test_redundancy_and_repetition_by_hand() -> None:
    # LCS of the two is 3 words (افتتح الوزير المدرسة) of 3 + 5: F1 = 6/8.
    figures = surface(["افتتح الوزير المدرسة", "افتتح الوزير المدرسة صباح الأحد"], [SOURCE])
    assert figures.redundancy == pytest.approx(6 / 8)
    assert figures.repetition == pytest.approx(1 / 4)
    assert surface(["افتتح الوزير المدرسة"], [SOURCE]).redundancy == 0


def test_an_empty_summary_has_figures_and_they_are_zero() -> None:
    figures = surface([], [SOURCE])
    assert (figures.words, figures.coverage, figures.density, figures.compression) == (0, 0, 0, 0)


def test_chrf_is_one_for_a_copy_whatever_its_hamzas_and_takes_the_best_reference() -> None:
    assert chrf("أعلن الوزير ١٢ قرارا", ["اعلن الوزير 12 قرارا"]) == pytest.approx(1)
    assert chrf(SOURCE, ["كلام آخر", SOURCE]) == pytest.approx(1)
    assert chrf("هطل مطر", ["زلزلت قشك"]) < 0.2


def _by_words(statement: str, passages: Sequence[str]) -> bool:
    """A support test to reason with: every word of the statement stands in the passages."""
    return set(statement.split()) <= {word for passage in passages for word in passage.split()}


def test_citations_judged_as_in_alce() -> None:
    both_needed = ("ا ب", ["ا س", "ب ص"])
    one_idle = ("ا ب", ["ا ب", "ق"])
    each_enough = ("ا", ["ا س", "ا ص"])
    unsupported = ("ا ي", ["ا"])
    uncited: tuple[str, list[str]] = ("ا", [])
    assert citation_score([both_needed], _by_words).precise == 2
    assert citation_score([one_idle], _by_words).precise == 1
    assert citation_score([each_enough], _by_words).precise == 2
    score = citation_score([both_needed, one_idle, each_enough, unsupported, uncited], _by_words)
    assert (score.statements, score.recalled, score.citations, score.precise) == (5, 3, 7, 5)
    assert score.recall == pytest.approx(3 / 5)
    assert score.precision == pytest.approx(5 / 7)
    assert citation_score([], _by_words).recall == 0
