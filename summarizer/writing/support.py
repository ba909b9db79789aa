"""Which sentences stand behind a sentence that was written over all themes at once.

Lexical: how many of the written sentence's content stems the source sentences hold. Of a theme that
supports it only the sentences that add something are kept, so that citations point at what was used.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.arabic.stems import content_stems
from summarizer.types import Sentence, Theme

SUPPORT = 0.55
"""Share of the content stems that the supporting sentences must hold together (docs/writing.md)."""
GAIN = 0.1
"""Share of the content stems a further sentence must add to be cited too."""
MOST = 4
"""Sentences cited for one written sentence at most."""


def supporting_theme(text: str, themes: Sequence[Theme]) -> Theme | None:
    """The sentences of ``themes`` that support ``text``, as a theme; ``None`` if none do.

    Greedy: the sentence that holds most of the yet uncovered stems first, ties by order. The salience is
    that of the theme the first of them comes from, the origins are those of every theme drawn on.
    """
    wanted = set(content_stems(text))
    candidates = [
        (sentence, theme, wanted & set(content_stems(sentence.text)))
        for theme in themes
        for sentence in theme.sentences
    ]
    chosen: list[Sentence] = []
    drawn_on: list[Theme] = []
    missing = set(wanted)
    while candidates and len(chosen) < MOST:
        place = max(range(len(candidates)), key=lambda index: (len(candidates[index][2] & missing), -index))
        sentence, theme, held = candidates.pop(place)
        if len(held & missing) < max(1.0, GAIN * len(wanted)):
            break
        missing -= held
        chosen.append(sentence)
        if theme not in drawn_on:
            drawn_on.append(theme)
    if not chosen or len(wanted - missing) < SUPPORT * len(wanted):
        return None
    origins = tuple(dict.fromkeys(origin for theme in drawn_on for origin in theme.origins))
    return Theme(tuple(chosen), drawn_on[0].salience, origins)


def nearest_theme(text: str, themes: Sequence[Theme]) -> Theme:
    """The theme whose sentences share most content stems with ``text``; the first where none shares any."""
    wanted = set(content_stems(text))

    def shared(index: int) -> tuple[int, int]:
        held = {stem for sentence in themes[index].sentences for stem in content_stems(sentence.text)}
        return len(wanted & held), -index

    return themes[max(range(len(themes)), key=shared)]
