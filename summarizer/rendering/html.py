"""The briefing as one page that needs nothing else: no network, no other file, no script to be read.

``page.html`` is the frame, ``page.css`` the looks, ``page.js`` opens notes on hover and focus. A click
on a citation opens its note without the script too (the browser's own popover). The policy in the
page's head lets this style and this script run and nothing else, so that text from articles could
not act even if it slipped through the escaping. Each section is a function that gives "" for nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from importlib.resources import files
from string import Template

from summarizer.arabic.normalise import arabic_share
from summarizer.rendering import phrases
from summarizer.rendering.marking import attribute, before_last_word, in_context, inline, marked_text
from summarizer.types import Article, Briefing, Citation, Position, Statement, TimelineEntry

WHOLE = 50
"""Articles up to which a page holds the text of every one; beyond, of those that it cites."""


def render_html(briefing: Briefing) -> str:
    """The briefing as a self-contained right-to-left HTML page; ends with a line feed.

    Raises:
        KeyError: a citation of an article that the briefing does not hold.
    """
    sources = _Sources(briefing)
    style, script = _part("page.css"), _part("page.js")
    sections = (_statements(sources), _disagreements(sources), _timeline(sources))
    return Template(_part("page.html")).substitute(
        policy=_policy(style, script),
        title=attribute(briefing.headline),
        headline=inline(briefing.headline),
        meta=_meta(briefing),
        briefing=_lines(section for section in sections if section),
        sources=_articles(sources),
        coverage=_coverage(sources),
        style=style,
        script=script,
    )


@dataclass(frozen=True)
class _Sources:
    """The briefing with what its citations need to know of their articles."""

    briefing: Briefing

    @cached_property
    def file_names(self) -> tuple[str, ...]:
        return phrases.file_names(self.briefing.articles)

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {article.id: number for number, article in enumerate(self.briefing.articles, 1)}

    def article(self, number: int) -> Article:
        return self.briefing.articles[number - 1]

    def name(self, number: int) -> str:
        return phrases.source_name(self.article(number), self.file_names[number - 1])

    def by_number(self, citations: Sequence[Citation]) -> dict[int, list[Citation]]:
        """Citations under the number of their article, both in the order given."""
        groups: dict[int, list[Citation]] = {}
        for citation in citations:
            groups.setdefault(self.numbers[citation.article_id], []).append(citation)
        return groups

    @cached_property
    def cited(self) -> dict[str, list[Citation]]:
        """Every citation of the briefing under the id of its article."""
        briefing = self.briefing
        holders: list[Statement | Position | TimelineEntry] = [
            *briefing.statements,
            *(position for each in briefing.disagreements for position in each.positions),
            *briefing.timeline,
        ]
        found: dict[str, list[Citation]] = {}
        for holder in holders:
            for citation in holder.citations:
                found.setdefault(citation.article_id, []).append(citation)
        return found


def _meta(briefing: Briefing) -> str:
    parts = (
        phrases.counted(len(briefing.articles), phrases.ARTICLES),
        phrases.period(briefing.articles),
    )
    return " · ".join(part for part in parts if part)


def _statements(sources: _Sources) -> str:
    items = []
    for place, statement in enumerate(sources.briefing.statements, 1):
        tag = ""
        if statement.kind == "quoted":
            meaning = phrases.QUOTED_MEANING
            if statement.reason:
                meaning = f"{meaning}. {phrases.REFUSED}: {attribute(statement.reason)}"
            tag = f' <span class="tag" title="{meaning}">{phrases.QUOTED_MARK}</span>'
        items.append(
            f'<li class="statement {escape(statement.kind)}">\n'
            f"<p>{_cited(sources, statement.text, statement.citations, f's{place}')}"
            f"{_origins(statement.origins)}{tag}</p>\n"
            f"{_notes(sources, statement.citations, f's{place}')}</li>"
        )
    return f'<ol class="statements">\n{_lines(items)}\n</ol>' if items else ""


def _disagreements(sources: _Sources) -> str:
    blocks = []
    for place, disagreement in enumerate(sources.briefing.disagreements, 1):
        positions = [
            _position(sources, position, f"d{place}-{index}")
            for index, position in enumerate(disagreement.positions, 1)
        ]
        verdict = phrases.VERDICTS[disagreement.verdict]
        blocks.append(
            f"<h3>{inline(disagreement.subject)} "
            f'<span class="verdict {escape(disagreement.verdict)}">{verdict}</span></h3>\n'
            f'<ul class="positions">\n{_lines(positions)}\n</ul>'
        )
    return _section("disagreements", "اختلاف المصادر", _lines(blocks)) if blocks else ""


def _position(sources: _Sources, position: Position, place: str) -> str:
    date = f' <span class="date">{phrases.day(position.date)}</span>' if position.date else ""
    text = _cited(sources, position.value, position.citations, place)
    notes = _notes(sources, position.citations, place)
    return f"<li><p>{text}{_origins(position.origins)}{date}</p>\n{notes}</li>"


def _timeline(sources: _Sources) -> str:
    items = []
    for place, entry in enumerate(sources.briefing.timeline, 1):
        date = inline(phrases.when(entry))
        if entry.start and (entry.end is None or entry.end == entry.start):
            date = f'<time datetime="{entry.start.isoformat()}">{date}</time>'
        items.append(
            f'<li><p class="date">{date}</p>\n'
            f"<div><p>{_cited(sources, entry.text, entry.citations, f't{place}')}</p>\n"
            f"{_notes(sources, entry.citations, f't{place}')}</div></li>"
        )
    return (
        _section("timeline", "التسلسل الزمني", f'<ol class="timeline">\n{_lines(items)}\n</ol>')
        if items
        else ""
    )


def _articles(sources: _Sources) -> str:
    items = [_article(sources, number) for number in range(1, len(sources.briefing.articles) + 1)]
    return _section("sources", "المصادر", f"<ol>\n{_lines(items)}\n</ol>") if items else ""


def _article(sources: _Sources, number: int) -> str:
    """What is known of a source, and its text with everything that the briefing cites marked."""
    article, file_name = sources.article(number), sources.file_names[number - 1]
    names = [text for text in (article.outlet, article.title) if text.strip()] or [sources.name(number)]
    share = sources.briefing.coverage.shares.get(article.id, 0.0)
    about = [
        f"حصته من الإحالات {phrases.percent(share)}",
        _isolated(file_name) if file_name not in ("", names[0]) else "",
    ]
    if article.date:
        about[0] = f"{phrases.day(article.date)} · {about[0]}"
    lines = [f'<span class="title">{_isolated(text)}</span>' for text in names[1:]]
    lines += [f'<span class="about">{line}</span>' for line in about if line]
    head = f'<span class="number">[{number}]</span><span><b>{_isolated(names[0])}</b>{"".join(lines)}</span>'
    cited = sources.cited.get(article.id, ())
    if not cited and len(sources.briefing.articles) > WHOLE:
        return f'<li class="source" id="a{number}"><div class="summary">{head}</div></li>'
    return (
        f'<li><details class="source" id="a{number}">\n<summary>{head}</summary>\n'
        f'<div class="article">\n{marked_text(article.text, cited, name=f"a{number}")}\n</div></details></li>'
    )


def _coverage(sources: _Sources) -> str:
    coverage = sources.briefing.coverage
    facts = [*phrases.coverage_parts(coverage), *coverage.notes]
    if any(statement.kind == "quoted" for statement in sources.briefing.statements):
        facts.append(f"«{phrases.QUOTED_MARK}»: {phrases.QUOTED_MEANING}")
    items = [f"<li>{inline(fact)}</li>" for fact in facts]
    signature = f'<p class="signature">{_latin(sources.briefing.signature)}</p>'
    return _section("coverage", "التغطية", f'<ul class="facts">\n{_lines(items)}\n</ul>\n{signature}')


def _cited(sources: _Sources, text: str, citations: Sequence[Citation], place: str) -> str:
    """``text`` followed by one button for each article that it cites."""
    buttons = [
        f'<button type="button" class="cite" popovertarget="{place}-{number}">[{number}]'
        f'<span class="hidden"> {inline(sources.name(number))}</span></button>'
        for number in sources.by_number(citations)
    ]
    if not buttons:
        return inline(text)
    before, last_word = before_last_word(text)
    kept_together = f'<span class="marks">{last_word} {buttons[0]}</span>{"".join(buttons[1:])}'
    return f"{before} {kept_together}".strip()


def _notes(sources: _Sources, citations: Sequence[Citation], place: str) -> str:
    """What the buttons of ``place`` open; on paper these stand below the text as its notes."""
    notes = [
        _note(sources, number, spans, f"{place}-{number}")
        for number, spans in sources.by_number(citations).items()
    ]
    return f'<div class="notes">\n{_lines(notes)}\n</div>' if notes else ""


def _note(sources: _Sources, number: int, citations: Sequence[Citation], name: str) -> str:
    article = sources.article(number)
    source = f"<b>[{number}] {_isolated(sources.name(number))}</b>"
    if article.date:
        source += f" · {phrases.day(article.date)}"
    if article.title.strip():
        source += f'<span class="note-title"> · {_isolated(article.title)}</span>'
    quotes = [
        f"<blockquote>{in_context(article.text, citation)}</blockquote>\n"
        f'<p class="note-link"><a href="#a{number}-{citation.start}-{citation.end}">الجملة في مقالها</a></p>'
        for citation in citations
    ]
    return (
        f'<div class="note" id="{name}" popover role="note">\n'
        f'<p class="note-source">{source}</p>\n{_lines(quotes)}\n</div>'
    )


def _origins(origins: Sequence[str]) -> str:
    if not origins:
        return ""
    badges = " ".join(f'<bdi class="origin" dir="rtl">{inline(origin)}</bdi>' for origin in origins)
    return f' <span class="hidden">عن: </span>{badges}'


def _section(name: str, title: str, content: str) -> str:
    heading = f'<h2 id="{name}">{title}</h2>'
    return f'<section class="{name}" aria-labelledby="{name}">\n{heading}\n{content}\n</section>'


def _isolated(text: str) -> str:
    """Text of a source inside a line of ours: it cannot turn what stands around it."""
    direction = "rtl" if arabic_share(text) > 0 else "ltr"
    return f'<bdi dir="{direction}">{inline(text) if direction == "rtl" else attribute(text)}</bdi>'


def _latin(text: str) -> str:
    return f'<bdi dir="ltr">{attribute(text)}</bdi>' if text else ""


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _policy(style: str, script: str) -> str:
    """Only this page's own style and script, known by their hashes; no image, font, frame or request."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _part(name: str) -> str:
    return files("summarizer.rendering").joinpath(name).read_text(encoding="utf-8")
