"""Themes become the model's input: separated, and cut to what the model takes.

Sentences keep the theme's order, the clearest first: that is how the references were written and the
embedded model was trained (by date instead: docs/writing.md has the difference).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.types import Theme
from summarizer.writing.presets import Source

SHORTEST_CUT = 12
"""Pieces; a sentence is left out rather than cut to less."""

Count = Callable[[Sequence[str]], list[int]]
"""Length of each text in the model's pieces."""


@dataclass(frozen=True)
class Packed:
    """One input of a model."""

    text: str
    truncated: int
    """Sentences cut or left out because the model takes no more."""


def pack_theme(
    theme: Theme, source: Source, *, count: Count, special: frozenset[str], prefix: str | None = None
) -> Packed:
    """One theme as input; ``prefix`` stands in for the preset's own (a headline's)."""
    head = source.prefix if prefix is None else prefix
    texts = list(dict.fromkeys(clean(sentence.text, special) for sentence in theme.sentences))
    room = source.max_pieces - _overhead(head, source.sentence_separator, len(texts), count)
    kept, truncated = fit(texts, room, count)
    return Packed(head + source.sentence_separator.join(kept), truncated)


def pack_joint(themes: Sequence[Theme], source: Source, *, count: Count, special: frozenset[str]) -> Packed:
    """All themes as one input, in their order; where room is short, each theme's clearest sentence
    comes before any theme's second one."""
    rounds = sorted(
        (place, index, clean(sentence.text, special))
        for index, theme in enumerate(themes)
        for place, sentence in enumerate(theme.sentences)
    )
    separator = max(source.sentence_separator, source.theme_separator, key=len)
    room = source.max_pieces - _overhead(source.prefix, separator, 1, count)
    between = _overhead("", separator, 2, count) - _overhead("", separator, 1, count)
    chosen: list[list[str]] = [[] for _ in themes]
    left_out = 0
    for (_, index, text), length in zip(rounds, count([text for _, _, text in rounds]), strict=True):
        if length + between <= room or not any(chosen):
            chosen[index].append(text)
            room -= length + between
        else:
            left_out += 1
    cut = 0
    if room < 0:  # the very first sentence is longer than the model takes
        (alone,) = (texts for texts in chosen if texts)
        alone[:], cut = fit(alone, room + sum(count(alone)), count)
    parts = [source.sentence_separator.join(texts) for texts in chosen if texts]
    return Packed(source.prefix + source.theme_separator.join(parts), left_out + cut)


def clean(text: str, special: frozenset[str]) -> str:
    """``text`` on one line, without what the model would read as one of its special tokens."""
    for token in sorted(special, key=len, reverse=True):
        if token in text:
            text = text.replace(token, " ")
    return " ".join(text.split())


def fit(texts: Sequence[str], room: int, count: Count) -> tuple[list[str], int]:
    """``texts`` cut so that together they have at most ``room`` pieces, and how many were touched.

    The longest are cut first, all to the same length, between words; where even that is not enough,
    the last ones are left out.
    """
    kept = list(texts)
    lengths = count(kept)
    if sum(lengths) <= room:
        return kept, 0
    left_out = 0
    while len(kept) > 1 and room < SHORTEST_CUT * len(kept) and sum(lengths) > room:
        kept.pop()
        lengths.pop()
        left_out += 1
    level = _level(lengths, room)
    cut = [
        text if length <= level else cut_text(text, level, count)
        for text, length in zip(kept, lengths, strict=True)
    ]
    touched = left_out + sum(length > level for length in lengths)
    return [text for text in cut if text], touched


def _level(lengths: Sequence[int], room: int) -> int:
    """The largest ``level`` with ``sum(min(length, level)) <= room``."""
    left, level = room, 0
    for done, length in enumerate(sorted(lengths)):
        level = left // (len(lengths) - done)
        if length > level:
            return level
        left -= length
    return max(lengths, default=0)


def cut_text(text: str, pieces: int, count: Count) -> str:
    """The longest beginning of ``text`` of at most ``pieces`` pieces, after a clause if one ends in its
    second half, else after a word; within a word only if the first word alone is too long."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    fitting = _last_fitting([text[:end] for end in ends], pieces, count)
    if not fitting:
        return _last_fitting([text[:end] for end in range(1, ends[0] + 1)], pieces, count) if ends else ""
    clause = max((fitting.rfind(mark) for mark in "،؛.:"), default=-1)
    if clause >= len(fitting) // 2:
        fitting = fitting[:clause]
    return fitting.rstrip("،؛: ")


def _last_fitting(beginnings: Sequence[str], pieces: int, count: Count) -> str:
    low, high = 0, len(beginnings)
    while low < high:
        middle = (low + high) // 2
        if count([beginnings[middle]])[0] <= pieces:
            low = middle + 1
        else:
            high = middle
    return beginnings[low - 1] if low else ""


def _overhead(prefix: str, separator: str, sentences: int, count: Count) -> int:
    """Pieces of everything that is not a sentence; three for the model's own special tokens."""
    lengths = count([prefix, separator])
    return lengths[0] + max(1, lengths[1]) * max(0, sentences - 1) + 3
