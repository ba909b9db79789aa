"""What every rendering says in its own words: Arabic labels, counted nouns, dates, coverage.

Everything here is plain text, not escaped for any format.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import PurePath

from summarizer.types import Article, Coverage, TimelineEntry

MONTHS = (
    "يناير/كانون الثاني",
    "فبراير/شباط",
    "مارس/آذار",
    "أبريل/نيسان",
    "مايو/أيار",
    "يونيو/حزيران",
    "يوليو/تموز",
    "أغسطس/آب",
    "سبتمبر/أيلول",
    "أكتوبر/تشرين الأول",
    "نوفمبر/تشرين الثاني",
    "ديسمبر/كانون الأول",
)
"""Dual names, as pan-Arab newsrooms print them, so that no reader has to translate."""

VERDICTS = {"disputed": "روايات متباينة", "superseded": "رواية أحدث حلّت محل ما قبلها"}
QUOTED_MARK = "منقول"
QUOTED_MEANING = "جملة منقولة عن المصدر بألفاظه، لم تُعَد صياغتها"
REFUSED = "سبب رد الصياغة"


@dataclass(frozen=True)
class Noun:
    """A noun as numbers bend it: for 1, 2, 3 to 10, 11 to 99 and whole hundreds."""

    one: str
    two: str
    few: str
    many: str
    hundred: str


ARTICLES = Noun("مقال واحد", "مقالان", "مقالات", "مقالًا", "مقال")
SENTENCES = Noun("جملة واحدة", "جملتان", "جمل", "جملة", "جملة")
FACTS = Noun("معلومة واحدة", "معلومتان", "معلومات", "معلومة", "معلومة")
WRITTEN = Noun("عبارة مصوغة واحدة", "عبارتان مصوغتان", "عبارات مصوغة", "عبارة مصوغة", "عبارة مصوغة")
QUOTED = Noun("عبارة منقولة واحدة", "عبارتان منقولتان", "عبارات منقولة", "عبارة منقولة", "عبارة منقولة")
STATEMENTS = Noun("عبارة واحدة", "عبارتان", "عبارات", "عبارة", "عبارة")
LINES = Noun("سطر واحد", "سطران", "أسطر", "سطرًا", "سطر")


def counted(number: int, noun: Noun) -> str:
    """``number`` with its noun in the form that Arabic asks for; 0 is "لا" with the plural."""
    if number < 3:
        return (f"لا {noun.few}", noun.one, noun.two)[number]
    rest = number % 100
    form = noun.few if 3 <= rest <= 10 else noun.many if rest > 10 else noun.hundred
    return f"{number} {form}"


def day(date: Date) -> str:
    """``25 يناير/كانون الثاني 2024``: in words, as digits with dashes turn around in Arabic lines."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(first: Date, last: Date) -> str:
    """A span of days; a whole month or year is called by its name."""
    if first == last:
        return day(first)
    begins_month = first.day == 1
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if begins_month and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"من {day(first)} إلى {day(last)}"


def period(articles: Iterable[Article]) -> str:
    """From the first to the last day of the articles; empty when none is dated."""
    dates = sorted(article.date for article in articles if article.date)
    return days(dates[0], dates[-1]) if dates else ""


def when(entry: TimelineEntry) -> str:
    """The day or days of a timeline entry; the source's own words where they are not resolved."""
    return days(entry.start, entry.end or entry.start) if entry.start else entry.words


def file_names(articles: Sequence[Article]) -> tuple[str, ...]:
    """The file of each article as shown to people: its name, its whole path where names repeat.

    The folders of the user's machine stay out of pages that are passed on. Empty without a path.
    """
    paths: dict[str, set[str]] = {}
    for article in articles:
        if article.path:
            paths.setdefault(PurePath(article.path).name, set()).add(article.path)
    return tuple(
        ""
        if not article.path
        else article.path
        if len(paths[PurePath(article.path).name]) > 1
        else PurePath(article.path).name
        for article in articles
    )


def source_name(article: Article, file_name: str) -> str:
    """How an article is called where only one word fits: outlet, else file, else id."""
    return article.outlet or file_name or article.id


def percent(share: float) -> str:
    """A fraction as whole percent; what is above 0 is never shown as 0."""
    if 0 < share < 0.01:
        return "أقل من 1%"
    return f"{int(share * 100 + 0.5)}%"


def share_parts(articles: Sequence[Article], coverage: Coverage) -> tuple[str, ...]:
    """The share of each cited source by its number, then the sources that nothing cites."""
    shares = {number: coverage.shares.get(article.id, 0.0) for number, article in enumerate(articles, 1)}
    cited = [f"[{number}] {percent(share)}" for number, share in shares.items() if share > 0]
    uncited = [f"[{number}]" for number, share in shares.items() if share <= 0]
    parts = [f"حصة كل مصدر من الإحالات: {'، '.join(cited)}"] if cited else []
    if uncited:
        few = "، ".join(uncited) if len(uncited) <= 10 else counted(len(uncited), ARTICLES)
        parts.append(f"بلا إحالات: {few}")
    return tuple(parts)


def coverage_parts(coverage: Coverage) -> tuple[str, ...]:
    """The coverage in clauses: what was read, what became of it, what was taken out."""
    parts = [
        f"{counted(coverage.articles, ARTICLES)}، فيها {counted(coverage.sentences, SENTENCES)}",
        f"في الموجز {counted(coverage.themes_kept, FACTS)}، وخارجه {counted(coverage.themes_dropped, FACTS)}",
        f"{counted(coverage.written, WRITTEN)}، و{counted(coverage.quoted, QUOTED)}",
    ]
    if coverage.refused:
        parts.append(f"نُقلت لأن صياغتها لم تُقبل: {counted(coverage.refused, STATEMENTS)}")
    if coverage.duplicates:
        parts.append(f"مكرر حُسب مرة واحدة: {counted(coverage.duplicates, SENTENCES)}")
    if coverage.boilerplate_removed:
        parts.append(f"زوائد صفحات حُذفت: {counted(coverage.boilerplate_removed, LINES)}")
    if coverage.truncated:
        parts.append(f"لم يتسع لها النموذج: {counted(coverage.truncated, SENTENCES)}")
    return tuple(parts)
