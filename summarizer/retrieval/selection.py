"""Fill a budget of words with themes, in their order of choice."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from summarizer.arabic.stems import content_stems
from summarizer.retrieval.background import inverse_document_frequency
from summarizer.types import Theme

REPEATED = 0.65
"""A theme repeats a chosen one when this share of its clearest sentence's stems, weighed by rarity, is
in the clearest sentence of that one."""
LEAD_REPEATED = 0.35
"""The same where both are the first sentences of their articles: two openings on one event tell its main
fact, in other words as well."""
LEAST_SALIENCE_SHARE = 0.25
"""Themes below this share of the first one's salience would only fill room."""

WORDS_A_STATEMENT = 15
SPARE_THEMES = 4
"""Themes written beyond those that fill the budget: some drafts repeat another, some are refused."""


def candidates(themes: Sequence[Theme], *, max_words: int) -> Sequence[Theme]:
    """The first of ``themes`` that a briefing of ``max_words`` words may need: these are written."""
    return themes[: math.ceil(max_words / WORDS_A_STATEMENT) + SPARE_THEMES]


def choose(themes: Sequence[Theme], *, max_words: int, words_of: Callable[[Theme], int]) -> tuple[Theme, ...]:
    """Themes, in their order, that fit together into ``max_words``.

    ``words_of`` tells how many words a theme will take. A theme that does not fit is passed over and a
    later, shorter one may still enter; the first one always does.
    """
    chosen: list[Theme] = []
    said: list[dict[str, float]] = []
    left = max_words
    for theme in themes:
        if chosen and (left <= 0 or theme.salience < LEAST_SALIENCE_SHARE * chosen[0].salience):
            break
        stems = _rarities(theme)
        if any(_share(stems, other) >= _bar(theme, told) for told, other in zip(chosen, said, strict=True)):
            continue
        length = words_of(theme)
        if length > left and chosen:
            continue
        chosen.append(theme)
        said.append(stems)
        left -= length
    return tuple(chosen)


def _rarities(theme: Theme) -> dict[str, float]:
    stems = tuple(dict.fromkeys(content_stems(theme.sentences[0].text)))
    return dict(zip(stems, inverse_document_frequency(stems).tolist(), strict=True))


def _share(stems: dict[str, float], other: dict[str, float]) -> float:
    return sum(stems[stem] for stem in stems if stem in other) / max(1e-9, sum(stems.values()))


def _bar(theme: Theme, told: Theme) -> float:
    first, second = theme.sentences[0], told.sentences[0]
    openings = first.index == second.index == 0 and first.article.id != second.article.id
    return LEAD_REPEATED if openings else REPEATED
