"""Which sentences stand behind a sentence that was written over all themes at once.

Lexical: the share of a written sentence's content stems that a source sentence holds. A theme that
holds little of it does not support it; of one that does, only the sentences that add something are kept,
so that the citations point at what was used.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.arabic.stems import content_stems
from summarizer.types import Sentence, Theme

SUPPORT = 0.5
"""Share of the content stems that the supporting sentences must hold together (docs/writing.md)."""
GAIN = 0.1
"""Share of the content stems a further sentence must add to be cited too."""
MOST = 4
"""Sentences cited for one written sentence at most."""


def supporting_theme(text: str, themes: Sequence[Theme]) -> Theme:
    """The sentences of ``themes`` that support ``text``, as a theme; without sentences if none do.

    Greedy: the sentence that holds most of the yet uncovered stems first, ties by order. The salience
    and origins are those of the theme the first of them comes from.
    """
    wanted = set(content_stems(text))
    if not wanted:
        return Theme((), 0.0)
    candidates = [
        (sentence, theme, wanted & set(content_stems(sentence.text)))
        for theme in themes
        for sentence in theme.sentences
    ]
    chosen: list[Sentence] = []
    home: list[Theme] = []
    missing = set(wanted)
    while candidates and len(chosen) < MOST:
        place = max(range(len(candidates)), key=lambda i: (len(candidates[i][2] & missing), -i))
        sentence, theme, held = candidates.pop(place)
        if len(held & missing) < max(1.0, GAIN * len(wanted)):
            break
        missing -= held
        chosen.append(sentence)
        if theme not in home:
            home.append(theme)
    if len(wanted - missing) < SUPPORT * len(wanted):
        return Theme((), 0.0)
    origins = tuple(dict.fromkeys(origin for theme in home for origin in theme.origins))
    return Theme(tuple(chosen), home[0].salience, origins)
