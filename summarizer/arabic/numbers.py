"""Numbers in Arabic news text: digits of both kinds, number words, percentages, hedges, what is counted.

``12 مليون``, ``اثني عشر مليونا`` and ``12,000,000`` have one value. A hedge (``نحو``, ``أكثر من``) belongs
to the number it stands at. Ordinals (``الثالث``) are values of their own kind. Singular and dual nouns
that count without a number (``جنديين``) are not read here; see :func:`dual_nouns`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarizer.arabic.tokens import Token, bare, tokens

Hedge = Literal["", "about", "over", "under"]

_UNITS = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتين": 2, "اثنتان": 2, "ثلاث": 3, "ثلاثه": 3,
    "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7, "ثماني": 8,
    "ثمانيه": 8, "ثمان": 8, "تسع": 9, "تسعه": 9, "عشر": 10, "عشره": 10,
}  # fmt: skip
_TEEN_HEADS = {"احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2} | {
    word: value for word, value in _UNITS.items() if 3 <= value <= 9
}
_TENS = {
    stem + ending: 10 * value
    for value, stem in enumerate("عشر ثلاث اربع خمس ست سبع ثمان تسع".split(), start=2)
    for ending in ("ون", "ين")
}
_HUNDRED = ("ميه", "مايه", "مءه")
_HUNDREDS = (
    dict.fromkeys(_HUNDRED, 100)
    | dict.fromkeys("ميتان ميتين ميتي ميتا مايتان مايتين مايتي ميات مءتين".split(), 200)
    | {
        stem + hundred: 100 * value
        for value, stem in enumerate("ثلاث اربع خمس ست سبع ثمان تسع".split(), start=3)
        for hundred in _HUNDRED
    }
    | {"ثمانيميه": 800, "ثمانيمايه": 800}
)
_HUNDREDS.pop("ميات")
_SCALES = {
    "الف": 1_000, "الفا": 1_000, "الاف": 1_000, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6,
    "مليار": 10**9, "مليارا": 10**9, "مليارات": 10**9, "بليون": 10**9, "بليونا": 10**9, "بلايين": 10**9,
    "تريليون": 10**12, "تريليونا": 10**12, "تريليونات": 10**12, "ترليون": 10**12,
}  # fmt: skip
_DUAL_SCALES = {
    "الفان": 2_000, "الفين": 2_000, "الفي": 2_000, "مليونان": 2 * 10**6, "مليونين": 2 * 10**6,
    "مليوني": 2 * 10**6, "ملياران": 2 * 10**9, "مليارين": 2 * 10**9, "ملياري": 2 * 10**9,
}  # fmt: skip
_BARE_SCALES = frozenset("الاف ملايين مليارات بلايين تريليونات".split())
_FRACTIONS = {"نصف": 0.5, "ربع": 0.25, "ثلث": 1 / 3, "ثلثي": 2 / 3, "ثلثا": 2 / 3}

_ORDINALS = {
    word: value
    for value, words in enumerate(
        """اول اولي|ثاني ثانيه|ثالث ثالثه|رابع رابعه|خامس خامسه|سادس سادسه|سابع سابعه|ثامن ثامنه|
        تاسع تاسعه|عاشر عاشره""".replace("\n", "").split("|"),
        start=1,
    )
    for word in words.split()
}

_PERCENT = frozenset("بالميه بالمايه بالمءه الميه المايه".split())
_ABOUT = frozenset("نحو حوالي زهاء قرابه يقارب تقارب يناهز تناهز قاربت قارب تقريبا ناهز مقاربه".split())
_OVER = frozenset(
    "اكثر ازيد يزيد تزيد فوق يفوق تفوق تجاوز تجاوزت يتجاوز تتجاوز يتعدي تتعدي ينيف نيف الاقل لايقل".split()
)
_UNDER = frozenset("اقل دون ادني اقصي الاكثر اقصاه".split())
_BRIDGES = frozenset("من عن علي ال بنحو عدد عددهم الي ب ل".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it; ``[start, end)`` points into the text, hedge and unit outside."""

    value: float
    start: int
    end: int
    hedge: Hedge = ""
    unit: str = ""
    """The folded word after the number: what is counted, a currency, or ``%``."""
    ordinal: bool = False
    other: float | None = None
    """The other reading of an ambiguous separator (``2.500``) or of a range (``3`` in ``3 و4 آلاف``)."""

    def equals(self, quantity: Quantity) -> bool:
        """Whether one reading of each has the same value; hedge and unit are not looked at."""
        mine = {self.value, self.other} - {None}
        theirs = {quantity.value, quantity.other} - {None}
        return any(
            abs(a - b) <= 1e-6 * max(1.0, abs(a))
            for a in mine
            for b in theirs
            if a is not None and b is not None
        )


def quantities(text: str) -> list[Quantity]:
    """The numbers of ``text`` in order."""
    return list(_quantities(text))


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    stream = tokens(text)
    found: list[Quantity] = []
    index = 0
    while index < len(stream):
        reading = _read(stream, index, text)
        if reading is None:
            index += 1
            continue
        value, other, stop, ordinal = reading
        found.append(
            Quantity(
                value=value,
                other=other,
                start=stream[index].start,
                end=stream[stop - 1].end,
                hedge="" if ordinal else _hedge(stream, index, stop),
                unit=_unit(stream, stop, text),
                ordinal=ordinal,
            )
        )
        index = stop
    return tuple(_spread_ranges(found, text))


