"""Dates in Arabic news, found with their offsets.

Gregorian with every name of the months (``24 يناير/كانون الثاني 2024``), numeric, Hijri where stated,
weekdays (``مساء الثلاثاء``), and words that lean on the day of telling (``أمس``, ``الأسبوع الماضي``).
Which days they mean is :mod:`summarizer.arabic.days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summarizer.arabic.calendar import HIJRI_MONTHS, MONTHS, ORDINAL_DAYS, WEEKDAYS
from summarizer.arabic.tokens import Token, bare, tokens

Direction = Literal["past", "future", "near"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text states it. ``[start, end)`` points into the text; what is not stated is None.

    ``unit`` is the size of what is meant; ``offset`` counts units from the day of telling (-1: the one
    before) where only that is stated; ``part`` narrows a month (``منتصف``). ``direction`` says on which
    side of the day of telling a date without a year, or a weekday, lies.
    """

    start: int
    end: int
    unit: Literal["day", "week", "month", "year"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    part: Literal["start", "middle", "end"] | None = None
    direction: Direction = "near"
    hijri: bool = False
    today: bool = False


_PARTS: dict[str, Literal["start", "middle", "end"]] = {
    **dict.fromkeys(("مطلع", "بدايه", "اوايل", "اوائل", "مستهل"), "start"),
    **dict.fromkeys(("منتصف", "اواسط", "وسط"), "middle"),
    **dict.fromkeys(("نهايه", "اواخر", "ختام"), "end"),
}
_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys("الماضي الماضيه المنصرم المنصرمه الفائت الفايت الفائته".split(), "past"),
    **dict.fromkeys("المقبل المقبله القادم القادمه".split(), "future"),
    **dict.fromkeys("الجاري الجاريه الحالي الحاليه".split(), "near"),
}
_UNITS: dict[str, Literal["day", "week", "month", "year"]] = {
    "الاسبوع": "week",
    "الشهر": "month",
    "العام": "year",
    "السنه": "year",
}
_YEAR_WORDS = {"عام", "العام", "سنه", "السنه"}
_DAY_WORDS = {"اليوم": 0, "امس": -1, "البارحه": -1, "غدا": 1}
_NOT_TODAY = {"الاول", "التالي", "السابق", "نفسه", "ذاته", "الوطني", "العالمي", "الدولي", "الثاني", "الاخير"}
_AGO: dict[str, tuple[int, Literal["day", "week", "month", "year"]]] = {
    "يوم": (1, "day"),
    "يومين": (2, "day"),
    "اسبوع": (1, "week"),
    "اسبوعين": (2, "week"),
    "شهر": (1, "month"),
    "شهرين": (2, "month"),
    "عام": (1, "year"),
    "عامين": (2, "year"),
    "سنه": (1, "year"),
    "سنتين": (2, "year"),
}
_PLURALS: dict[str, Literal["day", "week", "month", "year"]] = {
    "ايام": "day",
    "اسابيع": "week",
    "اشهر": "month",
    "شهور": "month",
    "اعوام": "year",
    "سنوات": "year",
}
_COUNTS = {
    word: number
    for number, names in enumerate(
        (
            "ثلاثه ثلاث",
            "اربعه اربع",
            "خمسه خمس",
            "سته ست",
            "سبعه سبع",
            "ثمانيه ثماني",
            "تسعه تسع",
            "عشره عشر",
        ),
        3,
    )
    for word in names.split()
}
_FUTURE = frozenset("سوف المقرر المقرره مقرر المرتقب المرتقبه المنتظر يعتزم تعتزم".split())
_CLAUSE_WORDS = 7
"""A sign of the future counts for a weekday at most this many words after it."""


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of ``text`` in order, none inside another."""
    found = []
    units = tokens(text)
    at = 0
    while at < len(units):
        mention, used = _read(text, units, at)
        if mention is not None:
            found.append(mention)
        at += max(1, used)
    return tuple(found)


def _read(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """The date that begins at word ``at``, and how many words it takes."""
    for reader in (_numeric, _weekday, _calendar, _year, _leaning, _ago):
        mention, used = reader(text, units, at)
        if mention is not None:
            return mention, used
    return None, 1


def _numeric(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``2024/01/25``, ``25-1-2024``."""
    three = units[at : at + 3]
    if len(three) < 3 or not all(token.word.isdigit() for token in three):
        return None, 0
    gaps = {text[a.end : b.start].strip() for a, b in pairwise(three)}
    if gaps not in ({"/"}, {"-"}):
        return None, 0
    first, second, third = (int(token.word) for token in three)
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None, 0
    return DateMention(three[0].start, three[-1].end, "day", year, month, day), 3


