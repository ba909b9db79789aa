"""Which days a date mention means, told on a given day. What cannot be resolved stays in words."""

from __future__ import annotations

import calendar
from datetime import date as Date
from datetime import timedelta

from summarizer.arabic.dates import DateMention

Span = tuple[Date, Date]
"""First and last day, both inside."""


def resolve(mention: DateMention, told: Date | None) -> Span | None:
    """First and last day of what ``mention`` means, told on the day ``told``; None if that is not enough.

    ``اليوم الأربعاء`` told on a Thursday was written a day before: the weekday wins.
    """
    try:
        if mention.hijri:
            return _from_hijri(mention)
        if mention.year is not None:
            return _span(mention.year, mention.month, mention.day, mention.part)
        if told is None:
            return None
        if mention.month is not None:
            year = _year_of(mention, told)
            return _span(year, mention.month, mention.day, mention.part)
        if mention.weekday is not None:
            day = _weekday_near(mention, told)
            return day, day
        if mention.offset is not None:
            return _shifted(mention.unit, mention.offset, told)
    except ValueError:
        return None
    return None


def _span(year: int, month: int | None, day: int | None, part: str | None) -> Span:
    if month is None:
        return Date(year, 1, 1), Date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    if day is not None:
        return Date(year, month, day), Date(year, month, day)
    first_day, last_day = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}.get(part or "", (1, last))
    return Date(year, month, first_day), Date(year, month, last_day)


def _year_of(mention: DateMention, told: Date) -> int:
    """The year that puts the date on the stated side of ``told``, else the likeliest."""
    assert mention.month is not None
    years = [told.year - 1, told.year, told.year + 1]
    spans = []
    for year in years:
        last = calendar.monthrange(year, mention.month)[1]
        spans.append((year, Date(year, mention.month, min(mention.day or 15, last))))
    here = told if mention.day else Date(told.year, told.month, 15)
    if mention.direction == "past":
        return max((day, year) for year, day in spans if day < here)[1]
    if mention.direction == "future":
        return min((day, year) for year, day in spans if day > here)[1]
    return min(spans, key=lambda pair: (_distance(pair[1], told), pair[0]))[0]


def _distance(day: Date, told: Date) -> int:
    """Days between the two; those ahead count twice, for news tells of what was more than of what will be."""
    days = (day - told).days
    return 2 * days if days > 0 else -days


def _weekday_near(mention: DateMention, told: Date) -> Date:
    assert mention.weekday is not None
    back = (told.weekday() - mention.weekday) % 7
    if mention.today:
        return told - timedelta(days=back)
    if mention.direction == "future":
        ahead = (mention.weekday - told.weekday()) % 7
        return told + timedelta(days=ahead or (7 if mention.offset else 0))
    return told - timedelta(days=back or (7 if mention.offset else 0))


def _shifted(unit: str, offset: int, told: Date) -> Span:
    if unit == "day":
        day = told + timedelta(days=offset)
        return day, day
    if unit == "week":
        # The Arab week begins on Saturday.
        first = told - timedelta(days=(told.weekday() - 5) % 7) + timedelta(weeks=offset)
        return first, first + timedelta(days=6)
    if unit == "month":
        months = told.year * 12 + told.month - 1 + offset
        return _span(months // 12, months % 12 + 1, None, None)
    return _span(told.year + offset, None, None, None)


def _from_hijri(mention: DateMention) -> Span | None:
    from hijridate import Hijri

    if mention.year is None or mention.month is None:
        return None
    if mention.day is not None:
        day = Hijri(mention.year, mention.month, mention.day).to_gregorian()
        return Date(*day.datetuple()), Date(*day.datetuple())
    first = Hijri(mention.year, mention.month, 1)
    start = Date(*first.to_gregorian().datetuple())
    return start, start + timedelta(days=first.month_length() - 1)