def dual_nouns(text: str) -> list[Token]:
    """Words that can be duals (``شخصان``, ``جنديين``); sound plurals in ``-ين`` look the same."""
    return [t for t in tokens(text) if len(t.word) >= 5 and t.word.endswith(("ان", "ين", "تا", "تي"))]


def _read(stream: Sequence[Token], index: int, text: str) -> tuple[float, float | None, int, bool] | None:
    """Value, other reading, end index and kind of the number that begins at ``index``."""
    word = stream[index].word
    if word[0].isdigit():
        value, other = _digits(word)
        value, stop = _scaled(stream, index + 1, value)
        if other is not None:
            other = _scaled(stream, index + 1, other)[0]
        return value, other, stop, False
    if index and stream[index - 1].word in ("كانون", "تشرين", "ربيع", "جمادي"):
        return None
    ordinal = _lookup(word, _ORDINALS)
    if ordinal is not None and word not in _UNITS:
        return (float(ordinal), None, index + 1, True) if _is_ordinal(word) else None
    group = _group(stream, index)
    if group is None:
        return None
    value, stop = group
    return value, None, stop, False


def _group(stream: Sequence[Token], index: int) -> tuple[float, int] | None:
    """A number in words: groups with falling scales, joined by ``و``."""
    first = _below_thousand(stream, index, lead=True)
    total, limit = 0.0, float("inf")
    if first is None:
        scale = _lookup(stream[index].word, _DUAL_SCALES)
        if scale is None and stream[index].word not in _BARE_SCALES:
            single = _lookup(stream[index].word, _SCALES)
            scale = single if single and _strip(stream[index].word) not in _BARE_SCALES else None
        if scale is None:
            fraction = _fraction(stream[index].word)
            following = _scale_at(stream, index + 1)
            if fraction is None or following is None:
                return None
            return fraction * following, index + 2
        limit = 10.0 ** (len(str(int(scale))) - 1)
        total, stop = _scaled(stream, index + 1, float(scale))
    else:
        value, stop = first
        scaled, stop_scaled = _scaled(stream, stop, value)
        total, limit = scaled, (scaled / value if stop_scaled > stop and value else 1.0)
        stop = stop_scaled
    return _continue(stream, stop, total, limit)


def _continue(stream: Sequence[Token], stop: int, total: float, limit: float) -> tuple[float, int]:
    """Further groups after ``و``, each smaller than the scale before it."""
    while limit > 1 and stop < len(stream):
        word = stream[stop].word
        at = stop
        if word == "و" and stop + 1 < len(stream):
            at = stop + 1
        elif not word.startswith("و") or len(word) < 3:
            break
        if stream[at].is_number:
            value, _ = _digits(stream[at].word)
            end = at + 1
        else:
            if _strip(stream[at].word) == "نصف" and at + 1 <= len(stream):
                repeated = at + 1 < len(stream) and stream[at + 1].word in _SCALES
                return total + limit / 2, at + 1 + repeated
            group = _below_thousand(stream, at, lead=at == stop)
            if group is None:
                scale = _lookup(word[1:] if at == stop else word, _DUAL_SCALES | _SCALES)
                if scale is None or scale >= limit:
                    break
                total, stop, limit = total + scale, at + 1, scale
                continue
            value, end = group
        scaled, end_scaled = _scaled(stream, end, value)
        if scaled >= limit or (end_scaled > end and scaled / max(value, 1) >= limit):
            break
        total += scaled
        limit = scaled / value if end_scaled > end and value else 1.0
        stop = end_scaled
    return total, stop


def _below_thousand(stream: Sequence[Token], index: int, *, lead: bool) -> tuple[int, int] | None:
    """1 to 999 in words from ``index``; ``lead`` allows clitics on the first word."""
    if index >= len(stream):
        return None
    word = stream[index].word

    def first(table: dict[str, int]) -> int | None:
        return _lookup(word, table) if lead else table.get(word)

    following = stream[index + 1].word if index + 1 < len(stream) else ""
    hundreds = first(_HUNDREDS)
    if hundreds is not None and word in _PERCENT:
        return None
    if hundreds is not None:
        return _and_rest(stream, index + 1, hundreds)
    head = first(_TEEN_HEADS)
    if head is not None and following in ("عشر", "عشره"):
        return head + 10, index + 2
    unit = first(_UNITS)
    if unit is not None:
        if 3 <= unit <= 9 and following in (*_HUNDRED, "ميات"):
            return _and_rest(stream, index + 2, unit * 100)
        if unit <= 9 and following.startswith("و") and following[1:] in _TENS:
            return unit + _TENS[following[1:]], index + 2
        return unit, index + 1
    tens = first(_TENS)
    return (tens, index + 1) if tens is not None else None


