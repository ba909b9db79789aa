"""The sparse graph holds exactly the pairs that a table of all cosines holds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.retrieval.pool import build_pool
from summarizer.retrieval.similarity import similar_pairs, stem_vectors
from summarizer.types import Article

WORDS = "جسر نهر مدينة افتتح رئيس بلدية كلفة دينار 12 سيارة".split()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=12))
def test_graph_equals_the_full_table(lines: list[list[str]]) -> None:
    pool = build_pool([Article(id="a", text="\n".join(" ".join(line) for line in lines))])
    vectors = stem_vectors(pool, np.arange(1, len(pool.stems) + 1, dtype=np.float64))
    table = np.zeros((len(pool.units), vectors.width))
    table[vectors.ids.rows(), vectors.ids.values] = vectors.weights
    cosines = table @ table.T
    np.fill_diagonal(cosines, 0.0)
    graph = similar_pairs(vectors, threshold=0.2)
    dense = np.zeros_like(cosines)
    dense[graph.rows(), graph.columns] = graph.values
    clear = np.abs(cosines - 0.2) > 1e-6
    np.testing.assert_allclose(dense[clear], np.where(cosines >= 0.2, cosines, 0)[clear], atol=1e-6)


def test_spelling_and_digits_do_not_hide_a_match() -> None:
    pool = build_pool(
        [
            Article(id="a", text="أعلنت السفيرة الأمريكية وصول ١٢ شاحنة"),
            Article(id="b", text="اعلنت السفيره الامريكية وصول 12 شاحنه"),
        ]
    )
    assert len(pool.units) == 1
    assert len(pool.copies[0]) == 1
