"""How likely each word of the articles stands in a briefing of them.

A briefing repeats the words that several articles share, that stand in titles and first sentences and
that are rare elsewhere. Learning the importance of words, then choosing sentences that cover them, goes
back to Hong and Nenkova (2014), "Improving the Estimation of Word Importance for News Multi-Document
Summarization". Very common words are not predicted: how often they stand in a briefing is a constant
of the language, and is tabulated.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from summarizer.retrieval.pool import Floats, Ints, Pool, Ragged

REPEATS = 8
"""Occurrences of a word that are looked at; a ninth one in the same briefing counts for nothing."""
SECOND_USE = 0.12
"""How likely a word that is not tabulated stands a second time, as a share of its first."""

_COUNTS = (
    "frequency",
    "frequency per article",
    "sentences",
    "share of articles",
    "articles",
    "share of articles in the first two sentences",
    "share of articles in the first five sentences",
    "first place",
    "newest article",
    "nearness to the beginning",
)
WORD_FEATURES = (
    *(f"word: {name}" for name in _COUNTS),
    *(f"stem: {name}" for name in _COUNTS),
    "stem: share of titles",
    "stem: in a title",
    "stem: rarity",
    "stem: frequency times rarity",
    "number",
    "letters",
    "Latin",
    "articles",
    "definite",
    "joined and",
)


def word_features(pool: Pool, idf: Floats) -> Floats:
    """(words, len(WORD_FEATURES)) of every word of ``pool.vocabulary``; ``idf`` is per stem number."""
    by_word = _counts(pool, pool.words.values, len(pool.vocabulary))
    by_stem = _counts(pool, pool.stem_of_word[pool.words.values], len(pool.stems))
    in_titles = np.zeros(len(pool.stems))
    for title in pool.titles:
        in_titles[title] += 1
    titles = max(1, sum(len(title) > 0 for title in pool.titles))
    by_stem = np.column_stack(
        [by_stem, in_titles / titles, np.minimum(in_titles, 1), idf, by_stem[:, 0] * idf]
    )
    has_stem = pool.stem_of_word >= 0
    of_stem = np.full((len(pool.vocabulary), by_stem.shape[1]), -1.0)
    of_stem[has_stem] = by_stem[pool.stem_of_word[has_stem]]
    shape = np.array(
        [
            (
                word[0].isdigit(),
                len(word),
                "a" <= word[0] <= "z",
                np.log(len(pool.articles)),
                word.startswith("ال"),
                word.startswith("و"),
            )
            for word in pool.vocabulary
        ],
        dtype=np.float64,
    ).reshape(len(pool.vocabulary), 6)
    return np.column_stack([by_word, of_stem, shape])


def _counts(pool: Pool, keys: Ints, size: int) -> Floats:
    """(size, len(_COUNTS)) of every key; ``keys`` belong to ``pool.words.values``, -1 is left out."""
    units, articles = len(pool.units), len(pool.articles)
    rows = pool.words.rows()
    places = np.diff(pool.occurrences.starts)
    known = keys >= 0
    frequency = np.bincount(keys[known], places[rows[known]], minlength=size)
    pairs = np.unique(keys[known] * units + rows[known])
    key_of, unit_of = pairs // max(1, units), pairs % max(1, units)
    sentences = np.bincount(key_of, minlength=size)
    at = expand(pool.occurrences, unit_of)
    keys_at = np.repeat(key_of, places[unit_of])
    article, position = pool.occurrences.values[at], pool.positions.values[at]

    def articles_with(chosen: np.typing.NDArray[np.bool_] | slice) -> Ints:
        distinct = np.unique(keys_at[chosen] * articles + article[chosen])
        return np.bincount(distinct // max(1, articles), minlength=size)

    everywhere = articles_with(slice(None))
    first = np.full(size, 99.0)
    np.minimum.at(first, keys_at, position.astype(np.float64))
    newest = np.zeros(size)
    np.maximum.at(newest, keys_at, (article + 1) / max(1, articles))
    nearness = np.bincount(keys_at, 1 / (1.0 + position), minlength=size) / max(1, articles)
    return np.column_stack(
        [
            np.log1p(frequency),
            np.log1p(frequency) / max(1, articles),
            np.log1p(sentences),
            everywhere / max(1, articles),
            np.log(np.maximum(everywhere, 1)),
            articles_with(position <= 1) / max(1, articles),
            articles_with(position <= 4) / max(1, articles),
            np.log1p(first),
            newest,
            nearness,
        ]
    )


def expand(ragged: Ragged, rows: Ints) -> Ints:
    """Indices into ``ragged.values`` of all values of ``rows``, one row after the other."""
    sizes = np.diff(ragged.starts)[rows]
    ends = np.cumsum(sizes)
    indices: Ints = (
        np.arange(sizes.sum()) - np.repeat(ends - sizes, sizes) + np.repeat(ragged.starts[rows], sizes)
    )
    return indices


def expected_uses(pool: Pool, probabilities: Floats, common: Mapping[str, Floats]) -> Floats:
    """(words, REPEATS) chance that a briefing holds the word once, twice, and so on.

    ``common`` has the chances of very common words, ``probabilities`` those of all others' first use.
    """
    table = np.zeros((len(pool.vocabulary), REPEATS))
    table[:, 0] = probabilities
    table[:, 1] = SECOND_USE * probabilities
    for number, word in enumerate(pool.vocabulary):
        if word in common:
            table[number] = common[word]
    return table
