"""How common a stem is in Arabic news: document frequencies learnt once, shipped beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from summarizer.retrieval.pool import Floats

_FILE = Path(__file__).with_name("background.npz")


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], int]:
    with np.load(_FILE) as stored:
        stems = bytes(stored["stems"]).decode("utf-8").split("\n")
        frequencies = stored["frequencies"]
        documents = int(stored["documents"])
    return dict(zip(stems, frequencies.tolist(), strict=True)), documents


def known_stems() -> tuple[str, ...]:
    """The stems of the table, in its order."""
    return tuple(_table()[0])


def inverse_document_frequency(stems: Sequence[str]) -> Floats:
    """(len(stems),) natural logarithm of documents over documents with the stem; unknown stems count as
    seen once less than the rarest one kept."""
    table, documents = _table()
    rarest = min(table.values()) if table else 1
    frequencies = np.array([table.get(stem, max(1, rarest - 1)) for stem in stems], dtype=np.float64)
    rarity: Floats = np.log(np.divide(documents + 1, frequencies + 0.5, dtype=np.float64))
    return np.round(rarity, 4)
