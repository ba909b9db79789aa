"""Pairs of quotation marks and brackets in a line of Arabic news text.

Newsrooms type quotation marks the wrong way round (``لـ”كتائب“``, ``»كلمة«``), straight ones say
nothing about their side, and many are never closed. So the side of a mark is read from what stands
beside it, its shape decides only where the neighbours leave it open, and a mark without a partner
encloses nothing.
"""

from __future__ import annotations

import re

_FAMILY = {
    "«": 0,
    "»": 0,
    '"': 1,
    "“": 1,
    "”": 1,
    "„": 1,
    "‟": 1,
    "‘": 2,
    "’": 2,
    "(": 3,
    ")": 3,
    "[": 4,
    "]": 4,
}
DEEPEST = 3
"""Quotations within quotations that are kept track of; older openers are taken for strays."""

_OPENING_SHAPES = frozenset("«“„‟‘([")
_CLOSING_SHAPES = frozenset("»”’)]")
_BRACKETS = frozenset("()[]")
_MARK = re.compile("[" + re.escape("".join(_FAMILY)) + "]")


def enclosures(text: str, start: int, end: int, *, longest: int) -> list[tuple[int, int]]:
    """Pairs ``(opener, closer)`` of indices into ``text``, by closer, for marks in ``[start, end)``.

    A pair further apart than ``longest`` characters is taken for two strays and left out.
    Linear in the length of the piece.
    """
    opened: list[list[int]] = [[] for _ in range(5)]
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text, start, end):
        at, waiting = mark.start(), opened[_FAMILY[mark.group()]]
        if opens(text, at, start, end, inside=bool(waiting)):
            del waiting[: max(0, len(waiting) - DEEPEST + 1)]
            waiting.append(at)
        elif waiting:
            opener = waiting.pop()
            if at - opener <= longest:
                pairs.append((opener, at))
    return pairs


def opens(text: str, at: int, start: int, end: int, *, inside: bool) -> bool:
    """Whether the mark at ``at`` opens; ``inside``: one of its family is open already."""
    mark = text[at]
    if mark in _BRACKETS:
        return mark in _OPENING_SHAPES
    left = text[at - 1] if at > start else " "
    right = text[at + 1] if at + 1 < end else " "
    left_word, right_word = _is_word(left), _is_word(right)
    if left_word != right_word:
        # `… word"` closes and `"word …` opens, unless the other side says that it cannot be.
        return right_word and not (inside and left in ".!؟?…،")
    if mark in _OPENING_SHAPES and not inside:
        return True
    if mark in _CLOSING_SHAPES and inside:
        return False
    return not inside


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "ـ"
