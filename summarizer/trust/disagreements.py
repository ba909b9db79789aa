"""Sources that give different values for the same thing: both are shown, never one chosen in silence.

Precision comes first. Counts are compared where they stand near the top of an article or side by side in
one article, where both sentences tell of the same event by their words, places and days, and where no
hedge reconciles them. A value that only later articles give supersedes; else the sources dispute it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import combinations, pairwise

from summarizer.arabic.casualties import Count, Fate, counts
from summarizer.arabic.dates import find_dates
from summarizer.arabic.days import resolve
from summarizer.arabic.normalise import words
from summarizer.arabic.stems import content_stems
from summarizer.splitting import sentences_of
from summarizer.trust.denials import superseded_denials
from summarizer.trust.origins import Origin, article_origins, tellers_of
from summarizer.types import Article, Citation, Disagreement, Position, Sentence, Verdict

TOP_SENTENCES = 4
"""Counts beyond this many sentences may be of another event."""
SAME_EVENT = 0.34
"""Share of the shorter sentence's content stems that two sentences about one event have in common."""
ABOUT = 0.1
"""``نحو`` reconciles values that differ by at most this share."""
OVER = 1.25
"""``أكثر من`` reconciles values up to this many times its own."""
_SUBJECTS: dict[Fate, str] = {
    "killed": "عدد القتلى",
    "injured": "عدد الجرحى",
    "arrested": "عدد الموقوفين",
    "missing": "عدد المفقودين",
}


@dataclass(frozen=True)
class _Claim:
    sentence: Sentence
    count: Count
    stems: frozenset[str]
    day: Date | None

    @property
    def is_toll(self) -> bool:
        """``ارتفعت الحصيلة … الثلاثاء``: the day is that of the telling, not of the event."""
        return bool(set(words(self.sentence.text)) & {"حصيله", "الحصيله"})

    @property
    def date(self) -> Date | None:
        return self.sentence.article.date


def disagreements(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """The disagreements among ``articles``: counts first, then denials that later reports overtook."""
    claims = [claim for article in articles for claim in _claims(article)]
    origins = {article.id: article_origins(article) for article in articles}
    found = []
    kinds = sorted({(claim.count.fate, claim.count.people) for claim in claims})
    for fate, people in kinds:
        of_kind = [claim for claim in claims if (claim.count.fate, claim.count.people) == (fate, people)]
        for group in _events(of_kind):
            disagreement = _disagreement(fate, group, origins)
            if disagreement is not None:
                found.append(disagreement)
    return (*found, *superseded_denials(articles, origins))


def compatible(one: Count, other: Count) -> bool:
    """Whether both counts can be true at once: equal, or reconciled by a hedge."""
    if one.value == other.value:
        return True
    for hedged, plain in ((one, other), (other, one)):
        if hedged.hedge == "about" and abs(hedged.value - plain.value) <= ABOUT * hedged.value:
            return True
        if hedged.hedge == "over" and hedged.value <= plain.value <= OVER * hedged.value:
            return True
        if hedged.hedge == "under" and plain.value <= hedged.value <= OVER * plain.value:
            return True
    return False


def _claims(article: Article) -> list[_Claim]:
    """The first count of each fate near the top, and counts that differ between neighbouring sentences."""
    sentences = sentences_of(article)
    found: list[_Claim] = []
    seen: set[Fate] = set()
    previous: dict[Fate, _Claim] = {}
    for sentence in sentences:
        current: dict[Fate, _Claim] = {}
        for count in counts(sentence.text):
            if count.fate in current:
                continue
            claim = _Claim(sentence, count, frozenset(content_stems(sentence.text)), _day(sentence))
            current[count.fate] = claim
            if sentence.index < TOP_SENTENCES and count.fate not in seen:
                seen.add(count.fate)
                found.append(claim)
            elif count.fate in previous and _contrasts(previous[count.fate], claim):
                found += [other for other in (previous[count.fate], claim) if other not in found]
        previous = current
    return found


def _contrasts(first: _Claim, second: _Claim) -> bool:
    """Neighbouring sentences that set another teller's value against the first's."""
    told = words(second.sentence.text)
    contrast = told[:1] and told[0] in _CONTRASTING
    return (
        bool(contrast or _is_earlier_toll(second.sentence.text)) and first.count.people == second.count.people
    )


def _is_earlier_toll(text: str) -> bool:
    """``وكانت حصيلة سابقة أفادت``: the value it gives was overtaken."""
    told = set(words(text))
    return bool(told & {"حصيله", "الحصيله"}) and bool(told & {"سابقه", "السابقه", "اوليه"})


_CONTRASTING = frozenset("فيما بينما لكن".split())


def _day(sentence: Sentence) -> Date | None:
    for mention in find_dates(sentence.text):
        span = resolve(mention, sentence.article.date)
        if span is not None and span[0] == span[1]:
            return span[0]
    return None


def _events(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """Claims in groups about one event, joined where any two tell of the same."""
    groups: list[list[_Claim]] = []
    for claim in claims:
        joined = [group for group in groups if any(_same_event(claim, other) for other in group)]
        merged = [claim for group in joined for claim in group] + [claim]
        groups = [group for group in groups if group not in joined] + [merged]
    return groups


def _same_event(one: _Claim, other: _Claim) -> bool:
    if one.sentence.article.id == other.sentence.article.id:
        return abs(one.sentence.index - other.sentence.index) <= 1
    if one.day != other.day and None not in (one.day, other.day) and not (one.is_toll and other.is_toll):
        return False
    shorter = min(len(one.stems), len(other.stems))
    return bool(shorter) and len(one.stems & other.stems) >= SAME_EVENT * shorter


def _disagreement(
    fate: Fate, group: Sequence[_Claim], origins: dict[str, dict[int, Origin]]
) -> Disagreement | None:
    if all(compatible(one.count, other.count) for one, other in combinations(group, 2)):
        return None
    by_value: dict[int, list[_Claim]] = {}
    for claim in sorted(group, key=_in_time):
        by_value.setdefault(claim.count.value, []).append(claim)
    positions = tuple(_position(claims, origins) for claims in by_value.values())
    verdict = _verdict(list(by_value.values()))
    if any(_is_earlier_toll(claim.sentence.text) for claim in group):
        verdict = "superseded"
    return Disagreement(_SUBJECTS[fate], positions, verdict)


def _in_time(claim: _Claim) -> tuple[str, bool, str, int]:
    """An earlier toll comes before what overtook it, whatever the place in the text."""
    earlier = _is_earlier_toll(claim.sentence.text)
    return str(claim.date or ""), not earlier, claim.sentence.article.id, claim.sentence.start


def _position(claims: Sequence[_Claim], origins: dict[str, dict[int, Origin]]) -> Position:
    first = claims[0]
    text = first.sentence.text
    tellers = {teller for claim in claims for teller in tellers_of(claim.sentence, origins)}
    return Position(
        value=text[first.count.start : first.count.end],
        citations=tuple(
            Citation(claim.sentence.article.id, claim.sentence.start, claim.sentence.end) for claim in claims
        ),
        origins=tuple(sorted(tellers)),
        date=first.date,
    )


def _verdict(by_value: Sequence[Sequence[_Claim]]) -> Verdict:
    """``superseded`` where each value stops before the next one begins, day by day."""
    for earlier, later in pairwise(by_value):
        ends = [claim.date for claim in earlier]
        begins = [claim.date for claim in later]
        if None in ends or None in begins:
            return "disputed"
        if max(day for day in ends if day) >= min(day for day in begins if day):
            return "disputed"
    return "superseded"