def _weekday(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``اليوم الأربعاء``, ``الثلاثاء الماضي``, and the date that follows a weekday."""
    begin = at
    today = units[at].word == "اليوم" and at + 1 < len(units) and _weekday_of(units[at + 1]) is not None
    if today:
        at += 1
    number = _weekday_of(units[at])
    if number is None or (units[at].word in ("الاحد", "الجمعه", "احد") and _is_name(text, units, at)):
        return None, 0
    after = at + 1
    dated, used = _calendar(text, units, after) if after < len(units) else (None, 0)
    if dated is not None and _near(text, units[at].end, units[after].start):
        return (
            DateMention(
                units[begin].start,
                dated.end,
                "day",
                dated.year,
                dated.month,
                dated.day,
                number,
                direction=dated.direction,
                hijri=dated.hijri,
                today=today,
            ),
            after + used - begin,
        )
    direction: Direction = "future" if _tells_future(text, units, begin) else "past"
    end = at
    if (
        after < len(units)
        and units[after].word in _DIRECTIONS
        and _near(text, units[at].end, units[after].start)
    ):
        direction, end = _DIRECTIONS[units[after].word], after
        stated = direction != "near"
    else:
        stated = False
    offset = {"past": -1, "future": 1, "near": 0}[direction] if stated else 0
    mention = DateMention(
        units[begin].start,
        units[end].end,
        "day",
        weekday=number,
        direction=direction,
        offset=offset,
        today=today,
    )
    return mention, end + 1 - begin


def _calendar(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``24 يناير/كانون الثاني 2024``, ``أكتوبر (تشرين الأول) الماضي``, ``منتصف أكتوبر``."""
    begin, day, part = at, None, None
    if units[at].word.isdigit() and len(units[at].word) <= 2 and 1 <= int(units[at].word) <= 31:
        day, at = int(units[at].word), at + 1
        if at < len(units) and units[at].word == "من":
            at += 1
    elif (spelled := _ordinal_day(units, at)) is not None:
        day, at = spelled[0], at + spelled[1]
    elif (part := next((_PARTS[word] for word in bare(units[at].word) if word in _PARTS), None)) is not None:
        at += 1
        if at < len(units) and units[at].word == "شهر":
            at += 1
    elif units[at].word == "شهر":
        at += 1
    if at >= len(units):
        return None, 0
    month, length, hijri = _month(units, at)
    if month is None:
        return None, 0
    at += length
    second, length, _ = _month(units, at) if at < len(units) and not hijri else (None, 0, False)
    dual = second == month
    if dual:
        at += length
    year, used = _year_after(units, at)
    at += used
    direction: Direction = "near"
    if year is None and at < len(units) and units[at].word in _DIRECTIONS:
        direction, at = _DIRECTIONS[units[at].word], at + 1
    if day is None and part is None and year is None and direction == "near" and not dual:
        return None, 0
    if hijri and (year is None or year > 1600):
        return None, 0
    unit: Literal["day", "month"] = "day" if day else "month"
    start, end = units[begin].start, units[at - 1].end
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return (
        DateMention(start, end, unit, year, month, day, part=part, direction=direction, hijri=hijri),
        at - begin,
    )


def _year(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``في عام 2014``."""
    if at + 1 < len(units) and any(word in _YEAR_WORDS for word in bare(units[at].word)):
        year = _plain_year(units[at + 1])
        if year is not None:
            return DateMention(units[at].start, units[at + 1].end, "year", year), 2
    return None, 0


def _leaning(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``أمس``, ``الأسبوع الماضي``, ``العام الحالي``."""
    word, following = units[at].word, units[at + 1].word if at + 1 < len(units) else ""
    if word in _DAY_WORDS:
        named = _weekday_of(units[at + 1]) if following else None
        if word == "امس" and named is not None and _near(text, units[at].end, units[at + 1].start):
            return DateMention(
                units[at].start, units[at + 1].end, "day", weekday=named, direction="past", offset=-1
            ), 2
        if word == "امس" and following == "الاول":
            return DateMention(units[at].start, units[at + 1].end, "day", offset=-2, direction="past"), 2
        if word == "اليوم" and following in _NOT_TODAY:
            return None, 0
        return DateMention(
            units[at].start, units[at].end, "day", offset=_DAY_WORDS[word], today=word == "اليوم"
        ), 1
    unit = next((_UNITS[reading] for reading in bare(word) if reading in _UNITS), None)
    if unit is not None and following in _DIRECTIONS:
        direction = _DIRECTIONS[following]
        offset = {"past": -1, "future": 1, "near": 0}[direction]
        return DateMention(units[at].start, units[at + 1].end, unit, offset=offset, direction=direction), 2
    return None, 0


def _ago(text: str, units: list[Token], at: int) -> tuple[DateMention | None, int]:
    """``قبل يومين``, ``قبل 3 أسابيع``."""
    if units[at].word != "قبل" or at + 1 >= len(units):
        return None, 0
    word = units[at + 1].word
    if word in _AGO:
        count, unit = _AGO[word]
        return DateMention(units[at].start, units[at + 1].end, unit, offset=-count, direction="past"), 2
    number = int(word) if word.isdigit() and len(word) <= 3 else _COUNTS.get(word)
    if number is not None and at + 2 < len(units) and units[at + 2].word in _PLURALS:
        unit = _PLURALS[units[at + 2].word]
        return DateMention(units[at].start, units[at + 2].end, unit, offset=-number, direction="past"), 3
    return None, 0


def _ordinal_day(units: list[Token], at: int) -> tuple[int, int] | None:
    """``الثاني والعشرين من``: the day and the words it takes, ``من`` included."""
    for length in (2, 1):
        name = tuple(token.word for token in units[at : at + length])
        if len(name) == length and name in ORDINAL_DAYS and at + length < len(units):
            return (ORDINAL_DAYS[name], length + 1) if units[at + length].word == "من" else None
    return None


def _month(units: list[Token], at: int) -> tuple[int | None, int, bool]:
    """Number of the month named at word ``at``, the words of its name, and whether it is Hijri."""
    for length in (2, 1):
        rest = tuple(token.word for token in units[at + 1 : at + length])
        if len(rest) < length - 1:
            continue
        for reading in bare(units[at].word):
            name = (reading, *rest)
            if name in MONTHS:
                return MONTHS[name], length, False
            if name in HIJRI_MONTHS:
                return HIJRI_MONTHS[name], length, True
    return None, 0, False


def _year_after(units: list[Token], at: int) -> tuple[int | None, int]:
    if at < len(units) and (year := _plain_year(units[at])) is not None:
        return year, 1
    if at + 1 < len(units) and units[at].word in ("من", *_YEAR_WORDS):
        step = 2 if units[at].word == "من" and units[at + 1].word in _YEAR_WORDS else 1
        if at + step < len(units) and (year := _plain_year(units[at + step])) is not None:
            return year, step + 1
    return None, 0


def _plain_year(token: Token) -> int | None:
    return (
        int(token.word)
        if token.word.isdigit() and len(token.word) == 4 and "1300" <= token.word <= "2100"
        else None
    )


def _weekday_of(token: Token) -> int | None:
    return next((WEEKDAYS[reading] for reading in bare(token.word) if reading in WEEKDAYS), None)


def _is_name(text: str, units: list[Token], at: int) -> bool:
    """``صلاة الجمعة`` and ``خطبة الجمعة`` are no dates by themselves."""
    return at > 0 and units[at - 1].word in ("صلاه", "خطبه", "جمعه", "مسيره", "مسيرات")


def _near(text: str, end: int, start: int) -> bool:
    """Only blanks, a comma or a bracket between two parts of one date."""
    return text[end:start].strip(" ،,(") == ""


def _tells_future(text: str, units: list[Token], at: int) -> bool:
    """Whether a sign of the future stands before word ``at`` in its clause, behind any word of saying."""
    for place in range(at - 1, max(-1, at - 1 - _CLAUSE_WORDS), -1):
        word = units[place].word
        if word.lstrip("وف") in _SAID or set(text[units[place].end : units[place + 1].start]) & set(".؟!؛\n"):
            return False
        if word in _FUTURE or _is_future_verb(word.lstrip("وف")):
            return True
    return False


def _is_future_verb(word: str) -> bool:
    return len(word) > 4 and word[:2] in ("سي", "ست", "سن") and not word.startswith(_NOUN_STARTS)


_SAID = frozenset("قال قالت اعلن اعلنت اكد اكدت ذكر ذكرت افاد افادت اوضح اوضحت كان كانت".split())
_NOUN_STARTS = tuple("سياس سياح سياد سياق سيار سيد سيطر سينا سيول ستين ستون ستار سنوا سنوي سنه".split())
