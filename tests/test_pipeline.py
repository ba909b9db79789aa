"""The whole way: what a briefing must hold whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from summarizer import Article, Settings, Summarizer, read_articles
from summarizer.errors import InputError, SettingsError
from summarizer.types import Briefing, Draft, Theme
from summarizer.writing.writer import Task


class SayingWriter:
    """A writer that says for each theme what the test tells it to."""

    identity = "saying"
    manner = "theme"
    writes_headlines = True
    gated = True
    truncated = 0

    def __init__(self, *texts: str, headline: str = "") -> None:
        self.texts = texts
        self.headline = headline

    def write(self, themes: Sequence[Theme], *, task: Task = "statement") -> list[list[Draft]]:
        texts = self.texts if task == "statement" else (self.headline,)
        return [[Draft(theme, text, -0.3) for text in texts if text] for theme in themes]

    def write_joint(self, themes: Sequence[Theme], *, max_words: int) -> list[Draft]:
        raise AssertionError("this writer works theme by theme")


@pytest.fixture(scope="module")
def quoting() -> Summarizer:
    return Summarizer(Settings(model="none"))


@pytest.fixture(scope="module")
def seeds_quoted(quoting: Summarizer, seeds: Path) -> Briefing:
    return quoting.summarize(read_articles(seeds), max_words=150)


def test_every_quotation_stands_word_for_word_at_its_citation(seeds_quoted: Briefing) -> None:
    assert seeds_quoted.statements
    for statement in seeds_quoted.statements:
        assert statement.kind == "quoted"
        assert [seeds_quoted.quote(citation) for citation in statement.citations] == [statement.text]


def test_the_briefing_keeps_its_budget_and_repeats_nothing(seeds_quoted: Briefing) -> None:
    texts = [statement.text for statement in seeds_quoted.statements]
    assert sum(len(text.split()) for text in texts) <= 150
    assert len(set(texts)) == len(texts)


def test_the_coverage_adds_up(seeds_quoted: Briefing) -> None:
    coverage = seeds_quoted.coverage
    assert coverage.articles == 5
    assert coverage.quoted == len(seeds_quoted.statements)
    assert coverage.written == 0
    assert sum(coverage.shares.values()) == pytest.approx(1.0, abs=0.001)
    assert coverage.boilerplate_removed > 0


def test_sources_are_numbered_in_the_order_of_citation(seeds_quoted: Briefing) -> None:
    numbers = [seeds_quoted.number(c) for statement in seeds_quoted.statements for c in statement.citations]
    first_seen = list(dict.fromkeys(numbers))
    assert first_seen == sorted(first_seen)


def test_the_order_of_the_articles_changes_no_byte(
    quoting: Summarizer, three_articles: list[Article]
) -> None:
    results = {quoting.summarize(list(order)).to_json() for order in permutations(three_articles)}
    assert len(results) == 1


def test_two_copies_of_an_article_count_once_and_are_told(
    quoting: Summarizer, three_articles: list[Article]
) -> None:
    once = quoting.summarize(three_articles)
    twice = quoting.summarize([*three_articles, replace(three_articles[0], id="copy")])
    assert [s.text for s in twice.statements] == [s.text for s in once.statements]
    assert any("مكررة" in note for note in twice.coverage.notes)


def test_one_article_makes_a_briefing_that_says_so(
    quoting: Summarizer, three_articles: list[Article]
) -> None:
    briefing = quoting.summarize(three_articles[:1])
    assert briefing.statements
    assert any("مقال واحد" in note for note in briefing.coverage.notes)


def test_unrelated_events_are_said_and_never_share_a_statement(
    quoting: Summarizer, three_articles: list[Article]
) -> None:
    match = [
        Article(
            id=name,
            title="فريق الوادي يفوز بكأس السلة",
            outlet="ملاعب",
            text=(
                f"فاز فريق الوادي بكأس كرة السلة بعد تغلبه على فريق القمة في المباراة النهائية{end}\n"
                "وسجل القائد نبيل عشرين نقطة وحصل على جائزة أفضل لاعب في البطولة."
            ),
        )
        for name, end in (("x", " مساء الجمعة."), ("y", " بفارق ست نقاط."))
    ]
    briefing = quoting.summarize([*three_articles, *match])
    assert any("أحداث مختلفة" in note for note in briefing.coverage.notes)
    for statement in briefing.statements:
        cited = {citation.article_id in ("x", "y") for citation in statement.citations}
        assert len(cited) == 1


def test_a_draft_with_an_invented_number_is_quoted_instead(three_articles: list[Article]) -> None:
    writer = SayingWriter("بلغت كلفة الجسر 120 مليون دينار بحسب البلدية.")
    briefing = Summarizer(writer=writer).summarize(three_articles)
    assert {statement.kind for statement in briefing.statements} == {"quoted"}
    assert "120" not in briefing.to_markdown()
    assert all(statement.reason for statement in briefing.statements)


def test_a_true_draft_is_written_and_cites_what_supports_it(three_articles: list[Article]) -> None:
    writer = SayingWriter("افتتح رئيس البلدية سامر حداد جسر النهر الجديد بعد عامين من الأشغال.")
    briefing = Summarizer(writer=writer).summarize(three_articles)
    written = [statement for statement in briefing.statements if statement.kind == "written"]
    assert len(written) == 1
    cited = " ".join(briefing.quote(citation) for citation in written[0].citations)
    assert "سامر حداد" in cited


def test_a_headline_that_invents_a_name_is_not_printed(three_articles: list[Article]) -> None:
    briefing = Summarizer(writer=SayingWriter(headline="الوزير كمال يفتتح جسر النهر الجديد")).summarize(
        three_articles
    )
    assert "كمال" not in briefing.headline
    assert briefing.headline in {article.title for article in three_articles}


@pytest.mark.parametrize("trusted", [True, False])
def test_a_written_headline_is_printed_where_the_gate_trusts_it_else_a_title(
    three_articles: list[Article], monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    monkeypatch.setattr("summarizer.trust.plausibility.trustworthy", lambda *_, **__: trusted)
    headline = "رئيس البلدية سامر حداد يفتتح جسر النهر الجديد"
    briefing = Summarizer(writer=SayingWriter(headline=headline + ".")).summarize(three_articles)
    titles = {article.title for article in three_articles}
    assert briefing.headline == headline if trusted else briefing.headline in titles


def test_a_budget_shorter_than_every_sentence_still_answers_and_says_so(
    quoting: Summarizer, three_articles: list[Article]
) -> None:
    briefing = quoting.summarize(three_articles[:1], max_words=10)
    assert len(briefing.statements) == 1
    length = len(briefing.statements[0].text.split())
    assert length <= 10 or any("أطول من الحد" in note for note in briefing.coverage.notes)


def test_no_articles_is_an_error_with_a_remedy(quoting: Summarizer) -> None:
    with pytest.raises(InputError, match="no articles"):
        quoting.summarize([])


def test_two_texts_under_one_id_are_refused(quoting: Summarizer, three_articles: list[Article]) -> None:
    with pytest.raises(InputError, match="id 'a'"):
        quoting.summarize([three_articles[0], replace(three_articles[1], id="a")])


def test_settings_out_of_range_name_the_option() -> None:
    with pytest.raises(SettingsError, match="--max-words"):
        Settings(max_words=5)


def test_the_signature_follows_the_input_and_the_settings_not_the_threads(
    three_articles: list[Article],
) -> None:
    one = Summarizer(Settings(model="none", threads=1)).summarize(three_articles)
    other = Summarizer(Settings(model="none", threads=4)).summarize(three_articles)
    changed = Summarizer(Settings(model="none")).summarize(
        [replace(three_articles[0], text="نص آخر عن الجسر الجديد.")]
    )
    assert one == other
    assert one.signature != changed.signature


def test_progress_is_told_stage_by_stage(quoting: Summarizer, three_articles: list[Article]) -> None:
    seen: list[tuple[str, int, int]] = []
    quoting.summarize(three_articles, progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == ["retrieve", "write", "check"]
