"""The sentences of all articles in one order, repeated ones once, as arrays of word and stem numbers.

The order is (date, article id, offset), undated articles last; it alone decides ties further on, so the
order of the files cannot change anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import numpy.typing as npt

from summarizer.arabic.normalise import words
from summarizer.arabic.stems import STOP_WORDS, stem
from summarizer.retrieval.furniture import can_be_quoted, ends_with_stop
from summarizer.splitting import sentences_of
from summarizer.types import Article, Sentence

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ragged:
    """Rows of different length: row ``i`` is ``values[starts[i]:starts[i + 1]]``."""

    values: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Ints:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def rows(self) -> Ints:
        """The row number of every value."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


@dataclass(frozen=True)
class Pool:
    """What every later step looks at. ``n`` units (distinct sentences), ``m`` articles."""

    articles: tuple[Article, ...]
    units: tuple[Sentence, ...]
    """The first place of every distinct sentence."""
    copies: tuple[tuple[Sentence, ...], ...]
    """The other places where the same words stand, in order."""
    sentences: int
    """All sentences, copies included."""
    vocabulary: tuple[str, ...]
    """Folded words, by word number."""
    stems: tuple[str, ...]
    """Stems, by stem number; words without content have none (-1 in ``stem_of_word``)."""
    stem_of_word: Ints
    words: Ragged
    """Word numbers of each unit, in order, all words."""
    occurrences: Ragged
    """Article numbers of each unit, one for every place where it stands."""
    positions: Ragged
    """Sentence numbers within those articles, aligned with ``occurrences``."""
    titles: tuple[Ints, ...]
    """Stem numbers of each article's title, without repetition."""
    quotable: Bools
    """(n,) whether the unit may be chosen: no caption, heading, question or furniture."""
    article_of: Ints
    """(n,) article number of the unit's first place."""
    position_of: Ints
    """(n,) sentence number of the unit's first place."""
    lengths: Ints
    """(m,) sentences of each article."""


def article_key(article: Article) -> tuple[Date, str, str]:
    """The order of articles: date (none last), id, text."""
    return (article.date or Date.max, article.id, article.text)


def build_pool(articles: Sequence[Article]) -> Pool:
    """Split, fold and number the sentences of ``articles``."""
    ordered = tuple(sorted(articles, key=article_key))
    places: dict[tuple[str, ...], list[tuple[int, Sentence]]] = {}
    lengths = []
    total = 0
    punctuated = []
    for number, article in enumerate(ordered):
        sentences = sentences_of(article)
        lengths.append(len(sentences))
        total += len(sentences)
        stops = sum(ends_with_stop(sentence.text) for sentence in sentences)
        punctuated.append(2 * stops >= len(sentences))
        for sentence in sentences:
            folded = tuple(words(sentence.text))
            if folded:
                places.setdefault(folded, []).append((number, sentence))

    word_numbers: dict[str, int] = {}
    tokens: list[int] = []
    starts = [0]
    for folded in places:
        tokens.extend(word_numbers.setdefault(word, len(word_numbers)) for word in folded)
        starts.append(len(tokens))
    stem_numbers: dict[str, int] = {}
    vocabulary = tuple(word_numbers)
    stem_of_word = np.array(
        [
            -1
            if word in STOP_WORDS or (len(word) == 1 and not word.isdigit())
            else stem_numbers.setdefault(stem(word), len(stem_numbers))
            for word in vocabulary
        ],
        dtype=np.int64,
    )
    titles = tuple(
        np.unique(
            np.array(
                [stem_numbers[s] for s in (stem(w) for w in words(article.title)) if s in stem_numbers],
                dtype=np.int64,
            )
        )
        for article in ordered
    )
    found = list(places.values())
    place_starts = np.concatenate([[0], np.cumsum([len(where) for where in found])]).astype(np.int64)
    units = tuple(where[0][1] for where in found)
    article_of = np.array([where[0][0] for where in found], dtype=np.int64)
    return Pool(
        articles=ordered,
        units=units,
        copies=tuple(tuple(sentence for _, sentence in where[1:]) for where in found),
        sentences=total,
        vocabulary=vocabulary,
        stems=tuple(stem_numbers),
        stem_of_word=stem_of_word,
        words=Ragged(np.array(tokens, dtype=np.int64), np.array(starts, dtype=np.int64)),
        occurrences=Ragged(
            np.array([number for where in found for number, _ in where], dtype=np.int64), place_starts
        ),
        positions=Ragged(
            np.array([sentence.index for where in found for _, sentence in where], dtype=np.int64),
            place_starts,
        ),
        titles=titles,
        quotable=np.array(
            [
                can_be_quoted(unit.text, article_is_punctuated=punctuated[number])
                for unit, number in zip(units, article_of, strict=True)
            ],
            dtype=np.bool_,
        ),
        article_of=article_of,
        position_of=np.array([where[0][1].index for where in found], dtype=np.int64),
        lengths=np.array(lengths, dtype=np.int64),
    )
