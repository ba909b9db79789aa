"""Rewordings without shared words are alike, strangers that share a name are not."""

from __future__ import annotations

import numpy as np

from summarizer.retrieval.evidence import observe
from summarizer.types import Article

LINES = [
    "ارتفعت أسعار النفط في الأسواق العالمية إلى أعلى مستوى منذ عام.",
    "صعد خام برنت إلى سبعين دولارا للبرميل عند إغلاق التداول في الأسواق.",
    "قتل خمسة جنود في تفجير استهدف قافلة عسكرية قرب المدينة.",
    "لقي خمسة عسكريين مصرعهم إثر انفجار عبوة ناسفة بقافلة جنود.",
]


def test_likeness_prefers_the_rewording() -> None:
    seen = observe([Article(id=str(n), text=line) for n, line in enumerate(LINES)])
    table = np.zeros((4, 4))
    table[seen.alike.rows(), seen.alike.columns] = seen.alike.values
    assert table[2, 3] == max(table[2])
    assert table[0, 1] == max(table[0])
    assert table[2, 3] > max(table[0, 2], table[0, 3], table[1, 2], table[1, 3])


def test_likeness_is_symmetric_and_never_above_one() -> None:
    seen = observe([Article(id=str(n), text="\n".join(LINES[n:])) for n in range(3)])
    table = np.zeros((len(seen.pool.units),) * 2)
    table[seen.alike.rows(), seen.alike.columns] = seen.alike.values
    np.testing.assert_allclose(table, table.T, atol=2e-6)
    assert np.abs(table).max() <= 1
