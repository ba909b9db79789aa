"""Is this a word of written Arabic? For telling broken words (``تتوف`` cut from ``تتوفر``) from rare ones.

The words of a news corpus are kept as a Bloom filter in ``attested.json``: no word can be read out of it,
a word put in is always found, and about one in three hundred others is found by chance. Made by
``training/lexicon/build.py``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from summarizer.arabic.tokens import bare

BITS_PER_WORD = 12
HASHES = 8
_PRONOUNS = ("هما", "كما", "ات", "ها", "هم", "هن", "نا", "كم", "ه", "ي", "ا", "ان", "ين", "ون", "وا", "تا")


def _places(word: str, bits: int) -> Iterator[int]:
    digest = hashlib.blake2b(word.encode("utf-8"), digest_size=16).digest()
    first, second = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return ((first + i * second) % bits for i in range(HASHES))


def pack(words: Iterable[str]) -> str:
    """The Bloom filter of ``words`` in base64."""
    kept = sorted(set(words))
    bits = max(8, len(kept) * BITS_PER_WORD)
    table = bytearray((bits + 7) // 8)
    for word in kept:
        for place in _places(word, len(table) * 8):
            table[place >> 3] |= 1 << (place & 7)
    return base64.b64encode(bytes(table)).decode("ascii")


@lru_cache(maxsize=1)
def _table() -> bytes:
    text = files("summarizer.arabic").joinpath("attested.json").read_text(encoding="utf-8")
    return base64.b64decode(json.loads(text)["bloom"])


def _holds(word: str) -> bool:
    table = _table()
    return all(table[place >> 3] >> (place & 7) & 1 for place in _places(word, len(table) * 8))


@lru_cache(maxsize=50_000)
def is_attested(word: str) -> bool:
    """Whether the folded ``word``, or it without clitics and a pronoun or ending, was seen in print."""
    for reading in bare(word):
        if _holds(reading):
            return True
        for ending in _PRONOUNS:
            stump = reading[: -len(ending)]
            if reading.endswith(ending) and len(stump) >= 3 and (_holds(stump) or _holds(stump + "ه")):
                return True
            # A participle of the derived forms (``متضامنين``) counts with its verb (``تضامن``).
            if reading.endswith(ending) and reading[0] == "م" and len(stump) >= 6 and _holds(stump[1:]):
                return True
        if reading.endswith("ت") and len(reading) >= 6 and _holds(reading[:-1]):
            return True
    return False
