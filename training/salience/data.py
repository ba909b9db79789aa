"""Read JSON lines, plain or packed, and clusters from them."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from summarizer.types import Article, Cluster


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file; ``.xz`` and ``.gz`` are unpacked."""
    opened = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    stream: IO[str]
    with opened(path, "rt", encoding="utf-8") as stream:  # type: ignore[operator]
        for line in stream:
            if line.strip():
                yield json.loads(line)


def read_clusters(path: Path) -> list[Cluster]:
    """The clusters of ``path`` (see docs/evaluation.md for the line's shape)."""
    return [
        Cluster(
            id=row["id"],
            articles=tuple(
                Article(
                    id=article["id"],
                    text=article["text"],
                    title=article.get("title") or "",
                    outlet=article.get("outlet") or "",
                    date=date.fromisoformat(article["date"][:10]) if article.get("date") else None,
                )
                for article in row["articles"]
            ),
            references=tuple(row.get("references") or ()),
        )
        for row in read_lines(path)
    ]
