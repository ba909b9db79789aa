"""Dated facts in order, with days resolved against the day on which a thing was told, not copied.

An outlet that copies "today, Wednesday" on Thursday still means Wednesday: the day of telling is that of
the earliest of the sentence's copies. A date counts only where it stands in the main clause, for a date
behind ``بعدما`` or ``الذي`` belongs to something else than what the sentence tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date

from summarizer.arabic.dates import DateMention, find_dates
from summarizer.arabic.days import resolve
from summarizer.arabic.tokens import tokens
from summarizer.splitting import sentences_of
from summarizer.trust.copies import near_copies
from summarizer.trust.repetition import repeats
from summarizer.types import Article, Sentence, Statement, Theme, TimelineEntry

MOST_ENTRIES = 12
"""A timeline's length at most, in entries."""
LEAST_COPIES = 2
"""So many sentences copied from dated articles date an undated one."""
_SUBORDINATE = frozenset(
    """ان انه انها انهم بان الذي التي الذين اللذين اللتين بعدما قبلما عندما حين حينما حيث لان كي لكي اذا لو
    بعد قبل عقب اثر غداه خلفا ردا حتي بحلول اعتبارا""".split()
)
_OPENING_WORDS = 2
"""``وبعد ثلاثة أيام من``: a marker among the first words opens the sentence and subordinates nothing."""
_SINCE = frozenset(("منذ", "ومنذ"))


def timeline(
    pairs: Iterable[tuple[Theme, Statement]], articles: Sequence[Article], *, most: int = MOST_ENTRIES
) -> tuple[TimelineEntry, ...]:
    """Entries by day, those without one last; ``pairs`` come most important first and decide who stays.

    The day is read from the statement, or else from the sentences that it cites. Facts told twice for
    the same days are taken once.
    """
    told = telling_days(articles)
    found: list[TimelineEntry] = []
    for theme, statement in pairs:
        entry = _entry(theme, statement, told)
        if entry is None or len(found) >= most:
            continue
        alike = [other.text for other in found if (other.start, other.end) == (entry.start, entry.end)]
        if not repeats(entry.text, alike):
            found.append(entry)
    return tuple(sorted(found, key=lambda entry: (entry.start or Date.max, entry.end or Date.max)))


def telling_days(articles: Sequence[Article]) -> dict[tuple[str, int], Date]:
    """The day on which each sentence was first told, by article id and start offset.

    That is the earliest date among the articles that hold a copy of it. The other sentences of an undated
    article were told when most of its copied ones were.
    """
    told: dict[tuple[str, int], Date] = {}
    of_article: dict[str, Counter[Date]] = {}
    for group in near_copies([sentence for article in articles for sentence in sentences_of(article)]):
        days = [sentence.article.date for sentence in group if sentence.article.date is not None]
        for sentence in group if days else ():
            told[sentence.article.id, sentence.start] = min(days)
            of_article.setdefault(sentence.article.id, Counter())[min(days)] += 1
    for article in articles:
        votes = of_article.get(article.id)
        if article.date is None and votes and sum(votes.values()) >= LEAST_COPIES:
            day = min(votes, key=lambda day: (-votes[day], day))
            for sentence in sentences_of(article):
                told.setdefault((article.id, sentence.start), day)
    return told


def main_date(text: str) -> DateMention | None:
    """The first date of the main clause of ``text``, a single day before a longer span."""
    mentions = [mention for mention in find_dates(text) if _in_main_clause(text, mention)]
    days = [mention for mention in mentions if mention.unit == "day"]
    return next(iter(days or mentions), None)


def _entry(theme: Theme, statement: Statement, told: Mapping[tuple[str, int], Date]) -> TimelineEntry | None:
    cited = _cited(theme, statement)
    if not cited:
        return None
    for text, sentence in ((statement.text, cited[0]), *((sentence.text, sentence) for sentence in cited)):
        mention = main_date(text)
        if mention is None:
            continue
        span = resolve(mention, _told(sentence, told))
        return TimelineEntry(
            words=_words(text, mention),
            text=statement.text,
            citations=statement.citations,
            start=span[0] if span else None,
            end=span[1] if span else None,
        )
    return None


def _told(sentence: Sentence, told: Mapping[tuple[str, int], Date]) -> Date | None:
    return told.get((sentence.article.id, sentence.start), sentence.article.date)


def _cited(theme: Theme, statement: Statement) -> list[Sentence]:
    return [
        sentence
        for citation in statement.citations
        for sentence in theme.sentences
        if sentence.article.id == citation.article_id
        and sentence.start < citation.end
        and citation.start < sentence.end
    ]


def _in_main_clause(text: str, mention: DateMention) -> bool:
    before = [token.word for token in tokens(text[: mention.start])]
    return not any(
        word.lstrip("وف") in _SUBORDINATE or word in _SUBORDINATE for word in before[_OPENING_WORDS:]
    )


def _words(text: str, mention: DateMention) -> str:
    """The date as the source says it, with ``منذ`` where it begins there."""
    before = tokens(text[: mention.start])
    start = before[-1].start if before and before[-1].word in _SINCE else mention.start
    return text[start : mention.end].strip(" ،")
