"""Write outputs so that a file is either the old one or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from summarizer.errors import MujazError, SettingsError
from summarizer.rendering.html import render_html
from summarizer.rendering.json import render_json
from summarizer.rendering.markdown import render_markdown
from summarizer.types import Briefing

RENDERERS: Mapping[str, Callable[[Briefing], str]] = {
    "md": render_markdown,
    "html": render_html,
    "json": render_json,
}
"""By file name extension."""

_REMEDIES = {
    errno.EACCES: "Choose a folder you may write to, or change its permissions.",
    errno.EPERM: "Choose a folder you may write to, or change its permissions.",
    errno.EROFS: "The disk is read-only: choose another folder.",
    errno.ENOSPC: "Free some space or choose a folder on another disk; an older file there is untouched.",
    errno.EDQUOT: "Your quota is used up: free some space or choose another folder.",
    errno.ENOTDIR: "A part of the path is a file: choose another folder.",
    errno.EEXIST: "There is a file of that name: choose another folder.",
    errno.EISDIR: "There is a folder of that name: move it or choose another output folder.",
    errno.ENAMETOOLONG: "Choose a shorter path.",
}


def write_outputs(briefing: Briefing, folder: str | Path, formats: Sequence[str]) -> list[Path]:
    """Write ``briefing.md``, ``.html``, ``.json`` (those in ``formats``) into ``folder``, made if missing.

    Everything is rendered before the first byte is written, and every file is whole on disk under
    another name before any takes its place. Returns the paths in the order of ``formats``.

    Raises:
        SettingsError: a format that does not exist.
        MujazError: the folder or a file cannot be written; what stood there before still stands.
    """
    for name in formats:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise SettingsError(f"unknown format {name!r}", where="--format", remedy=f"Use one of {known}.")
    contents = {
        Path(folder) / f"briefing.{name}": RENDERERS[name](briefing).encode()
        for name in dict.fromkeys(formats)
    }
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(error, Path(folder)) from error
    write_all(contents)
    return list(contents)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, force it to disk, then move all into place.

    Raises:
        MujazError: a file cannot be written; nothing temporary is left behind.
    """
    waiting: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in contents.items():
            waiting[target] = _write_beside(target, content)
        for target in contents:
            os.replace(waiting[target], target)
            del waiting[target]
        for folder in {target.parent for target in contents}:
            _sync_folder(folder)
    except OSError as error:
        raise _unwritable(error, target) from error
    finally:
        for leftover in waiting.values():
            leftover.unlink(missing_ok=True)


def _write_beside(target: Path, content: bytes) -> Path:
    """A finished file next to ``target``, on the same disk, with the permissions a new file gets."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(error: OSError, path: Path) -> MujazError:
    remedy = _REMEDIES.get(error.errno or 0, "Choose another output folder.")
    cause = (error.strerror or str(error)).lower()
    return MujazError(f"cannot be written: {cause}", where=str(path), remedy=remedy)
