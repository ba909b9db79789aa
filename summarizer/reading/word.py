"""Word documents through python-docx, after a look at what the archive would unpack to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from summarizer.errors import InputError
from summarizer.reading.clean import clean_line, clean_text
from summarizer.reading.page import Page

LARGEST_UNPACKED = 64 * 2**20
"""Bytes of text parts. An article has well under one MiB of them; more is a mistake or an attack."""


def read_docx(data: bytes, path: Path) -> Page:
    """The paragraphs of a document in order, one a line; a paragraph in the style Title is the title.

    Raises:
        InputError: not a Word document, broken, or one that unpacks to more than an article has.
    """
    _inspect(data, path)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        paragraphs = [(p.style.name if p.style is not None else "", p.text) for p in document.paragraphs]
        declared = document.core_properties.title or ""
    except Exception as error:  # python-docx raises whatever lxml, zipfile or itself meets
        raise _broken(path) from error
    title = next((text for style, text in paragraphs if style == "Title" and text.strip()), "")
    body = [text for style, text in paragraphs if not (style == "Title" and text == title)]
    return Page(text=clean_text("\n".join(body)), title=clean_line(title or declared))


def _inspect(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            # The sizes that the archive declares can lie, so the text parts are unpacked up to the limit.
            left = LARGEST_UNPACKED
            for part in parts:
                with archive.open(part) as stream:
                    while left >= 0 and (chunk := stream.read(min(2**20, left + 1))):
                        left -= len(chunk)
                if left < 0:
                    raise InputError(
                        f"unpacks to more than {LARGEST_UNPACKED // 2**20} MiB",
                        where=str(path),
                        remedy="Save the text of the article as .txt.",
                    )
            if not any(part.filename == "word/document.xml" for part in parts):
                raise _broken(path)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise _broken(path) from error
    except Exception as error:
        if isinstance(error, InputError):
            raise
        raise _broken(path) from error  # zlib.error and its like


def _broken(path: Path) -> InputError:
    return InputError(
        "is not a Word document or is broken",
        where=str(path),
        remedy="Open it in Word and save it again, or as .txt.",
    )
