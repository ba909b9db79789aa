"""From articles to all that choosing looks at: pool, similarity, expectation, features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.retrieval.background import inverse_document_frequency
from summarizer.retrieval.expectation import word_features
from summarizer.retrieval.features import unit_features
from summarizer.retrieval.latent import latent_vectors, likeness
from summarizer.retrieval.pool import Floats, Pool, build_pool
from summarizer.retrieval.similarity import Graph, similar_pairs, stem_vectors
from summarizer.types import Article

LEAST_SIMILARITY = 0.1
"""Cosines below this are not kept: no feature and no theme looks at them."""


@dataclass(frozen=True)
class Observations:
    """What can be seen of the articles before any weight is applied."""

    pool: Pool
    graph: Graph
    """Lexical similarity."""
    alike: Graph
    """The same pairs, lexical and latent similarity mixed: which sentences tell the same fact."""
    units: Floats
    """(n, len(UNIT_FEATURES))"""
    words: Floats
    """(words, len(WORD_FEATURES))"""


def observe(articles: Sequence[Article]) -> Observations:
    """Read ``articles``, which tell of one event."""
    pool = build_pool(articles)
    idf = inverse_document_frequency(pool.stems)
    vectors = stem_vectors(pool, idf)
    graph = similar_pairs(vectors, threshold=LEAST_SIMILARITY)
    return Observations(
        pool,
        graph,
        likeness(graph, latent_vectors(pool, vectors)),
        unit_features(pool, idf, vectors, graph),
        word_features(pool, idf),
    )
