"""The front door: the only place that knows the whole way from articles to a briefing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from summarizer.errors import InputError
from summarizer.settings import Settings
from summarizer.types import Article, Briefing, Coverage, Draft, Retrieval, Statement, Theme

if TYPE_CHECKING:
    from summarizer.writing.writer import Writer

Progress = Callable[[str, int, int], None]
"""Called with a stage's name (``retrieve``, ``write``, ``check``), the done and the whole."""

_WORDS_A_STATEMENT = 22
"""Length of a written statement, for how many themes to write before looking how far they reach."""
_ENOUGH = 1.3
"""Statements of so many times the budget leave something to choose from; then no more are written."""
_HEADLINE_THEMES = 3
_TIMELINE_THEMES = 60
_STANDING = 0.55
"""A statement below this leans too much on a sentence that is not there."""


class Summarizer:
    """Articles about one event in, one briefing out.

    The writer is opened at the first call and kept; one instance may serve many threads.

    Args:
        settings: see :class:`Settings`; the defaults are what ``mujaz summarize`` uses.
        writer: a writer of one's own instead of ``settings.model``.
    """

    def __init__(self, settings: Settings | None = None, *, writer: Writer | None = None) -> None:
        self.settings = settings or Settings()
        self._writer = writer
        self._opening = Lock()

    def retrieve(self, articles: Sequence[Article]) -> Retrieval:
        """Every theme of the articles in the order of choice: the retrieval step alone."""
        from summarizer.retrieval import retrieve
        from summarizer.trust.origins import with_origins

        retrieval = retrieve(_distinct(articles))
        return replace(retrieval, themes=with_origins(retrieval.themes))

    def summarize(
        self, articles: Sequence[Article], *, max_words: int | None = None, progress: Progress | None = None
    ) -> Briefing:
        """One briefing of at most ``max_words`` words (the settings' if None).

        Raises:
            InputError: no article, or none that holds a sentence.
            ModelError: the writer cannot be opened.
        """
        settings = self.settings if max_words is None else replace(self.settings, max_words=max_words)
        tell = progress or _silent
        distinct = _distinct(articles)
        if not distinct:
            raise InputError("no articles to summarise", remedy="Give at least one article with text.")
        tell("retrieve", 0, len(distinct))
        retrieval = self.retrieve(distinct)
        if not retrieval.themes:
            raise InputError("no sentence in the articles", remedy="Give articles in running Arabic text.")
        tell("retrieve", len(distinct), len(distinct))
        writer = self.writer()
        before = writer.truncated if writer else 0
        pairs = self._statements(retrieval.themes, settings, tell)
        truncated = writer.truncated - before if writer else 0
        return self._compose(articles, distinct, retrieval, pairs, settings, truncated=truncated)

    def writer(self) -> Writer | None:
        """The writer behind ``settings.model``, opened once; None where everything is quoted."""
        if self._writer is None and self.settings.model != "none":
            from summarizer.writing import open_writer

            with self._opening:
                if self._writer is None:
                    self._writer = open_writer(self.settings)
        return self._writer

    def _statements(
        self, themes: Sequence[Theme], settings: Settings, tell: Progress
    ) -> list[tuple[Theme, Statement]]:
        """Written or quoted statements in the order of choice, within the budget, without repetition."""
        from summarizer.arabic.normalise import count_words
        from summarizer.composing import without_repetition
        from summarizer.retrieval import candidates, choose
        from summarizer.trust import check

        offered = candidates(themes, max_words=settings.max_words)
        writer = self.writer()
        gated = writer is not None and writer.gated
        checked: list[tuple[Theme, Statement]] = []
        distinct: list[tuple[Theme, Statement]] = []
        for wave in self._waves(offered, settings):
            tell("write", len(checked), len(offered))
            drafts = self._drafts(wave, settings)
            checked += [(theme, check(theme, of_theme, gated=gated)) for theme, of_theme in drafts]
            tell("check", len(checked), len(offered))
            distinct = without_repetition(_standing(checked))
            if sum(count_words(statement.text) for _, statement in distinct) >= _ENOUGH * settings.max_words:
                break
        length = {id(theme): count_words(statement.text) for theme, statement in distinct}
        chosen = choose(
            [theme for theme, _ in distinct],
            max_words=settings.max_words,
            words_of=lambda theme: length[id(theme)],
        )
        wanted = {id(theme) for theme in chosen}
        pairs = [pair for pair in distinct if id(pair[0]) in wanted]
        return pairs or [min(distinct, key=lambda pair: length[id(pair[0])])]

    def _waves(self, themes: Sequence[Theme], settings: Settings) -> Iterator[Sequence[Theme]]:
        """The themes in the portions in which they are written; a joint text takes all at once."""
        writer = self.writer()
        joint = writer is not None and writer.manner == "joint"
        step = len(themes) if joint else math.ceil(settings.max_words / _WORDS_A_STATEMENT) + 1
        for begin in range(0, len(themes), step):
            yield themes[begin : begin + step]

    def _drafts(self, themes: Sequence[Theme], settings: Settings) -> list[tuple[Theme, list[Draft]]]:
        writer = self.writer()
        if writer is None:
            return [(theme, []) for theme in themes]
        if writer.manner == "joint":
            written = writer.write_joint(themes, max_words=settings.max_words)
            told = {sentence for draft in written for sentence in draft.theme.sentences}
            # What nothing supports, and the themes that the text left out, are quoted.
            drafts = [(draft.theme, [draft] if draft.supported else []) for draft in written]
            return drafts + [(theme, []) for theme in themes if not told & set(theme.sentences)]
        return list(zip(themes, writer.write(themes), strict=True))

    def _headline(self, articles: Sequence[Article], pairs: Sequence[tuple[Theme, Statement]]) -> str:
        """Written from the leading themes and checked like a statement, else an article's title."""
        from summarizer.composing import quoted_headline, written_headline
        from summarizer.trust import violations
        from summarizer.trust.plausibility import trustworthy

        writer = self.writer()
        if writer is not None and writer.writes_headlines:
            themes = [theme for theme, _ in pairs[:_HEADLINE_THEMES]]
            for theme, drafts in zip(themes, writer.write(themes, task="headline"), strict=True):
                sources = [sentence.text for sentence in theme.sentences]
                accept = {
                    draft.text: not violations(draft.text, sources)
                    and (not writer.gated or trustworthy(draft.text, sources, draft.score, headline=True))
                    for draft in drafts
                }
                headline = written_headline(drafts, accept=accept)
                if headline:
                    return headline
        return quoted_headline(articles, [statement.text for _, statement in pairs[:_HEADLINE_THEMES]])

    def _compose(
        self,
        given: Sequence[Article],
        distinct: Sequence[Article],
        retrieval: Retrieval,
        pairs: Sequence[tuple[Theme, Statement]],
        settings: Settings,
        *,
        truncated: int,
    ) -> Briefing:
        from summarizer.composing import by_first_citation, origin_shares, shares
        from summarizer.retrieval import story_order
        from summarizer.retrieval.weights import weights_digest
        from summarizer.signature import briefing_signature
        from summarizer.trust.disagreements import disagreements
        from summarizer.trust.timeline import timeline

        statement_of = {id(theme): statement for theme, statement in pairs}
        ordered = [(theme, statement_of[id(theme)]) for theme in story_order([theme for theme, _ in pairs])]
        statements = tuple(statement for _, statement in ordered)
        sources = by_first_citation(distinct, statements)
        writer = self.writer()
        written = sum(statement.kind == "written" for statement in statements)
        coverage = Coverage(
            articles=len(given),
            sentences=retrieval.sentences,
            themes_kept=len(statements),
            themes_dropped=max(0, len(retrieval.themes) - len(statements)),
            written=written,
            quoted=len(statements) - written,
            shares=shares(statements, sources),
            boilerplate_removed=sum(article.boilerplate for article in distinct),
            duplicates=retrieval.duplicates,
            truncated=truncated,
            refused=sum(statement.reason is not None for statement in statements),
            origins=origin_shares(statements),
            notes=_notes(given, distinct, statements, settings),
        )
        return Briefing(
            headline=self._headline(sources, ordered),
            statements=statements,
            articles=sources,
            coverage=coverage,
            signature=briefing_signature(
                settings,
                distinct,
                writer=writer.identity if writer else "none",
                retrieval=weights_digest(),
            ),
            disagreements=disagreements(distinct) if settings.disagreements else (),
            timeline=timeline(_dated(ordered, retrieval.themes), distinct) if settings.timeline else (),
        )


