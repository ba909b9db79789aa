"""The third stage of the corridor: articles become themes, ranked."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.retrieval.evidence import observe
from summarizer.retrieval.grouping import events
from summarizer.retrieval.pool import Pool
from summarizer.retrieval.themes import MOST_COPIES, Star, find_stars
from summarizer.retrieval.weights import load_weights
from summarizer.types import Article, Retrieval, Sentence, Theme


def retrieve(articles: Sequence[Article]) -> Retrieval:
    """Every theme of ``articles``, in the order of choice.

    Each step takes the sentence that adds most per word to those taken before it, so repetition is already
    discounted; ties go to the earlier (date, article id, offset). Articles of different events share no
    theme; their themes are merged by salience. ``salience`` is the share of words and word pairs of the
    sentence that a briefing is expected to repeat, between 0 and about 1, never rising along the order.
    """
    themes: list[tuple[float, int, int, Theme]] = []
    sentences = duplicates = 0
    for number, group in enumerate(events(articles)):
        seen = observe(group)
        weights = load_weights()
        pool = seen.pool
        evidence = weights.evidence(seen)
        sentences += pool.sentences
        duplicates += sum(len(copies) for copies in pool.copies)
        ceiling = float("inf")
        for place, star in enumerate(find_stars(evidence, weights, seen.alike)):
            ceiling = min(ceiling, max(star.gain, 0.0))
            themes.append((-ceiling, number, place, _theme(star, ceiling, pool)))
    themes.sort(key=lambda entry: entry[:3])
    return Retrieval(tuple(theme for *_, theme in themes), sentences, duplicates)


def _theme(star: Star, salience: float, pool: Pool) -> Theme:
    wordings = [pool.units[unit] for unit in star.units]
    seen = {sentence.article.id for sentence in wordings}
    copies: list[Sentence] = []
    for unit in star.units:
        for copy in pool.copies[unit]:
            if copy.article.id not in seen and len(copies) < MOST_COPIES:
                seen.add(copy.article.id)
                copies.append(copy)
    return Theme(tuple(wordings + copies), round(salience, 6))
