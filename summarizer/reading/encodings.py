"""Bytes of Arabic text to characters, in a fixed order, so that the same file always reads the same.

A byte-order mark decides; then strict UTF-8; then UTF-16 without a mark, which every other byte
betrays; then the two one-byte Arabic encodings, told apart by which of them reads as Arabic;
charset-normalizer has the last word on what is left.
"""

from __future__ import annotations

import codecs
import math
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f]")
_ARABIC_RUN = re.compile("[\u0621-\u063a\u0641-\u0652]+")
_WORD_END_INSIDE = re.compile("[ةى](?=[\u0621-\u063a\u0641-\u064a])")
_ODD = re.compile(
    "[\u00a1-\u00a9\u00ae-\u00ba\u00bc-\u00be\u00c0-\u00ff\u0152\u0153\u0192\u02c6\u0679-\u06d3\u00a4]"
)
# The words that every Arabic news text is full of.
_FREQUENT = frozenset(
    "في من على إلى الى أن ان عن مع قال وقال هذا هذه التي الذي بعد قبل كان ما لا اليوم يوم بين كما".split()
)


# How often each letter stands in a thousand letters of Arabic news, measured over 6,000 articles (ANT).
_LETTERS = "اليمونرتبعةدفسقهأكحجشإطصىخضزذثغئءظؤآ"
_PER_THOUSAND = (
    "147.4 113.0 80.8 61.7 54.0 51.9 50.3 47.3 35.9 31.7 31.2 31.0 26.8 25.8 23.3 22.2 21.1 "
    "19.0 17.1 13.1 9.8 9.5 9.1 9.0 8.6 8.0 6.7 6.4 5.8 5.7 4.5 4.2 3.3 2.0 1.1 1.0"
).split()
_WEIGHTS = {
    letter: math.log(max(0.1, float(share)) / 1000)
    for letter, share in zip(_LETTERS, _PER_THOUSAND, strict=True)
}
_RARE = math.log(0.0001)


def decode(data: bytes) -> str | None:
    """The text that ``data`` spells, or ``None`` where no encoding makes text of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide is not None:
        return wide
    text = _strict(data, "utf-8")
    if text is not None:
        return text if _is_text(text) else None
    candidates = [
        text for encoding in ("cp1256", "iso-8859-6") if (text := _strict(data, encoding)) is not None
    ]
    best = max(candidates, key=_plausibility, default=None)
    if best is not None and _reads_as_arabic(best):
        return best
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the high byte of Arabic is 06, of blanks and digits 00, of marks 20."""
    if len(data) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", data[1:8192:2]), ("utf-16-be", data[0:8192:2])):
        if sum(byte in (0x00, 0x06, 0x20) for byte in high) < 0.95 * len(high):
            continue
        text = _strict(data, encoding)
        narrow = None if 0x00 in data else _strict(data, "utf-8")
        if text is not None and _is_text(text) and (narrow is None or not _is_text(narrow)):
            return text
    return None


def _is_text(text: str) -> bool:
    """Whether ``text`` has next to no control characters, as files that hold no text do."""
    return len(_CONTROLS.findall(text)) <= len(text) // 200


def _reads_as_arabic(text: str) -> bool:
    """Whether Arabic letters by far outnumber what no Arabic text has, as in noise they do not."""
    letters = sum(map(len, _ARABIC_RUN.findall(text)))
    return letters > 4 * len(_ODD.findall(text)) and _is_text(text)


def _plausibility(text: str) -> float:
    """How well ``text`` reads as Arabic: letters in their places, frequent words, nothing odd."""
    words = _ARABIC_RUN.findall(text)
    if not words:
        return 0.0
    letters = sum(map(len, words))
    foreign = len(_ODD.findall(text)) + len(_CONTROLS.findall(text))
    # Ta marbuta and alef maqsura end words, hamza on the line and marks never begin one.
    misplaced = sum(len(_WORD_END_INSIDE.findall(word)) for word in words)
    misplaced += sum(word[0] in "ةىؤئ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652" for word in words)
    frequent = sum(word in _FREQUENT or word.startswith("ال") for word in words)
    usual = sum(_WEIGHTS.get(letter, _RARE) for word in words for letter in word) / letters
    return 10.0 + usual + float(letters + 3 * frequent - 4 * foreign - 3 * misplaced) / (letters + foreign)


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    if guess is None:
        return None
    text = str(guess)
    return text if _reads_as_arabic(text) else None
