"""Fresh noise on the sources, every pass another one, so that the model learns to choose and to look.

What the target rests on is never touched: after every change its numbers, its Latin words and as many of
its content stems as before stand in the sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from training.embedded.records import Pair
from training.embedded.support import marks_of, stems_of

_CLAUSE = re.compile(r"(?<=[،؛,])\s+")
_DIGITS = re.compile(r"(?<![\d.,/:٫٬-])\d{2,6}(?![\d/:٫٬-]|[.,]\d)")


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Chances per example, 0 to 1."""

    reorder: float = 0.0
    """Sources in another order: which one comes first says nothing about what matters."""
    drop_source: float = 0.0
    """A source that adds nothing to the target is left out."""
    drop_clause: float = 0.0
    """Each clause that adds nothing to the target is left out; chance per clause."""
    distract: float = 0.0
    """A sentence of another theme, of the same event where there is one, joins the sources."""
    renumber: float = 0.0
    """Numbers that sources and target share become others on both sides: to be copied, never remembered."""


def disturbed(pair: Pair, noise: Noise, distractors: Sequence[str], random: Random) -> Pair:
    """``pair`` with noise. ``distractors`` are sentences that may join; ``random`` decides everything."""
    if random.random() < noise.drop_source:
        pair = without_source(pair, random)
    pair = without_clauses(pair, noise.drop_clause, random)
    if distractors and random.random() < noise.distract and len(pair.sources) < 4:
        pair = with_distractor(pair, random.choice(distractors))
    if random.random() < noise.reorder:
        pair = replace(pair, sources=tuple(random.sample(pair.sources, len(pair.sources))))
    if random.random() < noise.renumber:
        pair = renumbered(pair, random)
    return pair


def without_source(pair: Pair, random: Random) -> Pair:
    """One source less, when the others hold as much of the target."""
    spare = [
        place
        for place in range(len(pair.sources))
        if len(pair.sources) > 1 and _holds_as_much(pair, pair.sources[:place] + pair.sources[place + 1 :])
    ]
    if not spare:
        return pair
    place = random.choice(spare)
    return replace(pair, sources=pair.sources[:place] + pair.sources[place + 1 :])


def without_clauses(pair: Pair, chance: float, random: Random) -> Pair:
    """Clauses between commas left out, each with ``chance``, never the first one of a source."""
    for place in range(len(pair.sources)):
        clauses = _CLAUSE.split(pair.sources[place])
        for clause in clauses[1:]:
            if random.random() >= chance:
                continue
            fewer = [other for other in clauses if other is not clause]
            sources = (*pair.sources[:place], " ".join(fewer), *pair.sources[place + 1 :])
            if _holds_as_much(pair, sources):
                pair, clauses = replace(pair, sources=sources), fewer
    return pair


def with_distractor(pair: Pair, sentence: str) -> Pair:
    """``sentence`` joins the sources, unless it is one of them or tells much of the target."""
    shared = len(stems_of(sentence) & stems_of(pair.target))
    if sentence in pair.sources or shared > 0.3 * len(stems_of(pair.target)):
        return pair
    return replace(pair, sources=(*pair.sources, sentence))


def renumbered(pair: Pair, random: Random) -> Pair:
    """Every number of two to six digits in the target, years aside, becomes another one everywhere."""
    held = " ".join(pair.sources)
    taken = set(_DIGITS.findall(held + " " + pair.target))
    change: dict[str, str] = {}
    for number in dict.fromkeys(_DIGITS.findall(pair.target)):
        if number in _DIGITS.findall(held) and not _is_year(number):
            fresh = str(random.randrange(10 ** (len(number) - 1), 10 ** len(number)))
            if fresh not in taken and not _is_year(fresh):
                change[number] = fresh
                taken.add(fresh)
    if not change:
        return pair

    def changed(text: str) -> str:
        return _DIGITS.sub(lambda match: change.get(match.group(), match.group()), text)

    return replace(pair, sources=tuple(map(changed, pair.sources)), target=changed(pair.target))


def distractors_by_group(pairs: Sequence[Pair]) -> Mapping[str, tuple[str, ...]]:
    """The source sentences of each group, once each, in order."""
    groups: dict[str, dict[str, None]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, {}).update(dict.fromkeys(pair.sources))
    return {group: tuple(sentences) for group, sentences in groups.items()}


def _holds_as_much(pair: Pair, sources: Sequence[str]) -> bool:
    target = stems_of(pair.target) | marks_of(pair.target)
    before = frozenset().union(*(stems_of(source) | marks_of(source) for source in pair.sources))
    after = frozenset().union(*(stems_of(source) | marks_of(source) for source in sources))
    return bool(sources) and target & before == target & after


def _is_year(number: str) -> bool:
    return len(number) == 4 and 1900 <= int(number) <= 2100
