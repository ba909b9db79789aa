"""Cluster JSONL: one event a line, articles with or without reference summaries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from summarizer.errors import InputError
from summarizer.reading.clean import clean_line, clean_text
from summarizer.types import Article, Cluster

_CLUSTER_SHAPE = (
    'Each line is {"id": str, "articles": [{"id", "text", "title"?, "outlet"?, "date"?}], '
    '"references": [str]?}.'
)
_ARTICLE_SHAPE = (
    'An article is {"id": str, "text": str, "title"?: str, "outlet"?: str, "date"?: "2024-01-25"}.'
)


def read_clusters(source: str | Path | TextIO) -> Iterator[Cluster]:
    """The clusters of a JSONL file or of an open text stream, one at a time, in order.

    Raises:
        InputError: no such file, not UTF-8, or a line that is not a cluster (file and line are named).
    """
    if not isinstance(source, str | Path):
        yield from _clusters(source, getattr(source, "name", "") or "stdin")
        return
    path = Path(source)
    try:
        with path.open(encoding="utf-8-sig") as lines:
            yield from _clusters(lines, str(path))
    except OSError as error:
        raise InputError(
            f"cannot be opened ({error.strerror})",
            where=str(path),
            remedy="Check the path and its permissions.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", where=str(path), remedy="Save it as UTF-8.") from error


def _clusters(lines: Iterable[str], name: str) -> Iterator[Cluster]:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        cluster = parse_cluster(line, where)
        if cluster.id in seen:
            raise InputError(
                f"the id {cluster.id!r} stands on line {seen[cluster.id]} already",
                where=where,
                remedy="Give every cluster its own id.",
            )
        seen[cluster.id] = number
        yield cluster


def parse_cluster(line: str, where: str) -> Cluster:
    """One line of cluster JSONL. ``where`` names file and line for the error.

    Raises:
        InputError: not JSON, a key missing or of the wrong type, an article id twice, no articles.
    """
    return cluster_from(parse_object(line, where), where)


def parse_object(line: str, where: str) -> Mapping[str, Any]:
    """The JSON object on ``line``; anything else raises :class:`InputError`."""
    try:
        value = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        detail = (
            error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
        )
        raise InputError(f"is not JSON ({detail})", where=where, remedy=_CLUSTER_SHAPE) from error
    if not isinstance(value, dict):
        raise InputError(f"holds {_kind(value)} instead of an object", where=where, remedy=_CLUSTER_SHAPE)
    return value


def cluster_from(value: Mapping[str, Any], where: str) -> Cluster:
    """The cluster that a JSON object holds; raises :class:`InputError` for what is missing or wrong."""
    identity = _string(value, "id", where, _CLUSTER_SHAPE, required=True)
    listed = value.get("articles")
    if not isinstance(listed, list) or not listed:
        raise InputError('"articles" is missing or empty', where=where, remedy=_CLUSTER_SHAPE)
    articles: list[Article] = []
    for place, item in enumerate(listed, start=1):
        if not isinstance(item, dict):
            raise InputError(
                f"article {place} is {_kind(item)} instead of an object", where=where, remedy=_ARTICLE_SHAPE
            )
        articles.append(article_from(item, f"{where}, article {place}"))
    for place, article in enumerate(articles):
        if any(article.id == other.id for other in articles[:place]):
            raise InputError(
                f"two articles have the id {article.id!r}",
                where=where,
                remedy="Give every article its own id.",
            )
    references = value.get("references") or []
    if not isinstance(references, list) or not all(isinstance(reference, str) for reference in references):
        raise InputError('"references" is not a list of texts', where=where, remedy=_CLUSTER_SHAPE)
    return Cluster(identity, tuple(articles), tuple(references))


def article_from(value: Mapping[str, Any], where: str) -> Article:
    """The article that a JSON object holds, its text kept but for invisible controls."""
    identity = _string(value, "id", where, _ARTICLE_SHAPE, required=True)
    text = clean_text(_string(value, "text", where, _ARTICLE_SHAPE, required=True))
    if not text.strip():
        raise InputError('"text" is empty', where=where, remedy=_ARTICLE_SHAPE)
    return Article(
        id=identity,
        text=text,
        title=clean_line(_string(value, "title", where, _ARTICLE_SHAPE)),
        outlet=clean_line(_string(value, "outlet", where, _ARTICLE_SHAPE)),
        date=_date(_string(value, "date", where, _ARTICLE_SHAPE), where),
    )


def _string(value: Mapping[str, Any], key: str, where: str, shape: str, *, required: bool = False) -> str:
    found = value.get(key)
    if found is None and not required:
        return ""
    if isinstance(found, int) and not isinstance(found, bool) and key == "id":
        return str(found)
    if not isinstance(found, str) or (required and not found):
        cause = f'"{key}" is missing' if found in (None, "") else f'"{key}" is {_kind(found)} instead of text'
        raise InputError(cause, where=where, remedy=shape)
    return found


def _date(written: str, where: str) -> date | None:
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError as error:
        raise InputError(
            f'"date" is {written!r}', where=where, remedy='Write dates as "2024-01-25" or leave them out.'
        ) from error


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
