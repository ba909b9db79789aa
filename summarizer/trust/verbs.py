"""Which folded words are verbs, mostly: learnt from where words stand in newspapers.

After ``لم``, ``قد`` or ``الذي`` and at the head of a sentence stand verbs; a word that stands there often
enough is taken for one. ``training/plausibility/verbs.py`` counts; the list ships with the gate.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

_COMMONEST = frozenset("قال قالت اضاف اضافت كان كانت يكون تكون يتم".split())
"""Verbs that elsewhere count as function words."""


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    table = json.loads(files("summarizer.trust").joinpath("verbs.json").read_text(encoding="utf-8"))
    return frozenset(table["verbs"].split()) | _COMMONEST


@lru_cache(maxsize=50_000)
def is_verb(word: str) -> bool:
    """Whether a folded ``word``, perhaps with ``و``, ``ف`` or ``س`` before it, is mostly a verb."""
    verbs = _verbs()
    if word in verbs or (len(word) > 3 and word[0] in "وف" and word[1:] in verbs):
        return True
    rest = word.lstrip("وف")
    return len(rest) > 4 and rest[0] == "س" and rest[1] in "يتن" and rest[1:] in verbs
