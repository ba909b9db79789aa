"""A saved web page: trafilatura finds the article in it, and its title, date and site."""

from __future__ import annotations

import logging
import re
from datetime import date
from pathlib import Path

from summarizer.errors import InputError
from summarizer.reading.clean import clean_line, clean_text
from summarizer.reading.encodings import decode
from summarizer.reading.page import Page

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I
)
_HEAD = 4096


def read_html(data: bytes, path: Path) -> Page:
    """The article of a page.

    Raises:
        InputError: the page holds no article that trafilatura can find.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are ours to word
    markup = _markup(data)
    if markup is None:
        raise InputError("is not a readable web page", where=str(path), remedy="Save it as UTF-8.")
    found = bare_extraction(
        markup,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Only a date that the page declares, not the first number that could be one (a copyright's
        # year); and the same one whatever day it is today.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    text = clean_text(getattr(found, "text", None) or "")
    if not text:
        raise InputError(
            "no article could be found in the page",
            where=str(path),
            remedy="Save the text of the article as .txt.",
        )
    return Page(
        text=text,
        title=clean_line(getattr(found, "title", None) or ""),
        outlet=clean_line(getattr(found, "sitename", None) or ""),
        date=_iso(getattr(found, "date", None)),
    )


def _markup(data: bytes) -> str | None:
    """The page as text: by the encoding that it declares where that reads it, else by our own order."""
    declared = _CHARSET.search(data, 0, _HEAD)
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _iso(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
