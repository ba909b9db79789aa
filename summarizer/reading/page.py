"""A page as its file gave it becomes an article: head read, furniture out, text kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from summarizer.arabic.normalise import words
from summarizer.reading.furniture import furniture
from summarizer.reading.heading import HEAD, date_lines, date_of, outlet_of, title_of
from summarizer.types import Article


@dataclass(frozen=True)
class Page:
    """The lines of one file, cleaned of invisible characters, and what its format told besides."""

    text: str
    title: str = ""
    outlet: str = ""
    date: date | None = None


def article_of(page: Page, path: Path) -> Article:
    """The article that ``page`` holds; its id is the name of the file without the ending.

    ``text`` is the lines that are left, one paragraph a line: headline, outlet and date stand in their
    own fields, furniture is counted in ``boilerplate``.
    """
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    marks = furniture(lines)
    head = title_of(lines, marks) if not page.title else _line_of(page.title, lines)
    outlet, outlet_line = outlet_of(lines, marks, head)
    day = page.date or date_of(lines, marks)
    for at in [*date_lines(lines), *([] if outlet_line is None else [outlet_line])]:
        marks[at] = True
    title = page.title or (lines[head] if head is not None else "")
    kept = [
        line
        for at, line in enumerate(lines)
        if not marks[at] and at != head and not (title and same_words(line, title))
    ]
    return Article(
        id=path.stem,
        text="\n".join(kept),
        title=title,
        outlet=page.outlet or outlet,
        date=day,
        path=str(path),
        boilerplate=len(lines) - len(kept) - (head is not None),
    )


def _line_of(title: str, lines: Sequence[str]) -> int | None:
    """Where the title that the format told stands among the first lines, if it does."""
    return next((at for at, line in enumerate(lines[:HEAD]) if same_words(line, title)), None)


def same_words(line: str, title: str) -> bool:
    """Whether both say the same, marks, letter variants and punctuation aside."""
    return len(line) <= 2 * len(title) + 20 and words(line) == words(title)