def _and_rest(stream: Sequence[Token], stop: int, value: int) -> tuple[int, int]:
    if stop < len(stream):
        word = stream[stop].word
        if word.startswith("و") and len(word) > 3:
            rest = _below_hundred_after_waw(stream, stop)
            if rest is not None:
                return value + rest[0], rest[1]
        if word == "و" and stop + 1 < len(stream) and stream[stop + 1].is_number:
            small, _ = _digits(stream[stop + 1].word)
            if small < 100:
                return value + int(small), stop + 2
    return value, stop


def _below_hundred_after_waw(stream: Sequence[Token], index: int) -> tuple[int, int] | None:
    word = stream[index].word[1:]
    following = stream[index + 1].word if index + 1 < len(stream) else ""
    if word in _TEEN_HEADS and following in ("عشر", "عشره"):
        return _TEEN_HEADS[word] + 10, index + 2
    if word in _UNITS:
        if following.startswith("و") and following[1:] in _TENS:
            return _UNITS[word] + _TENS[following[1:]], index + 2
        return _UNITS[word], index + 1
    return (_TENS[word], index + 1) if word in _TENS else None


def _scale_at(stream: Sequence[Token], index: int) -> int | None:
    return _SCALES.get(stream[index].word) if index < len(stream) else None


def _scaled(stream: Sequence[Token], stop: int, value: float) -> tuple[float, int]:
    """``value`` times the scale words that follow it at ``stop`` (``ألف مليون`` is two of them)."""
    scale = _scale_at(stream, stop)
    while scale is not None:
        value, stop = value * scale, stop + 1
        scale = _scale_at(stream, stop)
    return value, stop


def _digits(word: str) -> tuple[float, float | None]:
    """Value of a digit token and the other reading where the separator leaves two."""
    plain = word.replace("٬", ",").replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", "")), None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        grouped = float(plain.replace(".", ""))
        return (grouped, float(plain)) if plain.count(".") == 1 else (grouped, None)
    pieces = re.split(r"[.,]", plain)
    return float(f"{pieces[0]}.{''.join(pieces[1:]) or '0'}"), None


def _strip(word: str) -> str:
    """The shortest reading of ``word`` without clitics."""
    return min(bare(word), key=len)


def _lookup(word: str, table: dict[str, int]) -> int | None:
    for reading in bare(word):
        if reading in table:
            return table[reading]
    return None


def _fraction(word: str) -> float | None:
    return next((_FRACTIONS[reading] for reading in bare(word) if reading in _FRACTIONS), None)


def _is_ordinal(word: str) -> bool:
    """With article or preposition an ordinal ranks; bare ``أول``, ``ثاني`` rank too, ``اولي`` may not."""
    return any(reading in _ORDINALS for reading in bare(word))


def _hedge(stream: Sequence[Token], index: int, stop: int) -> Hedge:
    """The hedge in the three words before the number or the two after it."""
    before = [stream[i].word for i in range(max(0, index - 4), index)]
    for distance, word in enumerate(reversed(before)):
        readings = bare(word)
        if any(r in _ABOUT for r in readings) or (word in ("يقرب", "يقترب") and distance < 2):
            return "about"
        negated = any(w in ("لا", "لم", "ولا") for w in before[: len(before) - distance - 1][-1:])
        if any(r in _OVER for r in readings):
            return "under" if negated else "over"
        if word in ("يقل", "تقل") and negated:
            return "over"
        if any(r in _UNDER for r in readings) and word != "دون":
            return "under"
        if word not in _BRIDGES or distance >= 2:
            break
    after = [stream[i].word for i in range(stop, min(len(stream), stop + 4))]
    if "تقريبا" in after[:3]:
        return "about"
    if any(a == "علي" and b == "الاقل" for a, b in itertools.pairwise(after)):
        return "over"
    return ""


def _unit(stream: Sequence[Token], stop: int, text: str) -> str:
    end = stream[stop - 1].end
    if text[end : end + 2].strip()[:1] in ("%", "٪"):
        return "%"
    if text[end : end + 1] == "$":
        return "دولار"
    for index in range(stop, min(len(stream), stop + 3)):
        word = stream[index].word
        if word in _PERCENT:
            return "%"
        if word in ("من", "في", "ال", "ب"):
            continue
        if re.search(r"[.،؛:!؟\n]", text[end : stream[index].start]):
            break
        return "" if stream[index].is_number else word
    return ""


def _spread_ranges(found: list[Quantity], text: str) -> list[Quantity]:
    """In ``3 و4 آلاف`` and ``3 إلى 4 ملايين`` the first number can share the scale of the second."""
    spread = list(found)
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        between = text[first.end : second.start].strip()
        if first.ordinal or second.ordinal:
            continue
        if between in ("و", "إلى", "الى", "-", "–", "أو", "") and second.value >= 1000 > first.value > 0:
            scale = 10 ** (3 * ((len(str(int(second.value))) - 1) // 3))
            spread[index] = Quantity(
                value=first.value, start=first.start, end=first.end, hedge=first.hedge,
                unit=first.unit or second.unit, ordinal=first.ordinal, other=first.value * scale,
            )  # fmt: skip
    return spread
