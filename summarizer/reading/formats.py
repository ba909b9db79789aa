"""One reader per kind of file; the heavy ones are imported when a file of their kind is met."""

from __future__ import annotations

from pathlib import Path

from summarizer.arabic.normalise import ARABIC_LETTER
from summarizer.errors import InputError
from summarizer.reading.clean import clean_text
from summarizer.reading.encodings import decode
from summarizer.reading.page import Page, article_of
from summarizer.reading.wrapping import unwrap
from summarizer.types import Article

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".jsonl")
LARGEST_FILE = 64 * 2**20
"""Bytes. A news article has a few thousand; what is larger than this is something else."""

_REFUSED = {
    ".pdf": (
        "is a PDF: it stores glyphs in the order they are drawn, "
        "so Arabic often comes out reversed or joined wrongly",
        "Save the article as .txt, .docx or .html instead.",
    ),
    ".doc": ("is in the old Word format", "Save it as .docx."),
    ".rtf": ("is an RTF file", "Save it as .docx or .txt."),
    ".odt": ("is an OpenDocument file", "Save it as .docx or .txt."),
}


def refuse(suffix: str) -> tuple[str, str] | None:
    """Why files with this ending are not read and what to do; ``None`` where there is nothing to say."""
    return _REFUSED.get(suffix.lower())


def read_file(path: Path) -> list[Article]:
    """The articles of one file: one, or for ``.jsonl`` as many as its lines hold.

    Raises:
        InputError: the file cannot be opened or read, or holds no Arabic.
    """
    suffix = path.suffix.lower()
    refused = refuse(suffix)
    data = _bytes(path)
    if refused is None and data.startswith(b"%PDF-"):
        refused = refuse(".pdf")
    if refused is not None:
        raise InputError(refused[0], where=str(path), remedy=refused[1])
    if suffix not in SUFFIXES:
        raise InputError(
            f"is of an unknown kind ({suffix or 'no ending'})",
            where=str(path),
            remedy=f"Use {', '.join(SUFFIXES)}.",
        )
    if suffix == ".jsonl":
        from summarizer.reading.lines import read_lines

        return read_lines(_text(data, path), path)
    article = article_of(_page(data, suffix, path), path)
    if not article.text:
        raise InputError("holds no article, only furniture of a page", where=str(path), remedy="Remove it.")
    return [article]


def _page(data: bytes, suffix: str, path: Path) -> Page:
    if suffix == ".docx":
        from summarizer.reading.word import read_docx

        page = read_docx(data, path)
    elif suffix in (".html", ".htm"):
        from summarizer.reading.web import read_html

        page = read_html(data, path)
    elif suffix == ".md":
        from summarizer.reading.markdown import read_markdown

        page = read_markdown(_text(data, path))
    else:
        page = Page(unwrap(clean_text(_text(data, path))))
    if not ARABIC_LETTER.search(page.text + page.title):
        raise InputError("holds no Arabic text", where=str(path), remedy="Give articles in Arabic.")
    return page


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputError(
                f"has {size / 2**20:.0f} MiB, more than an article can have",
                where=str(path),
                remedy=f"Split it into articles of at most {LARGEST_FILE // 2**20} MiB.",
            )
        if not path.is_file():
            raise InputError("is not a regular file", where=str(path), remedy="Give a file.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be opened ({error.strerror or error})", where=str(path), remedy="Check its permissions."
        ) from error
    if not data.strip():
        raise InputError("is empty", where=str(path), remedy="Remove it or fill it.")
    return data


def _text(data: bytes, path: Path) -> str:
    text = decode(data)
    if text is None:
        raise InputError(
            "is not text in UTF-8, UTF-16, Windows-1256 or ISO-8859-6",
            where=str(path),
            remedy="Save it as UTF-8.",
        )
    return text