def _standing(checked: Sequence[tuple[Theme, Statement]]) -> Sequence[tuple[Theme, Statement]]:
    """Those that can be read with nothing before them; all, if none can."""
    from summarizer.trust import standing_alone

    return [pair for pair in checked if standing_alone(pair[1].text) >= _STANDING] or checked


def _dated(
    told: Sequence[tuple[Theme, Statement]], themes: Sequence[Theme]
) -> Iterator[tuple[Theme, Statement]]:
    """What the briefing tells, then quotations of the next themes: the timeline may know more than it."""
    from summarizer.trust import quote, standing_alone

    yield from told
    chosen = {id(theme) for theme, _ in told}
    for theme in themes[:_TIMELINE_THEMES]:
        if id(theme) not in chosen:
            statement = quote(theme)
            if standing_alone(statement.text) >= _STANDING:
                yield theme, statement


def _silent(stage: str, done: int, whole: int) -> None:
    """No progress asked for."""


def _distinct(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Articles by (date, id), each text once: the order of the files must not matter."""
    ordered = sorted(articles, key=lambda article: (str(article.date or "9999"), article.id))
    by_text: dict[str, Article] = {}
    for article in ordered:
        by_text.setdefault(" ".join(article.text.split()), article)
    ids = [article.id for article in by_text.values()]
    if len(set(ids)) < len(ids):
        twice = next(identifier for identifier in ids if ids.count(identifier) > 1)
        raise InputError(f"two articles have the id {twice!r}", remedy="Give every article its own id.")
    return tuple(article for article in by_text.values() if article.text.strip())


def _notes(
    given: Sequence[Article],
    distinct: Sequence[Article],
    statements: Sequence[Statement],
    settings: Settings,
) -> tuple[str, ...]:
    """What a reader must know about the input, in Arabic."""
    from summarizer.arabic.normalise import count_words
    from summarizer.retrieval import events

    notes = []
    if len(distinct) < len(given):
        notes.append(f"مقالات مكررة حُسبت مرة واحدة: {len(given) - len(distinct)}.")
    if len(distinct) == 1:
        notes.append("مقال واحد فقط: لا مصدر آخر يؤكد ما فيه.")
    groups = events(distinct)
    if len(groups) > 1:
        names = "؛ ".join(_group_name(group) for group in groups)
        notes.append(f"تتناول المقالات {len(groups)} أحداث مختلفة على ما يبدو: {names}.")
    if sum(count_words(statement.text) for statement in statements) > settings.max_words:
        notes.append("أقصر جملة متاحة أطول من الحد المطلوب للكلمات.")
    return tuple(notes)


def _group_name(group: Sequence[Article]) -> str:
    named = next((article for article in group if article.title), group[0])
    return f"«{named.title or named.id}» ({len(group)})"
