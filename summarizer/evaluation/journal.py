"""Outputs of a benchmark as they come: one JSON line each, appended and flushed, so that a run can go on.

The key of an output says everything it depends on: the system's identity, the budget, the digest of the
cluster. What stands in the journal under the same key is not made again. A line cut off by a crash is
dropped when the journal is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.evaluation.systems import Summary
from summarizer.types import Article, Citation, Cluster, Statement

SCHEMA = "mujaz/outputs/1"


@dataclass(frozen=True)
class Key:
    """What an output depends on."""

    identity: str
    max_words: int
    cluster: str
    digest: str


@dataclass(frozen=True)
class Output:
    """What a system said about a cluster, how long it took, and why it said nothing if it failed."""

    key: Key
    summary: Summary
    seconds: float
    error: str = ""


class Journal:
    """The outputs of a run; ``path`` None keeps them in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._outputs: dict[Key, Output] = {}
        if path is not None and path.exists():
            self._load(path)

    def __len__(self) -> int:
        return len(self._outputs)

    def get(self, key: Key) -> Output | None:
        return self._outputs.get(key)

    def add(self, output: Output) -> None:
        """Keep ``output``; on return it is on the disk."""
        self._outputs[output.key] = output
        if self._path is None:
            return
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="\n") as handle:
            if new:
                handle.write(json.dumps({"schema": SCHEMA}) + "\n")
            handle.write(json.dumps(_record(output), ensure_ascii=False) + "\n")
            handle.flush()
            os.fsync(handle.fileno())

    def _load(self, path: Path) -> None:
        content = path.read_bytes()
        whole = content.rfind(b"\n") + 1
        lines = content[:whole].decode("utf-8").split("\n")[:-1]
        if whole < len(content):
            with path.open("r+b") as handle:
                handle.truncate(whole)
        if not lines:
            path.unlink()
            return
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                if number == 1:
                    known = record["schema"] == SCHEMA
                else:
                    output = _output(record)
                    self._outputs[output.key] = output
            except (ValueError, KeyError, TypeError):
                known = False
            if not known:
                raise InputError(
                    "is not a journal of outputs that this version wrote",
                    where=f"{path}, line {number}",
                    remedy="Move it away or give another --out.",
                )


def cluster_digest(cluster: Cluster) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the articles and references of ``cluster``."""
    digest = hashlib.sha256()
    rows: list[Sequence[str]] = [_fields(article) for article in cluster.articles]
    for fields in [*rows, cluster.references]:
        digest.update(len(fields).to_bytes(4, "big"))
        for field in fields:
            data = field.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]


def data_digest(clusters: Sequence[Cluster]) -> str:
    """The first 16 hexadecimal digits of SHA-256 over ids and digests of ``clusters``, in order."""
    joined = "\n".join(f"{cluster.id}\t{cluster_digest(cluster)}" for cluster in clusters)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


def statement_records(summary: Summary) -> list[dict[str, Any]]:
    """The statements of ``summary`` as plain dictionaries."""
    return [
        {
            "text": statement.text,
            "kind": statement.kind,
            "citations": [[c.article_id, c.start, c.end] for c in statement.citations],
        }
        for statement in summary.statements
    ]


def _record(output: Output) -> dict[str, Any]:
    record: dict[str, Any] = {
        "identity": output.key.identity,
        "max_words": output.key.max_words,
        "cluster": output.key.cluster,
        "digest": output.key.digest,
        "seconds": round(output.seconds, 4),
        "statements": statement_records(output.summary),
    }
    if output.error:
        record["error"] = output.error
    return record


def _output(record: Mapping[str, Any]) -> Output:
    statements = tuple(
        Statement(
            item["text"], tuple(Citation(*citation) for citation in item["citations"]), (), item["kind"]
        )
        for item in record["statements"]
    )
    key = Key(record["identity"], record["max_words"], record["cluster"], record["digest"])
    return Output(key, Summary(statements), record["seconds"], record.get("error", ""))


def _fields(article: Article) -> tuple[str, ...]:
    day = article.date.isoformat() if article.date else ""
    return (article.id, article.title, article.outlet, day, article.text)
