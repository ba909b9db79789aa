"""Where Mujaz keeps what it can always make again."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/mujaz`` or ``~/.cache/mujaz``; without a home a place where nothing can be kept."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "mujaz"
    try:
        return Path.home() / ".cache" / "mujaz"
    except RuntimeError:
        return Path(os.devnull) / "mujaz"


def keep_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` whole or not at all; a cache that cannot be written is no error."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(draft, path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
