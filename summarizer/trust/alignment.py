"""A draft laid along its sources: from which place each of its words was taken, and where it jumps.

A draft that cuts a source sentence at its joints reads well; one that puts together words from anywhere
does not, though every word of it stands in the sources. The cheapest path through the sources (Viterbi
over the places of each word) shows which of the two a draft is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarizer.arabic.modality import root
from summarizer.arabic.names import is_function_word
from summarizer.arabic.tokens import Token, bare, tokens

Dress = Literal["same", "clitic", "inflected"]
MOST_PLACES = 10
"""Places looked at for one word: function words stand everywhere."""

_COST: dict[Dress, float] = {"same": 0.0, "clitic": 0.4, "inflected": 0.9}
_UNALIGNED = 1.6
_TO_UNALIGNED = 0.3
_SKIP, _BACK, _CROSS = 0.8, 1.4, 1.2
_FAR = 0.02

_PREPOSITIONS = frozenset(
    """في من علي الي عن مع بعد قبل خلال بين حول ضد عند منذ عبر وفق وفقا بحسب حسب حتي اثر عقب بسبب رغم ضمن
    داخل خارج قرب لدي نحو فوق تحت امام وراء اثناء بفضل بشان ازاء تجاه دون بدون باستثناء مقابل علاوه فضلا
    بينما فيما حيث عندما حين بعدما كما لكن ولكن الذي التي الذين اللذين اللتين ان بان انه انها او ثم اذ اذا
    لان مما ما لا لم لن قد كان كانت سوي غير""".split()
)
"""Words that open a phrase: before and after such a one a sentence can be cut."""


@dataclass(frozen=True, slots=True)
class Place:
    """The ``place``-th word of the ``source``-th source, and in which dress the draft has it."""

    source: int
    place: int
    dress: Dress


@dataclass(frozen=True)
class Sources:
    """The sources of one theme, indexed by word, by word without clitics and by root."""

    streams: tuple[tuple[Token, ...], ...]
    texts: tuple[str, ...]
    by_word: dict[str, tuple[tuple[int, int], ...]]
    by_bare: dict[str, tuple[tuple[int, int], ...]]
    by_root: dict[str, tuple[tuple[int, int], ...]]

    def places(self, word: str) -> list[Place]:
        """Where ``word`` stands, best dress first, at most :data:`MOST_PLACES`."""
        found = {at: Place(*at, "same") for at in self.by_word.get(unlinked(word), ())}
        for reading in bare(word):
            for at in self.by_bare.get(reading, ()):
                found.setdefault(at, Place(*at, "clitic"))
        if not is_function_word(word) and not word[0].isdigit():
            for at in self.by_root.get(root(word), ()):
                found.setdefault(at, Place(*at, "inflected"))
        return list(found.values())[:MOST_PLACES]

    def opens(self, source: int, place: int) -> bool:
        """Whether a phrase begins at this word: behind punctuation, at a preposition or conjunction."""
        stream, text = self.streams[source], self.texts[source]
        if place >= len(stream) or place == 0:
            return True
        token = stream[place]
        return opens_phrase(token.word) or parted(text, stream[place - 1].end, token.start)


def opens_phrase(word: str) -> bool:
    """Whether a folded ``word`` is, or carries, a preposition or conjunction."""
    if word in _PREPOSITIONS or unlinked(word) in _PREPOSITIONS:
        return True
    return len(word) > 4 and (word.startswith(("بال", "لل", "وال", "كال")) or word[0] in "بلو")


def parted(text: str, start: int, end: int) -> bool:
    """Whether punctuation other than quotation marks stands between two words."""
    return any(mark in text[start:end] for mark in "،؛:.!؟,;()–")


@lru_cache(maxsize=100_000)
def unlinked(word: str) -> str:
    """A folded ``word`` without the conjunction it leans on."""
    return word[1:] if word[0] in "وف" and len(word) > 3 else word


@lru_cache(maxsize=256)
def lay_out(texts: tuple[str, ...]) -> Sources:
    """Index ``texts``; kept for the next draft of the same theme."""
    streams = tuple(tuple(tokens(text)) for text in texts)
    placed = [
        (token.word, (number, place))
        for number, stream in enumerate(streams)
        for place, token in enumerate(stream)
    ]
    return Sources(
        streams,
        texts,
        _index((unlinked(word), at) for word, at in placed),
        _index((reading, at) for word, at in placed for reading in bare(word)),
        _index((root(word), at) for word, at in placed if not is_function_word(word)),
    )


def _index(pairs: Iterable[tuple[str, tuple[int, int]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    table: dict[str, list[tuple[int, int]]] = {}
    for word, at in pairs:
        table.setdefault(word, []).append(at)
    return {word: tuple(places) for word, places in table.items()}


def align(stream: Sequence[Token], sources: Sources) -> tuple[list[Place | None], float]:
    """The place of each word of ``stream`` on the cheapest path, and the cost of the path."""
    states: list[list[Place | None]] = []
    costs: list[list[float]] = []
    origins: list[list[int]] = []
    for token in stream:
        here: list[Place | None] = [*sources.places(token.word), None]
        row: list[float] = []
        back: list[int] = []
        for state in here:
            own = _UNALIGNED if state is None else _COST[state.dress]
            if not states:
                row.append(own)
                back.append(-1)
                continue
            best, chosen = min(
                (cost + _step(before, state), index)
                for index, (cost, before) in enumerate(zip(costs[-1], states[-1], strict=True))
            )
            row.append(best + own)
            back.append(chosen)
        states.append(here)
        costs.append(row)
        origins.append(back)
    if not states:
        return [], 0.0
    at = min(range(len(costs[-1])), key=lambda index: costs[-1][index])
    total = costs[-1][at]
    path: list[Place | None] = []
    for index in range(len(states) - 1, -1, -1):
        path.append(states[index][at])
        at = origins[index][at]
    return path[::-1], total


def _step(before: Place | None, after: Place | None) -> float:
    if before is None or after is None:
        return _TO_UNALIGNED if before is not after else 0.0
    if before.source != after.source:
        return _CROSS
    distance = after.place - before.place
    if distance == 1:
        return 0.0
    if distance > 1:
        return _SKIP + _FAR * min(distance, 20)
    return _BACK + _FAR * min(-distance, 20)
