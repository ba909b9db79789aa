"""The files the stages read and write: JSON lines, plain or ``.xz``.

articles     {"id", "text", "outlet"?, "date"?, "title"?, "abstract"?}
             ``abstract``: the standfirst an editor printed above the text; ``date`` as YYYY-MM-DD
clusters     {"id", "articles": [article, ...]}                     the inputs of one event
statements   {"id", "cluster"?, "sources": [{"text"}, ...], "statement", "headline"?}
briefings    {"id", "articles": [...], "references": [text with one sentence a line, ...], "headlines"?}
pairs        {"id", "group", "task", "sources": [str, ...], "target": str}    what ``train`` learns from
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from summarizer.errors import InputError


@dataclass(frozen=True)
class Pair:
    """One example: the sources of a theme and what shall be written about them."""

    id: str
    group: str
    """The event or article it comes from: distractors are taken from the same one, dev groups never train."""
    task: str
    """``statement``, ``headline``, ``cross``, ``standfirst``, ``lead``."""
    sources: tuple[str, ...]
    target: str


def read_json_lines(path: str | Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, ``.xz`` or plain.

    Raises:
        InputError: the file is not there or a line is not a JSON object; names file and line.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(
            "no such file", where=str(path), remedy="See training/embedded/records.py for the format."
        )
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"not JSON: {error.msg}", where=f"{path}:{number}") from None
            if not isinstance(value, dict):
                raise InputError("a line must be a JSON object", where=f"{path}:{number}")
            yield value


def read_pairs(paths: Iterable[str | Path]) -> list[Pair]:
    """The pairs of one or several files, in order."""
    pairs = []
    for path in paths:
        for row in read_json_lines(path):
            row["sources"] = tuple(row["sources"])
            pairs.append(Pair(**row))
    return pairs


def write_pairs(path: str | Path, pairs: Iterable[Pair]) -> int:
    """Write ``pairs`` to ``path`` (whole or not at all); returns how many."""
    rows = [json.dumps(asdict(pair), ensure_ascii=False) for pair in pairs]
    write_whole(path, "".join(row + "\n" for row in rows))
    return len(rows)


def write_whole(path: str | Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then renamed."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    data = text.encode("utf-8")
    beside.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    os.replace(beside, path)


def _open(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return cast("IO[str]", lzma.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")
