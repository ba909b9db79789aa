"""A page as its file gave it becomes an article: head read, furniture out, text kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from summarizer.types import Article


@dataclass(frozen=True)
class Page:
    """The lines of one file, cleaned of invisible characters, and what its format told besides."""

    text: str
    title: str = ""
    outlet: str = ""
    date: date | None = None


def article_of(page: Page, path: Path) -> Article:
    """The article that ``page`` holds; its id is the name of the file without the ending."""
    return Article(
        id=path.stem, text=page.text, title=page.title, outlet=page.outlet, date=page.date, path=str(path)
    )
