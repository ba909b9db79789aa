"""Read predictions and references from JSON lines; whatever cannot be used is named by file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.evaluation.lines import open_text

PREDICTION_SHAPE = (
    'Each line is {"id": str, "prediction": str}, or a briefing with "id" and "statements" as '
    "`mujaz summarize - --format json` writes it."
)
REFERENCE_SHAPE = (
    'Each line is {"id": str, "references": [str], "cluster"?: str}; cluster JSONL with references fits.'
)


@dataclass(frozen=True)
class PredictionSet:
    """Predictions by id, and the file and line each was read from."""

    predictions: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True)
class ReferenceSet:
    """References by id, and the event that each id belongs to: itself where the file names none."""

    references: Mapping[str, tuple[str, ...]]
    clusters: Mapping[str, str]


def read_predictions(path: str | Path) -> PredictionSet:
    """Predictions in the order of the file. An empty prediction is kept: it will score 0.

    Raises:
        InputError: the file or one of its lines cannot be used.
    """
    predictions: dict[str, str] = {}
    places: dict[str, str] = {}
    for where, name, record in _records(Path(path), PREDICTION_SHAPE):
        predictions[name] = _prediction(record, where)
        places[name] = where
    return PredictionSet(predictions, places)


def read_references(path: str | Path) -> ReferenceSet:
    """References in the order of the file.

    Raises:
        InputError: the file or one of its lines cannot be used, or an example has no reference.
    """
    references: dict[str, tuple[str, ...]] = {}
    clusters: dict[str, str] = {}
    for where, name, record in _records(Path(path), REFERENCE_SHAPE):
        references[name] = _references(record, where)
        cluster = record.get("cluster", name)
        if not isinstance(cluster, str | int) or isinstance(cluster, bool):
            raise InputError(f'"cluster" is {_kind(cluster)}', where=where, remedy=REFERENCE_SHAPE)
        clusters[name] = str(cluster)
    return ReferenceSet(references, clusters)


def _records(path: Path, shape: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Place, id and object of every line that is not blank."""
    lines: dict[str, int] = {}
    for number, line in enumerate(open_text(path), start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        where = f"{path}, line {number}"
        record = _object(line.removeprefix("\ufeff"), where, shape)
        name = record.get("id")
        if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
            raise InputError(f'"id" is {_kind(name)}', where=where, remedy=shape)
        if any("\ud800" <= character <= "\udfff" for character in str(name)):
            raise InputError('"id" holds half a character (a lone surrogate)', where=where, remedy=shape)
        if str(name) in lines:
            raise InputError(
                f"the id {str(name)!r} stands on line {lines[str(name)]} already",
                where=where,
                remedy="Give every example its own id.",
            )
        lines[str(name)] = number
        yield where, str(name), record
    if not lines:
        raise InputError("holds no line to score", where=str(path), remedy=shape)


def _object(line: str, where: str, shape: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON ({error.msg} at column {error.colno})", where=where, remedy=shape
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON that can be read", where=where, remedy=shape) from error
    if not isinstance(record, dict):
        raise InputError(f"holds {_kind(record)} instead of an object", where=where, remedy=shape)
    return record


def _prediction(record: Mapping[str, Any], where: str) -> str:
    if "prediction" in record:
        text = record["prediction"]
        if not isinstance(text, str):
            raise InputError(
                f'"prediction" is {_kind(text)} instead of text', where=where, remedy=PREDICTION_SHAPE
            )
        return text
    statements = record.get("statements")
    if not isinstance(statements, list):
        raise InputError('"prediction" is missing', where=where, remedy=PREDICTION_SHAPE)
    texts = [item.get("text") if isinstance(item, dict) else None for item in statements]
    if not all(isinstance(text, str) for text in texts):
        raise InputError('a statement has no "text"', where=where, remedy=PREDICTION_SHAPE)
    return "\n".join(str(text) for text in texts)


def _references(record: Mapping[str, Any], where: str) -> tuple[str, ...]:
    found = record.get("references")
    if found is None or found == []:
        raise InputError('"references" is missing or empty', where=where, remedy=REFERENCE_SHAPE)
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise InputError('"references" is not a list of texts', where=where, remedy=REFERENCE_SHAPE)
    for place, text in enumerate(found, start=1):
        if not text.strip():
            raise InputError(f"reference {place} is empty", where=where, remedy="Write it or take it out.")
    return tuple(found)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "missing"}
    return "empty" if value == "" else names.get(type(value), "a number")
