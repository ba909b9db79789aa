"""What stands twice in a corpus, wholly or nearly: between training and validation it flatters every score.

Two texts are near-duplicates when half the runs of eight words of one stand in the other (agency copies
with another heading, references printed in an article). Runs in more than ``COMMON`` texts are furniture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from summarizer.arabic.normalise import words
from summarizer.types import Cluster

RUN = 8
"""Words in a row that are compared."""
NEAR = 0.5
COMMON = 64


@dataclass(frozen=True)
class Leak:
    """A training cluster and the validation cluster that holds a text of it."""

    train: str
    validation: str
    exact: bool


def leaks(train: Sequence[Cluster], validation: Sequence[Cluster]) -> list[Leak]:
    """The clusters of ``train`` that share a text with one of ``validation``, each once."""
    index = _Index(validation)
    found = []
    for cluster in train:
        near: Leak | None = None
        for text in _texts(cluster):
            place, exact = index.find(text)
            if place is not None and (near is None or (exact and not near.exact)):
                near = Leak(cluster.id, validation[place].id, exact)
        if near is not None:
            found.append(near)
    return found


def groups(clusters: Sequence[Cluster]) -> list[list[int]]:
    """Places of clusters that share texts, wholly or nearly, together; singletons included, in order."""
    parent = list(range(len(clusters)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    index = _Index(())
    for place, cluster in enumerate(clusters):
        for text in _texts(cluster):
            for other in index.all_like(text):
                parent[root(place)] = root(other)
        for text in _texts(cluster):
            index.add(text, place)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(clusters)):
        members[root(place)].append(place)
    return sorted(members.values())


class _Index:
    """Texts by their words and by their runs of words."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._whole: dict[bytes, list[int]] = defaultdict(list)
        self._runs: dict[bytes, list[int]] = defaultdict(list)
        self._owner: list[int] = []
        self._size: list[int] = []
        for place, cluster in enumerate(clusters):
            for text in _texts(cluster):
                self.add(text, place)

    def add(self, text: str, place: int) -> None:
        whole, runs = _marks(text)
        number = len(self._owner)
        self._owner.append(place)
        self._size.append(len(runs))
        self._whole[whole].append(place)
        for run in runs:
            self._runs[run].append(number)

    def find(self, text: str) -> tuple[int | None, bool]:
        """The first cluster that holds ``text``, and whether it holds it whole."""
        whole, _ = _marks(text)
        if whole in self._whole:
            return self._whole[whole][0], True
        return next(self.all_like(text), None), False

    def all_like(self, text: str) -> Iterator[int]:
        """Clusters with a text equal or nearly equal to ``text``."""
        whole, runs = _marks(text)
        yield from self._whole.get(whole, ())
        shared: Counter[int] = Counter()
        for run in runs:
            numbers = self._runs.get(run, ())
            if len(numbers) <= COMMON:
                shared.update(numbers)
        for number, count in sorted(shared.items()):
            if count >= NEAR * min(len(runs), self._size[number]):
                yield self._owner[number]


def _texts(cluster: Cluster) -> list[str]:
    return [*(article.text for article in cluster.articles), *cluster.references]


def _marks(text: str) -> tuple[bytes, set[bytes]]:
    """A digest of the folded words, and one of each run of them."""
    folded = words(text)
    runs = {_digest(folded[at : at + RUN]) for at in range(len(folded) - RUN + 1)}
    return _digest(folded), runs


def _digest(parts: Sequence[str]) -> bytes:
    return blake2b(" ".join(parts).encode(), digest_size=8).digest()
