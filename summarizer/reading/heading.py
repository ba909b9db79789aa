"""Title, outlet and date, where the lines of a page state them; empty where they do not.

The date of an article is taken, in this order, from its format (metadata), from a line that says when
it was published, from a line at its head or foot that holds nothing but a date, and from the first
paragraph, where news in Arabic states the day with its weekday (``الأربعاء 24 يناير/كانون الثاني 2024``).
That is the day of the event, which in news is the day of the article or the one before; a date of the
past (``ذكرى``, ``منذ``), one in a relative clause, a bare date without a weekday (unless it stands with
the place before the text, set off by a dash), and one that another date of the text has overtaken are not
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from summarizer.arabic.dates import DateMention, find_dates
from summarizer.arabic.normalise import normalise
from summarizer.reading.furniture import ends_sentence, is_paragraph, is_reprint, is_stamp
from summarizer.reading.outlets import credit_names, is_agency, is_outlet
from summarizer.reading.wording import PUBLISHED

LONGEST_TITLE = 24
"""Words. A longer first line is a lead."""
HEAD = 8
"""Lines at the top in which title, outlet and stamps are looked for."""
FOOT = 3
DATELINE = 100
"""Characters of the first paragraph in which its date is looked for."""
OVERTAKEN_AFTER = 7
"""Days. A text that states a day later than this after the one of its lead is younger than its lead says."""

# What comes before a date that is not the day of the article: a relative clause, something past.
_ASIDE = re.compile(
    r"\b(?:التي|الذي|الذين|اللذين|اللتين|ذكري|الذكري|منذ|مواليد|ولد|ولدت|تاسست?|حتي|عقب|غداه|قبل|بعد|تزامنا)\b"
)
_YEAR = re.compile(r"\d{4}")
_DATE_LINE_WORDS = re.compile(
    r"(?:الساعه|ساعه|بتوقيت|غرينتش|غرينيتش|مكه|القاهره|غرينتش|صباحا|مساء|ظهرا|ص|م|ه|gmt|utc|am|pm|يوم|بتاريخ|التاريخ|الموافق|\d+)"
)
# The place before a date: one to three words, a name and perhaps its qualifier, then a sign.
_PLACE = re.compile(r"^\s*\(?\s*[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,2}\s*[-–—،,/]\s*")
_SET_OFF = re.compile(r"\s*\)?\s*[-–—:]")
_REPRINTED_FROM = re.compile(r"نقلا?ً?\s+عن\s+(?:صحيفة|جريدة|موقع|مجلة)?\s*[\"«“]?([^\"»”*().،]+)")
_SOURCE_LINE = re.compile(r"^\W*المصدر\s*:\s*(.+)$")


def title_of(lines: Sequence[str], marks: Sequence[bool]) -> int | None:
    """Which line is the headline: the first that is no furniture, if it is short, has no full stop and
    the lines below read like an article (one of them ends a sentence or is longer)."""
    first = next((at for at, mark in enumerate(marks) if not mark), None)
    if first is None or first > HEAD:
        return None
    line = lines[first]
    below = [text for text, mark in zip(lines[first + 1 :], marks[first + 1 :], strict=True) if not mark]
    if len(line.split()) > LONGEST_TITLE or line.rstrip().endswith(
        (".", ":", "،", "؛", '."', ".»", ".”", '".')
    ):
        return None
    if not any(ends_sentence(text) or len(text) > 1.5 * len(line) for text in below):
        return None
    return first


def outlet_of(lines: Sequence[str], marks: Sequence[bool], title: int | None) -> tuple[str, int | None]:
    """Name of the outlet and the line that holds it, where a line of head or foot is that name."""
    places = [*range(min(HEAD, len(lines))), *range(max(HEAD, len(lines) - FOOT), len(lines))]
    for at in places:
        names = credit_names(lines[at])
        if names and is_outlet(names[0]) and marks[at]:
            return names[0], at
        if is_reprint(lines[at]) and (found := _REPRINTED_FROM.search(lines[at])):
            return found.group(1).strip(), at
        source = _SOURCE_LINE.match(lines[at])
        if source and is_outlet(source.group(1)):
            return source.group(1).strip(" .*"), at
    # A name that we do not know stands between the headline and the line of the date.
    for at in range(1, min(HEAD, len(lines) - 1)):
        line = lines[at]
        between = (
            title is not None and at == title + 1 and (is_stamp(lines[at + 1]) or is_date_line(lines[at + 1]))
        )
        if (
            between
            and len(line.split()) <= 4
            and not _has_stop(line)
            and not is_agency(line)
            and not marks[at]
        ):
            return line.strip(), at
    return "", None


def is_date_line(line: str) -> bool:
    """Whether ``line`` holds a full date and next to nothing but the place (``الرباط، 14 مارس 2024``)."""
    if len(line) > 90 or not any(character.isdigit() for character in line):
        return False
    mentions = [mention for mention in find_dates(line) if _full(mention)]
    if not mentions:
        return False
    rest = _PLACE.sub("", line)
    for mention in reversed(find_dates(rest)):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return all(_DATE_LINE_WORDS.fullmatch(word) for word in re.findall(r"\w+", normalise(rest)))


def date_lines(lines: Sequence[str]) -> list[int]:
    """Lines that hold the date of the page: above the first paragraph, or the last line of all.

    Further down, a date on a line of its own is a heading in a chronicle.
    """
    lead = next((at for at, line in enumerate(lines) if is_paragraph(line)), len(lines))
    return [
        at for at in sorted({*range(min(lead, HEAD)), len(lines) - 1}) if at >= 0 and is_date_line(lines[at])
    ]


def date_of(lines: Sequence[str], marks: Sequence[bool]) -> date | None:
    """The date of the article that ``lines`` hold, furniture included."""
    head = [*lines[:HEAD], *lines[max(HEAD, len(lines) - FOOT) :]]
    stamps = [line for line in head if is_stamp(line)]
    published = [line for line in stamps if PUBLISHED.search(normalise(line))]
    alone = [lines[at] for at in date_lines(lines)]
    for line in [*published, *alone, *stamps]:
        for mention in find_dates(line):
            if found := _full(mention):
                return found
    return _dateline([line for line, mark in zip(lines, marks, strict=True) if not mark])


def _dateline(body: Sequence[str]) -> date | None:
    lead = next((line for line in body if is_paragraph(line)), "")
    opening = lead[: DATELINE + 60]
    if not _YEAR.search(opening):
        return None
    for mention in find_dates(opening):
        found = _full(mention)
        if found is None or mention.start > DATELINE:
            continue
        if mention.weekday is None:
            if _heads(opening, mention):
                return found
            continue
        if mention.weekday != found.weekday() or _ASIDE.search(normalise(lead[: mention.start])):
            continue
        latest = max(_days(body), default=found)
        return None if (latest - found).days > OVERTAKEN_AFTER else found
    return None


def _heads(lead: str, mention: DateMention) -> bool:
    """Whether place and date stand before the text, set off by a dash: ``طنجة - 12 مارس 2024 - لقي …``."""
    before, after = lead[: mention.start], lead[mention.end :]
    return bool(_PLACE.fullmatch(before)) and bool(_SET_OFF.match(after))


def _days(body: Sequence[str]) -> Iterator[date]:
    """The days that a text states as past, dates of what is still to come left aside."""
    for line in body:
        for mention in find_dates(line):
            if mention.direction != "future" and (found := _full(mention)):
                yield found


def _full(mention: DateMention) -> date | None:
    if mention.hijri or mention.year is None or mention.month is None or mention.day is None:
        return None
    try:
        return date(mention.year, mention.month, mention.day)
    except ValueError:
        return None


def _has_stop(line: str) -> bool:
    return any(character in ".:؟!،؛" for character in line)
