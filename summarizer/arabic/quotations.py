"""Quotations: what stands between quotation marks, and marks that are not closed."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """``[start, end)`` of what stands inside the marks; ``closed`` is false for a halved quotation."""

    text: str
    start: int
    end: int
    closed: bool = True


def quotations(text: str) -> list[Quotation]:
    """The quotations of ``text`` in order; ``« »``, ``“ ”`` and straight marks, no nesting."""
    found: list[Quotation] = []
    start: int | None = None
    closer = ""
    for place, character in enumerate(text):
        if start is None:
            if character in _PAIRS or character == _STRAIGHT:
                start, closer = place + 1, _PAIRS.get(character, _STRAIGHT)
            elif character in "»”":
                found.append(Quotation(text[:place], 0, place, closed=False))
        elif character == closer or (closer == "”" and character == "“"):
            found.append(Quotation(text[start:place], start, place))
            start = None
    if start is not None:
        found.append(Quotation(text[start:], start, len(text), closed=False))
    return found
