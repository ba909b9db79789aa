"""Words and numbers of a text with their places, and the readings a written word can have.

Arabic writes conjunction, preposition and article together with the word they stand before, and
pronouns together with the word they stand after. Without a tagger a word has several readings;
:func:`cores` gives them all, and two words are taken for the same where the readings meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.arabic.normalise import normalise

_TOKEN = re.compile(
    r"[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*|(?:[^\W\d_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200f])+"
)

_NOUN_SUFFIXES = tuple(
    """ي يه يا يين يون يتين يتان يان يات ات ان ين ون ه ا تين تان ت ها هم هما هن نا يو و وا
    تها تهم تهما ته تنا اتها اتهم اته اتي اوي اويه يتها يته يهم يها يه""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: ``word`` is folded for comparison, ``[start, end)`` points into the text."""

    word: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.word[0].isdigit()

    @property
    def is_latin(self) -> bool:
        return self.word[0].isascii() and self.word[0].isalpha()


def tokens(text: str) -> list[Token]:
    """Words and numbers of ``text`` in order, punctuation dropped, marks folded away."""
    return list(_tokens(text))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    found = ((_folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text))
    return tuple(Token(word, start, end) for word, start, end in found if word and word[0].isalnum())


_folded = lru_cache(maxsize=50_000)(normalise)


@lru_cache(maxsize=100_000)
def bare(word: str) -> tuple[str, ...]:
    """Readings of a folded ``word`` without conjunction, preposition and article; itself first."""
    stages = [word]
    if len(word) > 3 and word[0] in "وف":
        stages.append(word[1:])
    for reading in tuple(stages):
        if reading.startswith("لل") and len(reading) > 4:
            stages += [reading[2:], reading[1:]]
        if len(reading) > 3 and reading[0] in "بلك":
            stages.append(reading[1:])
    for reading in tuple(stages):
        if reading.startswith("ال") and len(reading) > 4:
            stages.append(reading[2:])
    return tuple(dict.fromkeys(stages))


@lru_cache(maxsize=100_000)
def cores(word: str) -> frozenset[str]:
    """Every reading of a folded ``word`` without clitics, endings and nisba; at least three letters."""
    found = set(bare(word))
    for reading in bare(word):
        for suffix in _NOUN_SUFFIXES:
            if reading.endswith(suffix) and len(reading) - len(suffix) >= 3:
                found.add(reading[: -len(suffix)])
    return frozenset(found)


_PREFIXES = tuple(
    "وبال وكال فبال ولل فلل وال فال بال كال لل ال وب ول وك فب فل وس فس س و ف ب ل ك".split(),
)
_SUFFIXES = tuple(
    sorted(
        set(
            """هما تهما اتها اتهم اتهما اته تها تهم ته يون يين يتين يات يه ها هم هن نا ات ان ون ين
            تا وا ه ي ا ت ن""".split()
        ),
        key=lambda suffix: (-len(suffix), suffix),
    )
)


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """One deep stem of a folded ``word``: clitics, verb prefix and one ending off, greedily.

    Two forms of one verb or noun mostly share it; so do some words that have nothing in common.
    """
    if not "ء" <= word[0] <= "ي":
        return word
    rest = word
    for prefix in _PREFIXES:
        if not rest.startswith(prefix):
            continue
        left = len(rest) - len(prefix)
        if prefix.endswith("س"):
            if left >= 4 and rest[len(prefix)] in "يتنا":
                rest = rest[len(prefix) :]
                break
        elif left >= 3:
            rest = rest[len(prefix) :]
            break
    if rest[0] in "يتن" and len(rest) >= 4:
        rest = rest[1:]
    for suffix in _SUFFIXES:
        if rest.endswith(suffix) and len(rest) - len(suffix) >= 3:
            return rest[: -len(suffix)]
    return rest
