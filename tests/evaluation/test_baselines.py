"""Baselines: what each one chooses, on small events of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.errors import InputError, SettingsError
from summarizer.evaluation.baselines import BASELINES, candidates
from summarizer.evaluation.oracle import greedy_oracle
from summarizer.evaluation.systems import Summary, check_names, fill
from summarizer.evaluation.tfidf import centroid_similarity, similarities, tfidf
from summarizer.splitting import sentences_of
from summarizer.types import Article, Cluster


@pytest.fixture
def bridge(three_articles: list[Article]) -> Cluster:
    """Three outlets on the opening of a bridge, with a reference."""
    reference = "افتتح رئيس البلدية سامر حداد جسرا جديدا فوق النهر كلف 12 مليون دينار بعد أشغال دامت عامين."
    return Cluster("bridge", tuple(three_articles), (reference,))


def _summary(name: str, cluster: Cluster, max_words: int = 40) -> Summary:
    return BASELINES[name].summarize(cluster, max_words=max_words)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_every_baseline_keeps_its_budget_and_cites_what_it_says(name: str, bridge: Cluster) -> None:
    texts = {article.id: article.text for article in bridge.articles}
    for max_words in (1, 7, 40, 1000):
        summary = _summary(name, bridge, max_words)
        assert len(summary.text.split()) <= max_words
        for statement in summary.statements:
            (citation,) = statement.citations
            assert texts[citation.article_id][citation.start : citation.end] == statement.text


@pytest.mark.parametrize("name", ["lead", "lead-interleaved", "random", "lexrank", "centroid"])
def test_a_short_budget_is_filled_to_the_last_word(name: str, bridge: Cluster) -> None:
    assert len(_summary(name, bridge, 20).text.split()) == 20


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_the_order_of_the_articles_changes_nothing(name: str, bridge: Cluster) -> None:
    backwards = replace(bridge, articles=bridge.articles[::-1])
    assert _summary(name, backwards).text == _summary(name, bridge).text


def test_lead_begins_with_the_earliest_article(bridge: Cluster) -> None:
    later = [replace(article, date=date(2024, 3, 9)) for article in bridge.articles[:2]]
    cluster = replace(bridge, articles=(*later, bridge.articles[2]))
    assert _summary("lead", cluster, 10).text.startswith("رحب سكان الضفة الشرقية")


def test_lead_interleaved_takes_first_sentences_first_and_copies_once(bridge: Cluster) -> None:
    lines = _summary("lead-interleaved", bridge, 200).text.split("\n")
    assert lines[0].startswith("افتتح رئيس البلدية")
    assert lines[1].startswith("دشن رئيس البلدية")
    assert lines[2].startswith("رحب سكان")
    assert sum(line.startswith("وبلغت كلفة المشروع") for line in lines) == 1


def test_random_depends_on_the_cluster_alone(bridge: Cluster) -> None:
    first = _summary("random", bridge, 200).text
    assert _summary("random", bridge, 200).text == first
    others = {_summary("random", replace(bridge, id=f"e{i}"), 200).text for i in range(8)}
    assert len(others) > 1


def test_lexrank_and_centroid_prefer_what_several_articles_tell() -> None:
    told_twice = (
        "أعلنت الجامعة نتائج مسابقة الشعر السنوية يوم الأحد.",
        "الجامعة تعلن نتائج مسابقة الشعر السنوية.",
    )
    cluster = Cluster(
        "poetry",
        (
            Article("a", "هبت رياح خفيفة على الساحل مساء أمس.\n" + told_twice[0]),
            Article("b", "ازدحمت الطرق المؤدية إلى المطار صباحا.\n" + told_twice[1]),
        ),
    )
    for name in ("lexrank", "centroid"):
        assert "مسابقة الشعر" in _summary(name, cluster, 9).text


def test_lexrank_and_centroid_do_not_say_the_same_twice(bridge: Cluster) -> None:
    for name in ("lexrank", "centroid"):
        lines = _summary(name, bridge, 30).text.split("\n")
        assert sum("سامر حداد" in line for line in lines) <= 1


def test_the_oracle_beats_lead_and_needs_references(bridge: Cluster) -> None:
    chosen = _summary("oracle", bridge, 40).text
    assert "12 مليون دينار" in chosen or "١٢ مليون دينار" in chosen
    with pytest.raises(InputError, match="references"):
        _summary("oracle", replace(bridge, references=()))


def test_the_oracle_takes_the_sentence_that_completes_the_reference() -> None:
    article = Article(
        "a", "فاز الفريق بالكأس أمس.\nحضر المباراة جمهور كبير جدا.\nسجل الهدف لاعب شاب في نهايتها."
    )
    pool = list(sentences_of(article))
    assert greedy_oracle(pool, ["سجل لاعب شاب الهدف في نهايتها ففاز الفريق بالكأس"], 20) == [2, 0]
    assert greedy_oracle(pool, ["كلام لا صلة له بذلك"], 20) == []


def test_articles_without_sentences_or_with_headings_only_do_not_break_a_baseline() -> None:
    cluster = Cluster("short", (Article("a", "عنوان قصير"), Article("b", "آخر")), ("عنوان",))
    assert candidates(cluster)[0][0].text == "عنوان قصير"
    for name in BASELINES:
        assert isinstance(_summary(name, cluster), Summary)


def test_fill_passes_over_what_does_not_fit_when_nothing_may_be_cut(bridge: Cluster) -> None:
    sentences = sentences_of(bridge.articles[1])
    whole = fill(sentences, 10, cut=False)
    assert [s.text for s in whole.statements] == ["وكلّف الجسر ١٢ مليون دينار."]


def test_tfidf_gives_unit_vectors_and_symmetric_cosines() -> None:
    weights = tfidf([["بحر", "موج"], ["بحر", "ريح"], ["جبل"], []])
    assert sum(v * v for v in weights.vectors[0].values()) == pytest.approx(1)
    assert dict(similarities(weights, 0)).keys() == {1}
    assert dict(similarities(weights, 0))[1] == pytest.approx(dict(similarities(weights, 1))[0])
    assert list(similarities(weights, 3)) == []
    assert centroid_similarity(tfidf([["بحر"], ["بحر"]])) == pytest.approx([1, 1])


def test_naming_a_system_twice_or_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="lead named twice"):
        check_names(["lead", "lead"], BASELINES)
    with pytest.raises(SettingsError, match="no system"):
        check_names([], BASELINES)
