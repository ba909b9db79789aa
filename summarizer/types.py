"""The types that travel through the corridor: frozen dataclasses, no logic beyond offsets.

Offsets are Python string indices (Unicode code points), half-open, into ``Article.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Literal

StatementKind = Literal["written", "quoted"]


@dataclass(frozen=True)
class Article:
    """One source text. ``text`` is what is left after boilerplate; every offset points into it."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    date: Date | None = None
    path: str | None = None
    boilerplate: int = 0
    """Lines of the source that were taken out as furniture of the page."""


@dataclass(frozen=True)
class Cluster:
    """Articles about one event, with or without reference summaries: one line of cluster JSONL."""

    id: str
    articles: tuple[Article, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A span ``[start, end)`` of ``article.text``; ``index`` counts sentences in the article from 0."""

    article: Article
    index: int
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True)
class Theme:
    """Sentences of one or more articles that tell the same fact; ``sentences[0]`` is the clearest."""

    sentences: tuple[Sentence, ...]
    salience: float
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Retrieval:
    """What retrieval found: every theme in the order of choice, and what it looked at."""

    themes: tuple[Theme, ...]
    """Best first; repetition of what stands before it is already discounted."""
    sentences: int
    """Sentences considered, copies included."""
    duplicates: int
    """Sentences that repeat another one word for word and were counted once."""


@dataclass(frozen=True)
class Draft:
    """What a writer proposes for a theme; ``score`` is the mean log-probability per token."""

    theme: Theme
    text: str
    score: float
    supported: bool = True
    """False where no sentence stands behind a text written over all themes: to be quoted instead."""


@dataclass(frozen=True)
class Citation:
    """A span ``[start, end)`` of the text of the article ``article_id``."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Statement:
    """One sentence of the briefing. ``reason`` says why the guard refused the drafts, if it did."""

    text: str
    citations: tuple[Citation, ...]
    origins: tuple[str, ...]
    kind: StatementKind
    reason: str | None = None


Verdict = Literal["disputed", "superseded"]


@dataclass(frozen=True)
class Position:
    """One side of a disagreement: the value in the source's words and who gives it."""

    value: str
    citations: tuple[Citation, ...]
    origins: tuple[str, ...] = ()
    date: Date | None = None


@dataclass(frozen=True)
class Disagreement:
    """Sources that give different values for the same thing. ``subject`` says of what, in Arabic.

    ``disputed``: told side by side. ``superseded``: the last position came later and replaces the first.
    """

    subject: str
    positions: tuple[Position, ...]
    verdict: Verdict


@dataclass(frozen=True)
class TimelineEntry:
    """A dated fact. ``words`` is the date as the source says it; unresolved dates have no ``start``.

    ``end`` is the last day of a span of days (a month, a week), equal to ``start`` for a single day.
    """

    words: str
    text: str
    citations: tuple[Citation, ...]
    start: Date | None = None
    end: Date | None = None


@dataclass(frozen=True)
class Coverage:
    """What went in and what became of it.

    ``shares`` are fractions of the citations, by article id; ``origins`` fractions of the statements that an
    origin stands behind, by its name (they may sum to more than 1); ``refused`` counts the statements that
    were quoted because no draft passed guard and gate.
    """

    articles: int
    sentences: int
    themes_kept: int
    themes_dropped: int
    written: int
    quoted: int
    shares: Mapping[str, float] = field(default_factory=dict)
    boilerplate_removed: int = 0
    duplicates: int = 0
    truncated: int = 0
    refused: int = 0
    origins: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Briefing:
    """The product: headline, statements with citations, sources and what became of the input."""

    headline: str
    statements: tuple[Statement, ...]
    articles: tuple[Article, ...]
    coverage: Coverage
    signature: str
    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()

    def quote(self, citation: Citation) -> str:
        """The cited span, word for word. Raises ``KeyError`` for an article not in the briefing."""
        by_id = {article.id: article for article in self.articles}
        return by_id[citation.article_id].text[citation.start : citation.end]

    def number(self, citation: Citation) -> int:
        """The number in square brackets: the article's place among the sources, from 1."""
        return [article.id for article in self.articles].index(citation.article_id) + 1

    def to_json(self) -> str:
        """The briefing as JSON, schema ``mujaz/briefing/1``."""
        from summarizer.rendering.json import render_json

        return render_json(self)

    def to_markdown(self) -> str:
        """The briefing as Markdown; text from articles cannot make links or markup."""
        from summarizer.rendering.markdown import render_markdown

        return render_markdown(self)

    def to_html(self) -> str:
        """The briefing as one self-contained right-to-left HTML page."""
        from summarizer.rendering.html import render_html

        return render_html(self)
