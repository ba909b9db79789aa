"""The order in which a briefing tells: newest and most salient first, background last.

Editors of written briefings begin with what is newest and matters most and then follow the articles, whose
own order runs from news to background. Weights: benchmarks/retrieval_order.py, tables in docs/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from summarizer.types import Theme

LEAD_BONUS = 1.0
"""Taken off the most salient theme: it leads unless another stands far nearer to the beginning."""
RANK_WEIGHT = 1.0
"""Added from the most to the least salient theme."""
DAY_WEIGHT = 0.3
"""Added for every day that a theme's newest sentence is older than the newest of all."""


def story_order(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """``themes`` in the order of telling; ties go to the more salient one, then to the order given."""
    ranked = sorted(range(len(themes)), key=lambda place: (-themes[place].salience, place))
    newest = [_newest(theme) for theme in themes]
    latest = max(newest, default=0)
    late = {}
    for rank, place in enumerate(ranked):
        older = latest - newest[place] if newest[place] else 0
        late[place] = (
            log1p(_mean_place(themes[place]))
            + RANK_WEIGHT * rank / max(1, len(ranked) - 1)
            + DAY_WEIGHT * older
            - LEAD_BONUS * (rank == 0)
        )
    order = sorted(ranked, key=lambda place: round(late[place], 9))
    return tuple(themes[place] for place in order)


def _newest(theme: Theme) -> int:
    """Day number of the newest article of ``theme``, 0 when none is dated."""
    dates = [sentence.article.date for sentence in theme.sentences]
    return max((date.toordinal() for date in dates if date is not None), default=0)


def _mean_place(theme: Theme) -> float:
    """Mean over articles of the earliest place, in sentences from 0, where an article tells the theme."""
    earliest: dict[str, int] = {}
    for sentence in theme.sentences:
        known = earliest.get(sentence.article.id, sentence.index)
        earliest[sentence.article.id] = min(known, sentence.index)
    return sum(earliest.values()) / len(earliest)
