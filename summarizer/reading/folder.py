"""Find the files, read each, name each: what can be read becomes articles, the rest is reported."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.errors import InputError
from summarizer.reading.formats import SUFFIXES, read_file, refuse
from summarizer.types import Article

_FORMATS = ", ".join(SUFFIXES)


@dataclass(frozen=True)
class Skipped:
    """A file that was found and could not be read; ``cause`` is one sentence for people."""

    path: str
    cause: str


@dataclass(frozen=True)
class Reading:
    """What a folder gave: its articles in order of their paths, and the files that gave none."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()


def read_articles(source: str | Path | Sequence[str | Path], *, recursive: bool = False) -> list[Article]:
    """The articles of a folder, a file or a list of files and folders.

    Reads ``.txt .md .html .htm .docx .jsonl``. Ids are unique and stable: the name of the file
    without its ending, or its path within the folder where two files share the name.

    Args:
        source: a folder, a file, or several.
        recursive: also what lies in folders below.

    Raises:
        InputError: nothing there, nothing readable, or a file named by itself cannot be read. One bad
            file in a folder is left out; :func:`read_folder` says which.
    """
    return list(read_folder(source, recursive=recursive).articles)


def read_folder(source: str | Path | Sequence[str | Path], *, recursive: bool = False) -> Reading:
    """Like :func:`read_articles`, and tells which files were skipped and why."""
    sources = [source] if isinstance(source, str | Path) else list(source)
    if not sources:
        raise InputError("no files were given", remedy="Name a folder or files.")
    found: dict[Path, str] = {}
    named: set[Path] = set()
    for path in map(Path, sources):
        if path.is_dir():
            for file in _files(path, recursive=recursive):
                found.setdefault(file, file.relative_to(path).as_posix())
        elif path.exists():
            found.setdefault(path, path.name)
            named.add(path)
        else:
            raise InputError("no such file or folder", where=str(path), remedy="Check the path.")
    where = ", ".join(map(str, sources[:3]))
    if not found:
        below = "" if recursive else " Files in folders below are read with --recursive."
        raise InputError("holds no articles", where=where, remedy=f"Put {_FORMATS} files there.{below}")
    articles: list[tuple[str, Article]] = []
    skipped: list[Skipped] = []
    for path, relative in sorted(found.items(), key=lambda item: (item[1], item[0].as_posix())):
        try:
            articles.extend((relative, article) for article in read_file(path))
        except InputError as error:
            if path in named:
                raise
            skipped.append(Skipped(str(path), error.cause))
    if not articles:
        causes = "; ".join(f"{Path(skip.path).name}: {skip.cause}" for skip in skipped[:5])
        raise InputError(f"none of its files can be read ({causes})", where=where, remedy=f"Use {_FORMATS}.")
    return Reading(tuple(_with_unique_ids(articles)), tuple(skipped))


def _files(folder: Path, *, recursive: bool) -> Iterator[Path]:
    """The files of ``folder`` that may be articles; hidden ones and repeated folders are passed over."""
    visited: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in visited:
            continue  # a link that leads back to where we were
        visited.add(real)
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            if here == folder:
                raise InputError(
                    f"cannot be opened ({error.strerror})", where=str(folder), remedy="Check its permissions."
                ) from error
            continue
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir():
                if recursive:
                    waiting.append(entry)
            elif entry.stem.upper() != "README" and (
                entry.suffix.lower() in SUFFIXES or refuse(entry.suffix) is not None
            ):
                yield entry


def _with_unique_ids(articles: Sequence[tuple[str, Article]]) -> Iterator[Article]:
    """Ids that collide become the path within the folder, and if need be get a number."""
    count: dict[str, int] = {}
    for _, article in articles:
        count[article.id] = count.get(article.id, 0) + 1
    taken: set[str] = set()
    for relative, article in articles:
        identity = article.id
        if count[identity] > 1:
            identity = relative if article.id == Path(relative).stem else f"{relative}#{article.id}"
        number, unique = 2, identity
        while unique in taken:
            unique, number = f"{identity}-{number}", number + 1
        taken.add(unique)
        yield article if unique == article.id else replace(article, id=unique)
