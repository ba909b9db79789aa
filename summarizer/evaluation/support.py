"""Whether passages support a statement: a graded, deterministic test, with its own measured errors.

The share of the statement's content words that stand in the passages, in some spelling or from the same
root; halved for every name, number, date or quotation they do not hold; and lowered for every negation
that one side has and the other does not. It does not see swapped roles ("A beat B"), antonyms without a
negation, or a wrong order of events: how often it errs is in ``support_quality.json``, made by
``benchmarks/support_quality.py``, and is printed beside every figure that rests on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from summarizer.arabic.modality import Scope, root, scopes
from summarizer.arabic.names import is_function_word, spellings
from summarizer.arabic.normalise import words
from summarizer.arabic.roots import related
from summarizer.evaluation.faithfulness import facts

THRESHOLD = 0.58
"""Supported from this score on; chosen on the train parts of the data in ``support_quality.json``."""
FACT_MISSING = 0.5
"""Factor for each fact the passages do not hold."""
POLARITY = 0.6
"""Factor for each negation without its equal on the other side."""


def support_score(statement: str, passages: Sequence[str]) -> float:
    """How far ``passages`` together support ``statement``: 0 to 1. Nothing supports, or is, an empty text."""
    wanted = _content(statement)
    if not wanted or not passages:
        return 0.0
    share = sum(_stands(word, tuple(passages)) for word in wanted) / len(wanted)
    missing = sum(not fact.held for fact in facts(statement, passages))
    return share * FACT_MISSING**missing * POLARITY ** _polarity_clashes(statement, passages)


def supports(statement: str, passages: Sequence[str]) -> bool:
    """Whether :func:`support_score` reaches the threshold."""
    return support_score(statement, passages) >= THRESHOLD


@lru_cache(maxsize=1)
def support_quality() -> Mapping[str, Any]:
    """What ``benchmarks/support_quality.py`` last measured; ships with the package."""
    text = files("summarizer.evaluation").joinpath("support_quality.json").read_text(encoding="utf-8")
    quality: Mapping[str, Any] = json.loads(text)
    return quality


def _content(text: str) -> list[str]:
    return [word for word in words(text) if not is_function_word(word)]


@lru_cache(maxsize=256)
def _vocabulary(passages: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Spellings of all words, and the content words, of ``passages``."""
    written = [word for passage in passages for word in words(passage)]
    spelled = frozenset(reading for word in written for reading in spellings(word))
    return spelled, frozenset(word for word in written if not is_function_word(word))


@lru_cache(maxsize=50_000)
def _stands(word: str, passages: tuple[str, ...]) -> bool:
    spelled, content = _vocabulary(passages)
    return bool(spellings(word) & spelled) or any(related(word, other) for other in content)


def _polarity_clashes(statement: str, passages: Sequence[str]) -> int:
    """Negations of the statement that the passages lack, and the other way round for what both tell."""
    mine = [scope for scope in scopes(statement) if _negative(scope)]
    theirs = [scope for passage in passages for scope in scopes(passage) if _negative(scope)]
    denied = {governed for scope in theirs for governed in scope.roots}
    added = sum(not denied.intersection(scope.roots) for scope in mine)
    told = {root(word) for word in _content(statement)}
    still = {governed for scope in mine for governed in scope.roots}
    nearest = {scope.roots[0] for scope in theirs if scope.kind == "negation"}
    return added + len((nearest & told) - still)


def _negative(scope: Scope) -> bool:
    return scope.kind in ("negation", "denial") and bool(scope.roots)
