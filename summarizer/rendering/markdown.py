"""The briefing as Markdown that reads well in a terminal, on a forge and through pandoc.

Text from articles is data: it is escaped so that CommonMark, GFM and pandoc find no link, markup,
HTML, heading, list or code in it. ``[1][3]`` stands bare: without a link definition, which nothing
in this output can make, it is plain text everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.rendering import phrases
from summarizer.rendering.text import one_line
from summarizer.types import Briefing, Citation, Disagreement, Statement, TimelineEntry

# As little as will do, for the sake of the terminal: a hashtag (#أمير_الكويت), $20 and AT&T stay bare.
_MARKUP = re.compile(r"[\\`*\[\]<{}~^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?[0-9A-Za-z]+;)|#\Z")
_BLOCK_START = re.compile(r"^(?=[-+=:%#>|]|\([0-9A-Za-z]+\)(?:\s|$))")
_LIST_START = re.compile(r"^([0-9A-Za-z]{1,9})([.)])(?=\s|$)")
_SCHEME = re.compile(r"(?:(?=://)|(?<=mailto)|(?<=xmpp)):", re.IGNORECASE)
_LATIN_DOT = re.compile(r"(?<=[0-9A-Za-z])\.(?=[A-Za-z])")
_WORD_JOINER = "\u2060"
"""Shows nothing, breaks no line, and keeps renderers from finding addresses in bare text."""


def render_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown inside ``<div dir="rtl">``; ends with a line feed."""
    blocks = [
        '<div dir="rtl">',
        f"# {escape(briefing.headline)}",
        *(_statement(briefing, statement) for statement in briefing.statements),
        *_disagreements(briefing, briefing.disagreements),
        *_timeline(briefing, briefing.timeline),
        "## المصادر",
        _sources(briefing),
        "## التغطية",
        *_coverage(briefing),
        code(briefing.signature),
        "</div>",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """``text`` on one line, as nothing but text, wherever in a paragraph it stands."""
    line = _MARKUP.sub(r"\\\g<0>", one_line(text))
    if line.count("$") > 1:  # one alone opens no formula
        line = line.replace("$", r"\$")
    line = _BLOCK_START.sub(r"\\", line)
    line = _LIST_START.sub(r"\1\\\2", line)
    line = _SCHEME.sub(rf"\g<0>{_WORD_JOINER}", line)
    line = _LATIN_DOT.sub(rf".{_WORD_JOINER}", line)
    return line.replace("@", rf"\@{_WORD_JOINER}")


def code(text: str) -> str:
    """``text`` as a code span, whatever backticks it holds; empty for empty text."""
    line = one_line(text)
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _marks(briefing: Briefing, citations: Sequence[Citation]) -> str:
    numbers = dict.fromkeys(briefing.number(citation) for citation in citations)
    return "".join(f"[{number}]" for number in numbers)


def _cited(briefing: Briefing, text: str, citations: Sequence[Citation]) -> str:
    return f"{escape(text)} {_marks(briefing, citations)}".rstrip()


def _origins(origins: Sequence[str]) -> str:
    return f" (عن: {'، '.join(escape(origin) for origin in origins)})" if origins else ""


def _statement(briefing: Briefing, statement: Statement) -> str:
    mark = f" ({phrases.QUOTED_MARK})" if statement.kind == "quoted" else ""
    return _cited(briefing, statement.text, statement.citations) + _origins(statement.origins) + mark


def _disagreements(briefing: Briefing, disagreements: Sequence[Disagreement]) -> list[str]:
    if not disagreements:
        return []
    blocks = ["## اختلاف المصادر"]
    for disagreement in disagreements:
        blocks.append(f"**{escape(disagreement.subject)}** — {phrases.VERDICTS[disagreement.verdict]}")
        blocks.append(
            "\n".join(
                f"- {_cited(briefing, position.value, position.citations)}{_origins(position.origins)}"
                + (f"، {phrases.day(position.date)}" if position.date else "")
                for position in disagreement.positions
            )
        )
    return blocks


def _timeline(briefing: Briefing, entries: Sequence[TimelineEntry]) -> list[str]:
    if not entries:
        return []
    lines = [
        f"- **{escape(phrases.when(entry))}**: {_cited(briefing, entry.text, entry.citations)}"
        for entry in entries
    ]
    return ["## التسلسل الزمني", "\n".join(lines)]


def _sources(briefing: Briefing) -> str:
    names = phrases.file_names(briefing.articles)
    lines = []
    for number, (article, name) in enumerate(zip(briefing.articles, names, strict=True), 1):
        parts = [
            f"**{escape(article.outlet)}**" if article.outlet.strip() else "",
            phrases.day(article.date) if article.date else "",
            escape(article.title),
            code(name) or ("" if article.outlet or article.title else code(article.id)),
        ]
        lines.append(f"{number}. {' — '.join(part for part in parts if part)}")
    return "\n".join(lines)


def _coverage(briefing: Briefing) -> list[str]:
    coverage = briefing.coverage
    parts = [*phrases.coverage_parts(coverage), *phrases.share_parts(briefing.articles, coverage)]
    return ["؛ ".join(parts) + ".", "\n".join(f"- {escape(note)}" for note in coverage.notes)]
