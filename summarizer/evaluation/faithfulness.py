"""Whether the checkable facts of a statement stand in its sources: names, numbers, dates, quotations.

A statement is faithful if every one of them does. Apart from the guard that decides what the briefing
prints: it has more rules, and a judge that also selects would flatter itself. What is not checked: verbs,
roles, negation, order; a faithful statement in this sense can still be wrong (see :mod:`.support`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.arabic.names import is_common, is_function_word, name_tokens
from summarizer.arabic.numbers import quantities
from summarizer.arabic.places import stands_for
from summarizer.arabic.quotations import quotations
from summarizer.arabic.roots import related
from summarizer.arabic.tokens import tokens

if TYPE_CHECKING:
    from summarizer.trust.evidence import Evidence

FactKind = Literal["name", "number", "date", "quotation"]
SHORTEST_QUOTATION = 2
"""Words: a single word in quotation marks is a name or an irony, checked as a name if it is one."""


@dataclass(frozen=True)
class Fact:
    """A checkable fact of a statement, as it is written there, and whether the sources hold it."""

    kind: FactKind
    text: str
    held: bool


def facts(statement: str, passages: Sequence[str]) -> tuple[Fact, ...]:
    """Every checkable fact of ``statement`` with the verdict of ``passages``, kind by kind."""
    from summarizer.trust.evidence import evidence_of

    evidence = evidence_of(tuple(passages))
    return (
        *_names(statement, evidence),
        *_numbers(statement, evidence),
        *_dates(statement, evidence),
        *_quotations(statement, evidence),
    )


def is_faithful(statement: str, passages: Sequence[str]) -> bool:
    """Whether ``passages`` hold every checkable fact of ``statement``; one without facts is faithful."""
    return all(fact.held for fact in facts(statement, passages))


def _names(statement: str, evidence: Evidence) -> Iterator[Fact]:
    """Name-like words; a capital may stand for its government, a rare word for others of its root."""
    from summarizer.trust.evidence import month_of, weekday_of

    stream = tokens(statement)
    calendar = {t.start for t in stream if weekday_of(t.word) or month_of(stream, t)}
    for name in name_tokens(statement):
        if name.start in calendar or is_function_word(name.word):
            continue
        held = evidence.has(name.word)
        if name.sign == "place":
            held = held or evidence.has_any(stands_for(name.word))
        elif name.sign == "pattern" and is_common(name.word):
            continue
        elif name.sign == "unknown":
            held = held or evidence.has_stem(name.word) or _has_root(name.word, evidence)
        yield Fact("name", statement[name.start : name.end], held)


def _has_root(word: str, evidence: Evidence) -> bool:
    """Whether a source has a word that can share the root of ``word``."""
    return any(related(word, token.word) for sentence in evidence.sentences for token in sentence)


def _numbers(statement: str, evidence: Evidence) -> Iterator[Fact]:
    """Quantities in digits or words; ``واحد`` is too often no number, a dual noun says two."""
    for number in quantities(statement):
        if number.value == 1:
            continue
        held = any(number.equals(other) for other in evidence.quantities)
        held = held or (number.value == 2 and bool(evidence.duals))
        yield Fact("number", statement[number.start : number.end], held)


def _dates(statement: str, evidence: Evidence) -> Iterator[Fact]:
    """Weekdays and months by any of their names; days and years are checked as numbers."""
    from summarizer.trust.evidence import month_of, weekday_of

    stream = tokens(statement)
    for token in stream:
        if day := weekday_of(token.word):
            yield Fact("date", statement[token.start : token.end], day in evidence.weekdays)
        elif month := month_of(stream, token):
            yield Fact("date", statement[token.start : token.end], month in evidence.months)


def _quotations(statement: str, evidence: Evidence) -> Iterator[Fact]:
    """Words in quotation marks, word for word in one passage."""
    for quotation in quotations(statement):
        run = [token.word for token in tokens(quotation.text)]
        if len(run) >= SHORTEST_QUOTATION:
            yield Fact("quotation", quotation.text, evidence.has_run(run))
