"""Whether two words come from one root, without a dictionary: ``سحب`` and ``انسحاب``.

Arabic builds words by adding letters of a closed set (the grammarians' سألتمونيها) to a root. Two words are
related where the shorter, cleared of affixes, stands in the longer in order and only such letters are added.
"""

from __future__ import annotations

from functools import lru_cache

from summarizer.arabic.stems import stem

ADDED_LETTERS = frozenset("سالتمونيهءئؤ")
LEAST_LETTERS = 3


@lru_cache(maxsize=200_000)
def related(word: str, other: str) -> bool:
    """Whether two folded words can share a root of at least three letters."""
    one, two = sorted((stem(word), stem(other)), key=lambda text: (len(text), text))
    if one == two:
        return True
    bare = "".join(letter for letter in one if letter not in "اوي") if len(one) > LEAST_LETTERS else one
    if len(bare) < LEAST_LETTERS or one[0].isdigit():
        return False
    place = 0
    for letter in two:
        if place < len(bare) and letter == bare[place]:
            place += 1
        elif letter not in ADDED_LETTERS:
            return False
    return place == len(bare)
