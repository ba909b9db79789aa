"""Sentences that are one: copied word for word or lightly edited on the way from outlet to outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.arabic.stems import content_stems
from summarizer.types import Sentence

COPY_OF_SHORTER, COPY_OF_LONGER = 0.8, 0.6
"""Two sentences are copies when they share these parts of the content stems of the shorter and the longer."""
_KEYS = 3
"""A sentence is looked up under so many of its rarest stems; copies share at least one of them."""
_LEAST_STEMS = 4


def are_copies(stems: set[str], other: set[str]) -> bool:
    """Whether two sentences with these content stems are one."""
    shared = len(stems & other)
    shorter, longer = sorted((len(stems), len(other)))
    return bool(shorter) and shared >= COPY_OF_SHORTER * shorter and shared >= COPY_OF_LONGER * longer


def copy_groups(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """A few sentences in groups of copies; each is compared with the first of every group."""
    groups: list[tuple[set[str], list[Sentence]]] = []
    for sentence in sentences:
        stems = set(content_stems(sentence.text))
        for first, group in groups:
            if are_copies(stems, first):
                group.append(sentence)
                break
        else:
            groups.append((stems, [sentence]))
    return [group for _, group in groups]


def near_copies(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Many sentences in groups of copies, through an index of their rarest stems: no all-pairs comparison.

    Sentences of fewer than four content stems are left alone.
    """
    stems = [frozenset(content_stems(sentence.text)) for sentence in sentences]
    frequency = Counter(stem for of_sentence in stems for stem in of_sentence)
    groups: list[tuple[frozenset[str], list[Sentence]]] = []
    index: dict[str, list[int]] = {}
    for sentence, of_sentence in zip(sentences, stems, strict=True):
        if len(of_sentence) < _LEAST_STEMS:
            groups.append((of_sentence, [sentence]))
            continue
        keys = sorted(of_sentence, key=lambda stem: (frequency[stem], stem))[:_KEYS]
        candidates = sorted({place for key in keys for place in index.get(key, ())})
        found = next((at for at in candidates if are_copies(set(of_sentence), set(groups[at][0]))), None)
        if found is None:
            found = len(groups)
            groups.append((of_sentence, []))
        groups[found][1].append(sentence)
        for key in keys:
            places = index.setdefault(key, [])
            if found not in places:
                places.append(found)
    return [group for _, group in groups]
