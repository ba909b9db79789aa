"""What is known of a sentence before anything is chosen."""

from __future__ import annotations

import re

import numpy as np

from summarizer.arabic.normalise import normalise
from summarizer.retrieval.centrality import lexrank
from summarizer.retrieval.expectation import expand
from summarizer.retrieval.pool import Floats, Ints, Pool
from summarizer.retrieval.similarity import Graph, Vectors

SUPPORTED = 0.3
"""Cosine from which a sentence of another article counts as telling the same."""

UNIT_FEATURES = (
    "words",
    "place",
    "place as a share",
    "earliest place of a copy",
    "first sentence",
    "mean best match",
    "best match",
    "share of articles matched loosely",
    "articles matched",
    "articles matched closely",
    "LexRank",
    "LexRank with position",
    "share of own title",
    "mean share of titles",
    "best share of a title",
    "numbers",
    "quotation marks",
    "leaning",
    "joined and",
    "recency",
    "days before the newest",
    "newest article",
    "articles with a copy",
    "articles",
    "sentences of its article",
)

_LEANING = re.compile(
    r"\W*(?:و?(?:اضاف|تابع|اوضح|اشار|لفت|اكد|قال|ذكر|اعتبر|شدد|راي)ت?|كما|فيما|بينما|لكن|غير|هذا|حيث|كذلك"
    r"|من جهت\w+|من جانب\w+|ويذكر|يذكر|و\w+)\b"
)
_MARKS = re.compile('[«»“”"]')


def unit_features(pool: Pool, idf: Floats, vectors: Vectors, graph: Graph) -> Floats:
    """(n, len(UNIT_FEATURES)) of every unit of ``pool``."""
    count, articles = len(pool.units), len(pool.articles)
    if not count:
        return np.zeros((0, len(UNIT_FEATURES)))
    others = max(1, articles - 1)
    lengths = np.array([len(unit.text.split()) for unit in pool.units], dtype=np.float64)
    folded = [normalise(unit.text) for unit in pool.units]
    is_number = np.array([word[0].isdigit() for word in pool.vocabulary], dtype=np.float64)
    numbers = np.bincount(pool.words.rows(), is_number[pool.words.values], minlength=count)
    earliest = np.minimum.reduceat(pool.positions.values, pool.occurrences.starts[:-1])
    matches = best_matches(pool, graph)
    of_title = title_shares(pool, idf, vectors)
    in_articles = np.array([len(set(pool.occurrences[row].tolist())) for row in range(count)])
    days = _days(pool)
    return np.column_stack(
        [
            lengths,
            np.log1p(pool.position_of),
            pool.position_of / np.maximum(pool.lengths[pool.article_of], 1),
            np.log1p(earliest),
            pool.position_of == 0,
            matches[:, 0] / others,
            matches[:, 1],
            matches[:, 2] / others,
            matches[:, 3],
            matches[:, 4],
            lexrank(graph, np.ones(count)),
            lexrank(graph, 1 / (1.0 + earliest)),
            of_title,
            numbers,
            np.array([len(_MARKS.findall(unit.text)) for unit in pool.units]) / lengths,
            [bool(_LEANING.match(text)) for text in folded],
            [text.lstrip('"«“ ').startswith("و") for text in folded],
            (days / max(1, days.max()))[pool.article_of],
            (days.max() - days)[pool.article_of],
            pool.article_of == articles - 1,
            in_articles,
            np.full(count, articles),
            np.log(np.maximum(pool.lengths[pool.article_of], 1)),
        ]
    ).astype(np.float64)


def best_matches(pool: Pool, graph: Graph) -> Floats:
    """(n, 5) over the other articles: sum and maximum of the best cosine in each, and how many have one
    of at least 0.2, ``SUPPORTED`` and 0.5. A copy counts as 1."""
    count, articles = len(pool.units), len(pool.articles)
    rows = graph.rows()
    at = expand(pool.occurrences, graph.columns)
    sizes = np.diff(pool.occurrences.starts)
    keys = np.repeat(rows, sizes[graph.columns]) * articles + pool.occurrences.values[at]
    values = np.repeat(graph.values, sizes[graph.columns])
    keys = np.concatenate([keys, pool.occurrences.rows() * articles + pool.occurrences.values])
    values = np.concatenate([values, np.ones(len(pool.occurrences.values))])
    order = np.lexsort((-values, keys))
    keys, values = keys[order], values[order]
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    keys, values = keys[first], values[first]
    row, article = keys // articles, keys % articles
    other = article != pool.article_of[row]
    row, values = row[other], values[other]
    largest = np.zeros(count)
    np.maximum.at(largest, row, values)
    return np.column_stack(
        [
            np.bincount(row, values, minlength=count),
            largest,
            *(np.bincount(row[values >= least], minlength=count) for least in (0.2, SUPPORTED, 0.5)),
        ]
    )


def title_shares(pool: Pool, idf: Floats, vectors: Vectors) -> Floats:
    """(n, 3) idf-weighted share of the own title's stems that a unit holds; mean and maximum over titles."""
    count = len(pool.units)
    holders: dict[int, list[int]] = {}
    totals = np.zeros(len(pool.titles))
    for number, title in enumerate(pool.titles):
        totals[number] = idf[title].sum()
        for stem in title.tolist():
            holders.setdefault(stem, []).append(number)
    order = np.argsort(vectors.ids.values, kind="stable")
    sorted_ids, sorted_rows = vectors.ids.values[order], vectors.ids.rows()[order]
    mean, best, own = np.zeros(count), np.zeros(count), np.zeros(count)
    by_title: list[list[tuple[Ints, float]]] = [[] for _ in pool.titles]
    for stem, numbers in holders.items():
        low, high = np.searchsorted(sorted_ids, [stem, stem + 1])
        for number in numbers:
            by_title[number].append((sorted_rows[low:high], float(idf[stem])))
    for number, postings in enumerate(by_title):
        if not totals[number]:
            continue
        rows = np.concatenate([rows for rows, _ in postings])
        weights = np.repeat([weight for _, weight in postings], [len(rows) for rows, _ in postings])
        share = np.bincount(rows, weights, minlength=count) / totals[number]
        mean += share
        best = np.maximum(best, share)
        mine = pool.article_of == number
        own[mine] = share[mine]
    return np.column_stack([own, mean / max(1, len(pool.titles)), best])


def _days(pool: Pool) -> Ints:
    """(m,) days of each article after the oldest one; 0 for all unless every article is dated."""
    dates = [article.date for article in pool.articles]
    known = [date for date in dates if date is not None]
    if len(known) < len(dates):
        return np.zeros(len(dates), dtype=np.int64)
    oldest = min(known)
    return np.array([(date - oldest).days for date in known], dtype=np.int64)
