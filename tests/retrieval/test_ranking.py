"""Sentences that tell the same fact form a theme; the order of the articles changes nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.retrieval import events, retrieve
from summarizer.types import Article, Retrieval, Theme

SENTENCES = [
    "افتتح الوزير معرض الكتاب في العاصمة صباح الاثنين.",
    "ويشارك في المعرض ثلاثمئة ناشر من عشرين بلدا.",
    "وقال الوزير إن المعرض يستمر حتى نهاية الشهر الجاري.",
    "ويبلغ ثمن التذكرة 5 دنانير للكبار ونصف ذلك للأطفال.",
    "وزار المعرض في يومه الأول أكثر من عشرة آلاف شخص.",
    "وخصص جناح كامل لكتب الأطفال ورسومها هذا العام.",
]


def spans(result: Retrieval) -> list[list[tuple[str, int, int]]]:
    return [[(s.article.id, s.start, s.end) for s in theme.sentences] for theme in result.themes]


def theme_with(themes: Sequence[Theme], words: str) -> Theme:
    return next(theme for theme in themes if any(words in sentence.text for sentence in theme.sentences))


def test_a_copy_counts_once_and_is_cited_everywhere(three_articles: list[Article]) -> None:
    result = retrieve(three_articles)
    cost = theme_with(result.themes, "وبلغت كلفة المشروع")
    assert result.duplicates == 1
    assert {"a", "c"} <= {sentence.article.id for sentence in cost.sentences}
    assert sum("وبلغت كلفة المشروع" in s.text for theme in result.themes for s in theme.sentences) == 2


def test_a_paraphrase_of_another_outlet_joins_the_theme(three_articles: list[Article]) -> None:
    opening = theme_with(retrieve(three_articles).themes, "افتتح رئيس البلدية سامر حداد")
    assert {"a", "b"} <= {sentence.article.id for sentence in opening.sentences}


def test_no_sentence_is_in_two_themes(three_articles: list[Article], other_event: list[Article]) -> None:
    found = [span for theme in spans(retrieve(three_articles + other_event)) for span in theme]
    assert len(found) == len(set(found))


def test_every_span_is_the_sentence_it_names(three_articles: list[Article]) -> None:
    for theme in retrieve(three_articles).themes:
        for sentence in theme.sentences:
            assert sentence.article.text[sentence.start : sentence.end] == sentence.text
            assert sentence.text.strip() == sentence.text


def test_themes_come_by_falling_salience(three_articles: list[Article], other_event: list[Article]) -> None:
    saliences = [theme.salience for theme in retrieve(three_articles + other_event).themes]
    assert saliences == sorted(saliences, reverse=True)
    assert saliences[0] > saliences[-1] >= 0


def test_the_order_of_the_articles_changes_nothing(
    three_articles: list[Article], other_event: list[Article]
) -> None:
    articles = three_articles + other_event
    expected = retrieve(articles)
    for order in list(permutations(articles))[::17]:
        again = retrieve(order)
        assert spans(again) == spans(expected)
        assert [theme.salience for theme in again.themes] == [theme.salience for theme in expected.themes]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_articles_in_any_order_give_the_same_themes(
    texts: list[list[str]], shuffler: random.Random
) -> None:
    articles = [Article(id=str(number), text="\n".join(lines)) for number, lines in enumerate(texts)]
    shuffled = articles.copy()
    shuffler.shuffle(shuffled)
    assert spans(retrieve(shuffled)) == spans(retrieve(articles))


def test_unrelated_events_share_no_theme(three_articles: list[Article], other_event: list[Article]) -> None:
    groups = events(three_articles + other_event)
    assert [[article.id for article in group] for group in groups] == [["a", "b", "c"], ["x", "y"]]
    for theme in retrieve(three_articles + other_event).themes:
        assert len({sentence.article.id in "xy" for sentence in theme.sentences}) == 1


@pytest.mark.parametrize("texts", [[], [""], ["عنوان"], ["هل يفتح الجسر اليوم أمام السيارات؟"]])
def test_nothing_to_quote_gives_no_theme(texts: list[str]) -> None:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    assert retrieve(articles).themes == ()


def seed_articles(seeds: Path) -> list[Article]:
    return [Article(id=path.stem, text=path.read_text("utf-8")) for path in sorted(seeds.glob("*.txt"))]


def test_seed_themes_hold_the_paraphrases_of_004(seeds: Path) -> None:
    themes = retrieve(seed_articles(seeds)).themes
    for words in ("المحادثات عدة أشهر", "شروطاً مسبقة"):
        articles = {sentence.article.id[:3] for sentence in theme_with(themes, words).sentences}
        assert "004" in articles, words
        assert articles & {"000", "002", "003"}, words


def test_a_theme_takes_what_a_writer_can_read(seeds: Path) -> None:
    for theme in retrieve(seed_articles(seeds)).themes:
        wordings = {sentence.text for sentence in theme.sentences}
        assert 1 <= len(wordings) <= 8
        per_article = [sentence.article.id for sentence in theme.sentences]
        assert max(per_article.count(name) for name in per_article) <= 2
