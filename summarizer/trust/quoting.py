"""When no draft holds, the source speaks: its clearest sentence that can stand alone, word for word."""

from __future__ import annotations

from summarizer.arabic.leaning import leaning, strip_leaning
from summarizer.arabic.normalise import count_words
from summarizer.arabic.quotations import quotations
from summarizer.arabic.stems import content_stems
from summarizer.trust.citations import cite
from summarizer.types import Sentence, Statement, Theme

SHORT, LONG = 6, 40
"""Words: a shorter quotation says too little, a longer one is a paragraph."""


def quote(theme: Theme, *, reason: str | None = None) -> Statement:
    """The best sentence of ``theme`` as a statement; ``briefing.quote(citation)`` is its text.

    Leaning beginnings are left out, so the citation begins where the text shown begins. ``reason`` says why
    no draft was taken.
    """
    places = range(len(theme.sentences))
    best = min(places, key=lambda place: (_cost(theme, place), place))
    sentence = theme.sentences[best]
    start = strip_leaning(sentence.text)
    return Statement(sentence.text[start:], (cite(sentence, start),), theme.origins, "quoted", reason)


def standing_alone(text: str) -> float:
    """1 if ``text`` can be read with nothing before it, 0 if it cannot."""
    return 1.0 - leaning(text)


def _cost(theme: Theme, place: int) -> float:
    """What speaks against quoting the sentence at ``place``: it leans, is long, halved or off the point."""
    sentence = theme.sentences[place]
    length = count_words(sentence.text)
    cost = 1.2 * leaning(sentence.text) + 0.1 * min(place, 5)
    cost += 0.05 * max(0, SHORT - length) + 0.02 * max(0, length - LONG)
    cost += 0.5 * any(not found.closed for found in quotations(sentence.text))
    cost += 0.4 * sentence.text.rstrip().endswith((":", "؟", "…", "..."))
    return cost + 0.6 * (1.0 - _centrality(theme, sentence))


def _centrality(theme: Theme, sentence: Sentence) -> float:
    """Share of the theme's common stems (those of two sentences or more) that ``sentence`` has."""
    if len(theme.sentences) < 2:
        return 1.0
    sets = [set(content_stems(other.text)) for other in theme.sentences]
    mine = set(content_stems(sentence.text))
    shared = {stem for i, one in enumerate(sets) for other in sets[i + 1 :] for stem in one & other}
    return len(mine & shared) / len(shared) if shared else 1.0
