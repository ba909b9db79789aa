"""Folding for comparison, never for showing.

Folds what readers take as the same: vowel marks, tatweel, alef, ya and ta marbuta variants,
Arabic-Indic and Persian digits, presentation forms, quotation styles, bidi controls.
"""

from __future__ import annotations

import re
import unicodedata

MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]")
BIDI_CONTROLS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")

_LETTERS = str.maketrans("أإآٱىةؤئیک", "اااايهويىك".replace("ى", "ي"))
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FOLDED = _LETTERS | _DIGITS  # one pass over the text; no character is in both
_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+")


def fold_digits(text: str) -> str:
    """Arabic-Indic and Persian digits as ASCII digits; one character stays one character."""
    return text.translate(_DIGITS)


def normalise(text: str) -> str:
    """``text`` folded for comparison; offsets do not survive."""
    text = BIDI_CONTROLS.sub("", unicodedata.normalize("NFKC", text))
    text = MARKS.sub("", text)
    return text.translate(_FOLDED).lower()


def words(text: str) -> list[str]:
    """Words and numbers of ``text`` in order, folded; punctuation is dropped.

    A number keeps its inner separators: ``2,500`` and ``3.5`` are one word each.
    """
    return _WORD.findall(normalise(text))


def count_words(text: str) -> int:
    """Words separated by white space, as an editor counts them."""
    return len(text.split())


def arabic_share(text: str) -> float:
    """Share of Arabic letters among all letters, 0 to 1; 0 for a text without letters."""
    letters = sum(character.isalpha() for character in text)
    return len(ARABIC_LETTER.findall(text)) / letters if letters else 0.0
