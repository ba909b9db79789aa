"""The Snowball Arabic stemmer as nltk computes it, without memory between words.

Algorithm: Chelli, Aries and Lakhdar, "Arabic light stemmer", snowballstem.org; nltk 3.x departs from
it in places, and published XL-Sum figures rest on nltk, so nltk's departures are kept (marked below).
Not kept: nltk remembers across calls that a verb suffix once came off, so that the stem of a word
depends on the words before it. Here every word is stemmed as the first word nltk ever sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_DROPPED = re.compile("[\\-\u0640\u064b-\u0652\u060c-\u061b\u061f]")
_HAMZA = str.maketrans("آأإؤئ", "اااوي")
_ARTICLES = (("كال", 5), ("بال", 5), ("ال", 4), ("لل", 4))

# (ending, letters a word must have to lose it), tried in this order; the first that fits counts.
_VERB_OBJECT = (
    ("ه", 4), ("ك", 4), ("ني", 5), ("نا", 5), ("ها", 5), ("هم", 5), ("هن", 5), ("كم", 5), ("كن", 5),
    ("هما", 6), ("كما", 6), ("كمو", 6),
)  # fmt: skip
_VERB_SUBJECT = (
    ("ت", 4), ("ا", 4), ("ن", 4), ("ي", 4), ("نا", 5), ("تا", 5), ("تن", 5), ("ان", 6), ("ون", 6),
    ("ين", 6), ("تما", 6),
)  # fmt: skip
_VERB_PLURAL = (("وا", 5), ("تم", 5))
_VERB_WAW = (("و", 4),)
_NOUN_OWNER = (
    ("ي", 4), ("ك", 4), ("ه", 4), ("نا", 5), ("كم", 5), ("ها", 5), ("هن", 5), ("هم", 5), ("كما", 6),
    ("هما", 6),
)  # fmt: skip


def _without(word: str, endings: Iterable[tuple[str, int]]) -> str | None:
    """``word`` without the first ending that fits, or None."""
    for ending, least in endings:
        if len(word) >= least and word.endswith(ending):
            return word[: -len(ending)]
    return None


def _verb_endings(word: str) -> str:
    bare = _without(word, _VERB_OBJECT)
    if bare is not None:
        return _without(bare, _VERB_SUBJECT) or _without(bare, _VERB_WAW) or bare
    return _without(word, _VERB_PLURAL) or _without(word, _VERB_SUBJECT) or word


def _number_endings(word: str, *, dual: bool) -> str:
    """Endings of dual and plural. nltk takes two letters off after a last alef or ta, not only ``ات``."""
    if dual and len(word) > 4 and word[-1] in "ايو":
        return word[:-1]
    if len(word) >= 5 and word[-1] in "ات":
        return word[:-2]
    return word[:-1] if len(word) >= 4 and word[-1] == "ت" else word


def _noun_endings(word: str, *, defined: bool) -> str:
    if len(word) >= 3 and word.endswith("ة"):
        word = word[:-1]
    elif not defined:
        word = _number_endings(_without(word, _NOUN_OWNER) or word, dual=True)
    elif len(word) > 5 and word.endswith("ن"):
        word = _number_endings(word[:-1], dual=True)
    elif len(word) >= 5 and word[-1] in "ات":
        word = word[:-2]
    return word[:-1] if len(word) >= 3 and word.endswith("ي") else word


def _conjunction(word: str) -> str:
    for hamza in "أآؤاإ":
        if len(word) > 3 and word.startswith("أ" + hamza):
            word = hamza + word[2:]
            break
    if len(word) > 5 and word.startswith(("فال", "وال")):
        return word[3:]
    if len(word) > 3 and word[0] in "فو" and word[:2] not in ("وا", "فا"):
        return word[1:]
    return word


def _prefixes(word: str, *, verb: bool) -> str:
    word = _conjunction(word)
    article = False
    if len(word) > 4 and word.startswith(("ال", "لل")):
        word, article = word[2:], True
    elif len(word) > 5 and word.startswith(("كال", "بال")):
        word = word[3:]  # nltk does not note this one, and goes on to the prepositions
    if not article:
        return _preposition(word)
    if verb:
        if len(word) > 4 and word.startswith(("سي", "ست", "سن", "سأ")):
            word = word[1:]
        if len(word) > 4 and word.startswith(("يست", "نست", "تست")):
            word = "است" + word[3:]
    return word


def _preposition(word: str) -> str:
    if len(word) > 3 and word.startswith("ب"):
        return word[1:]
    if len(word) > 4 and word[0] in "كل":
        return word[1:]
    return word[1:] if len(word) > 3 and word.startswith("كك") else word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of one lower-case ``word``; words that are not Arabic come back as they are."""
    defined = any(word.startswith(article) and len(word) >= least for article, least in _ARTICLES)
    feminine = (word.endswith("ة") and len(word) > 2) or (word.endswith("ات") and len(word) > 3)
    verb = not (defined or feminine)
    word = _DROPPED.sub("", word)
    if len(word) <= 2:
        return word
    if verb:
        word = _verb_endings(word)
    word = _noun_endings(word, defined=defined)
    return _settle_hamza(_prefixes(word, verb=verb))


def _settle_hamza(word: str) -> str:
    if word and word[-1] in "أإآؤئ":
        word = word[:-1] + "ء"
    return word.translate(_HAMZA)
