"""Read text files line by line, compressed ones by the ending of their name."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from summarizer.errors import InputError

_OPENERS: dict[str, Callable[..., Any]] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}


def open_text(path: Path) -> Iterator[str]:
    """The lines of ``path`` (plain, ``.xz``, ``.gz``, ``.bz2``) as UTF-8.

    Raises:
        InputError: the file cannot be read, is damaged or is not UTF-8.
    """
    opener = _OPENERS.get(path.suffix.lower(), open)
    try:
        with opener(path, "rt", encoding="utf-8") as handle:
            yield from handle
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", where=str(path), remedy="Convert it to UTF-8.") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path)) from error
