"""Markdown to plain paragraphs: marks of emphasis, links and headings out, their words kept."""

from __future__ import annotations

import re
from datetime import date

from summarizer.reading.clean import clean_line, clean_text
from summarizer.reading.page import Page

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|date|outlet|source|author|site)[ \t]*:[ \t]*(.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+|\*{3,}|_{3,})[ \t]*$")
_BULLET = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"^[ \t]*>[ \t]?")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--.*?-->")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")


def read_markdown(text: str) -> Page:
    """The paragraphs of a Markdown text, one a line; the first heading of the first level is the title.

    Lines of a paragraph are joined, as Markdown has it. Front matter gives title, outlet and date.
    """
    text = clean_text(text)
    fields: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    title = fields.get("title", "")
    paragraphs: list[str] = []
    open_paragraph = fenced = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced, open_paragraph = not fenced, False
            continue
        line = _QUOTE.sub("", line)
        heading = _HEADING.match(line)
        if not line.strip() or _UNDERLINE.match(line) or _REFERENCE.match(line):
            if paragraphs and open_paragraph and line.strip().startswith("==") and not title:
                title = paragraphs.pop()
            open_paragraph = False
        elif heading:
            words = _plain(heading.group(2))
            if heading.group(1) == "#" and not title:
                title = words
            elif words:
                paragraphs.append(words)
            open_paragraph = False
        else:
            item = _BULLET.match(line)
            words = _plain(line[item.end() :] if item else line)
            if open_paragraph and not item and not fenced:
                paragraphs[-1] += f" {words}"
            elif words:
                paragraphs.append(words)
                open_paragraph = True
    return Page(
        text="\n".join(paragraph for paragraph in paragraphs if paragraph),
        title=clean_line(title),
        outlet=clean_line(fields.get("outlet") or fields.get("source") or fields.get("site") or ""),
        date=_iso(fields.get("date", "")),
    )


def _plain(line: str) -> str:
    line = _IMAGE.sub("", line)
    line = _TAG.sub("", _LINK.sub(r"\1", line))
    line = _EMPHASIS.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", line).replace("`", "").strip()


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None
