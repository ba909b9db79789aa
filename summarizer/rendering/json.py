"""The briefing as JSON, schema ``mujaz/briefing/1`` (``briefing.schema.json``, docs/briefing-json.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date as Date
from typing import Any, TypeVar

from summarizer.errors import InputError
from summarizer.rendering.text import DIRECTION_CONTROLS
from summarizer.types import (
    Article,
    Briefing,
    Citation,
    Coverage,
    Disagreement,
    Position,
    Statement,
    TimelineEntry,
)

SCHEMA = "mujaz/briefing/1"

# Legal in JSON strings, but they end lines, turn text around in editors or cannot be encoded.
_ESCAPED = re.compile(rf"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff{DIRECTION_CONTROLS}]")

T = TypeVar("T")


def render_json(briefing: Briefing) -> str:
    """The whole briefing as JSON text: Arabic readable, keys in a fixed order, a line feed at the end.

    :func:`read_briefing` gives back an equal briefing, whatever characters it holds.
    """
    text = json.dumps(briefing_record(briefing), ensure_ascii=False, indent=2, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def briefing_record(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain dictionaries and lists, as the JSON holds them.

    Raises:
        KeyError: a citation of an article that the briefing does not hold.
    """
    places = {article.id: number for number, article in enumerate(briefing.articles, 1)}
    texts = {article.id: article.text for article in briefing.articles}

    def citations(spans: Iterable[Citation]) -> list[dict[str, Any]]:
        return [
            {
                "number": places[span.article_id],
                "article_id": span.article_id,
                "start": span.start,
                "end": span.end,
                "quote": texts[span.article_id][span.start : span.end],
            }
            for span in spans
        ]

    return {
        "schema": SCHEMA,
        "headline": briefing.headline,
        "statements": [
            {
                "text": statement.text,
                "kind": statement.kind,
                "reason": statement.reason,
                "origins": list(statement.origins),
                "citations": citations(statement.citations),
            }
            for statement in briefing.statements
        ],
        "disagreements": [
            {
                "subject": disagreement.subject,
                "verdict": disagreement.verdict,
                "positions": [
                    {
                        "value": position.value,
                        "date": _iso(position.date),
                        "origins": list(position.origins),
                        "citations": citations(position.citations),
                    }
                    for position in disagreement.positions
                ],
            }
            for disagreement in briefing.disagreements
        ],
        "timeline": [
            {
                "words": entry.words,
                "start": _iso(entry.start),
                "end": _iso(entry.end),
                "text": entry.text,
                "citations": citations(entry.citations),
            }
            for entry in briefing.timeline
        ],
        "articles": [
            {
                "number": places[article.id],
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "date": _iso(article.date),
                "file": article.path,
                "boilerplate": article.boilerplate,
                "text": article.text,
            }
            for article in briefing.articles
        ],
        "coverage": _coverage_record(briefing),
        "signature": briefing.signature,
    }


def read_briefing(text: str, where: str = "") -> Briefing:
    """The briefing that :func:`render_json` wrote.

    Raises:
        InputError: no JSON, another schema, a field that is missing or unknown, a quote that is not
            what its offsets say; ``where`` (a path) opens the message.
    """
    remedy = f"Give JSON of the schema {SCHEMA}, as `mujaz summarize --format json` writes it."
    try:
        record = json.loads(text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}", where=where, remedy=remedy) from error
    found = record.get("schema") if isinstance(record, dict) else None
    if found != SCHEMA:
        raise InputError(f"schema is {found!r}, not {SCHEMA!r}", where=where, remedy=remedy)
    try:
        briefing = _briefing(record)
        if briefing_record(briefing) != record:
            raise ValueError("its quotes, numbers or fields do not fit its articles")
        return briefing
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        cause = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise InputError(f"not a whole briefing: {cause}", where=where, remedy=remedy) from error


def _coverage_record(briefing: Briefing) -> dict[str, Any]:
    coverage = briefing.coverage
    return {
        "articles": coverage.articles,
        "sentences": coverage.sentences,
        "themes_kept": coverage.themes_kept,
        "themes_dropped": coverage.themes_dropped,
        "written": coverage.written,
        "quoted": coverage.quoted,
        "shares": {identity: coverage.shares[identity] for identity in sorted(coverage.shares)},
        "boilerplate_removed": coverage.boilerplate_removed,
        "duplicates": coverage.duplicates,
        "truncated": coverage.truncated,
        "refused": coverage.refused,
        "origins": {name: coverage.origins[name] for name in sorted(coverage.origins)},
        "notes": list(coverage.notes),
    }


def _iso(date: Date | None) -> str | None:
    return date.isoformat() if date else None


def _date(value: str | None) -> Date | None:
    return Date.fromisoformat(value) if value else None


def _all(build: Callable[[dict[str, Any]], T], records: list[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(build(record) for record in records)


def _briefing(record: dict[str, Any]) -> Briefing:
    return Briefing(
        headline=record["headline"],
        statements=_all(_statement, record["statements"]),
        articles=_all(_article, record["articles"]),
        coverage=Coverage(**{**record["coverage"], "notes": tuple(record["coverage"]["notes"])}),
        signature=record["signature"],
        disagreements=_all(_disagreement, record["disagreements"]),
        timeline=_all(_entry, record["timeline"]),
    )


def _citation(record: dict[str, Any]) -> Citation:
    return Citation(record["article_id"], record["start"], record["end"])


def _statement(record: dict[str, Any]) -> Statement:
    return Statement(
        text=record["text"],
        citations=_all(_citation, record["citations"]),
        origins=tuple(record["origins"]),
        kind=record["kind"],
        reason=record["reason"],
    )


def _disagreement(record: dict[str, Any]) -> Disagreement:
    return Disagreement(record["subject"], _all(_position, record["positions"]), record["verdict"])


def _position(record: dict[str, Any]) -> Position:
    citations = _all(_citation, record["citations"])
    return Position(record["value"], citations, tuple(record["origins"]), _date(record["date"]))


def _entry(record: dict[str, Any]) -> TimelineEntry:
    citations = _all(_citation, record["citations"])
    dates = _date(record["start"]), _date(record["end"])
    return TimelineEntry(record["words"], record["text"], citations, *dates)


def _article(record: dict[str, Any]) -> Article:
    return Article(
        id=record["id"],
        text=record["text"],
        title=record["title"],
        outlet=record["outlet"],
        date=_date(record["date"]),
        path=record["file"],
        boilerplate=record["boilerplate"],
    )
