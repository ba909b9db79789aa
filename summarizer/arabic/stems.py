"""Light stemming: one prefix and one suffix off, stateless, for comparing content words.

After Larkey, Ballesteros and Connell (2007), "Light stemming for Arabic information retrieval":
light10's affixes, with at least three letters left.
"""

from __future__ import annotations

from functools import lru_cache

from summarizer.arabic.normalise import words

_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل", "ف")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")

_SPELLINGS = {"اميرك": "امريك", "انكليز": "انجليز", "انكلتر": "انجلتر"}
"""Stems of words that the press spells in two ways; the left is taken for the right."""

STOP_WORDS = frozenset(
    """
    في من علي الي عن مع ان هذا هذه ذلك تلك التي الذي الذين اللذين كما قد لا ما لم لن كان كانت
    يكون تكون بعد قبل خلال بين حول ضد هو هي هم هما او ثم حتي اذا لكن بل كل بعض غير عند منذ حيث
    وقال قال قالت وقالت اضاف واضاف اضافت واضافت فيه فيها عليه عليها به بها له لها منه منها انه انها
    وهو وهي وكان وكانت وان بان فان اي ايضا فقط نحو تم يتم وقد ولم ولا لدي الا سوف عبر وفق بحسب حسب
    """.split()
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The light stem of a folded word (see :func:`summarizer.arabic.normalise.words`)."""
    if not word or word[0].isdigit():
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return _SPELLINGS.get(word, word)


def content_stems(text: str) -> list[str]:
    """Stems of the content words of ``text`` in order: no stop words, no single letters."""
    return [stem(w) for w in words(text) if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]
