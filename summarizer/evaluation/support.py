"""Whether passages support a statement: a graded, deterministic test, with its own measured errors.

The share of the statement's content words that stand in the passages, in some spelling or from the same
root; lowered for every name, number, date or quotation they do not hold, and for every negation, denial
or "perhaps" that one side has and the other does not. It does not see swapped roles ("A beat B"), antonyms
without a negation, or a wrong order of events: how often it errs is in ``support_quality.json``, made by
``benchmarks/support_quality.py``, and is printed beside every figure that rests on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from summarizer.arabic.modality import Kind, Scope, root, scopes
from summarizer.arabic.names import is_function_word, spellings
from summarizer.arabic.normalise import words
from summarizer.arabic.roots import related
from summarizer.evaluation.faithfulness import facts

THRESHOLD = 0.5
"""Supported from this score on. Chosen like the factors below on train parts: 500 statements of
``statements_train``, true and made false by rule, and the train split of ANS."""
FACT_MISSING = 0.4
"""Factor for each fact the passages do not hold."""
NEGATION_ADDED = 0.5
"""Factor for each negation (``لم``, ``لا``, ``عدم``) of what the passages do not negate."""
OTHER_POLARITY = 0.75
"""Factor for each denial (``نفى``, ``رفض``) that the passages lack, and for each negation that was lost."""
FAINT = 0.9
"""Factor for each denial and each "perhaps" of the passages that was lost: readers of denials err often."""


def support_score(statement: str, passages: Sequence[str]) -> float:
    """How far ``passages`` together support ``statement``, 0 to 1.

    A passage supports itself and its own beginning; nothing supports an empty text.
    """
    said = words(statement)
    if said and any(words(passage)[: len(said)] == said for passage in passages):
        return 1.0
    wanted = [word for word in said if not is_function_word(word)]
    if not wanted or not passages:
        return 0.0
    share = sum(_stands(word, tuple(passages)) for word in wanted) / len(wanted)
    missing = sum(not fact.held for fact in facts(statement, passages))
    return share * FACT_MISSING**missing * _polarity(statement, passages)


def supports(statement: str, passages: Sequence[str]) -> bool:
    """Whether :func:`support_score` reaches the threshold."""
    return support_score(statement, passages) >= THRESHOLD


@lru_cache(maxsize=1)
def support_quality() -> Mapping[str, Any]:
    """What ``benchmarks/support_quality.py`` last measured; ships with the package."""
    text = files("summarizer.evaluation").joinpath("support_quality.json").read_text(encoding="utf-8")
    quality: Mapping[str, Any] = json.loads(text)
    return quality


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


def _polarity(statement: str, passages: Sequence[str]) -> float:
    """The product of the factors for what one side negates, denies or doubts and the other does not."""
    mine = [scope for scope in scopes(statement) if scope.roots]
    theirs = [scope for passage in passages for scope in scopes(passage) if scope.roots]
    told = {root(word) for word in words(statement) if not is_function_word(word)}
    theirs_negative = _governed(theirs, "negation", "denial")
    mine_negative = _governed(mine, "negation", "denial")
    added = [scope.kind for scope in mine if not theirs_negative.intersection(scope.roots)]
    lost = (_nearest(theirs, "negation") & told) - mine_negative
    faint = (_nearest(theirs, "denial") & told) - mine_negative
    doubted = (_nearest(theirs, "possible") & told) - _governed(mine, "possible", "planned")
    return (
        NEGATION_ADDED ** added.count("negation")
        * OTHER_POLARITY ** (added.count("denial") + len(lost))
        * FAINT ** (len(faint) + len(doubted))
    )


def _governed(found: Sequence[Scope], *kinds: Kind) -> set[str]:
    return {governed for scope in found if scope.kind in kinds for governed in scope.roots}


def _nearest(found: Sequence[Scope], kind: Kind) -> set[str]:
    return {scope.roots[0] for scope in found if scope.kind == kind}
