"""What training/salience learnt: read from the file beside this one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.retrieval.pool import Floats
from summarizer.retrieval.trees import Trees

FILE = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Weights:
    """The learnt parts of salience."""

    word: Trees
    """Log-odds that a word stands in a briefing, over WORD_FEATURES."""
    step: Trees
    """Gain per word of choosing a sentence next, over STEP_FEATURES and UNIT_FEATURES."""
    common: Mapping[str, Floats]
    """Chances of the first, second … use of very common words."""
    length_power: float
    """Sentences are compared by gain per word times words to this power."""

    def probabilities(self, rows: Floats) -> Floats:
        """(words,) chance of each word, from its features."""
        return 1 / (1 + np.exp(-self.word.predict(rows)))

    def save(self, path: Path) -> None:
        """Write ``path``, the same bytes for the same weights."""
        words = sorted(self.common)
        arrays: dict[str, Any] = {
            "common": np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
            "common_uses": np.array([self.common[word] for word in words], dtype=np.float32),
            "length_power": np.array(self.length_power),
            **self.word.arrays("word"),
            **self.step.arrays("step"),
        }
        np.savez_compressed(path, **arrays)


@lru_cache(maxsize=4)
def load_weights(path: Path = FILE) -> Weights:
    """The weights in ``path``."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = bytes(arrays["common"]).decode("utf-8").split("\n")
    uses = arrays["common_uses"].astype(np.float64)
    return Weights(
        word=Trees.from_arrays(arrays, "word"),
        step=Trees.from_arrays(arrays, "step"),
        common=dict(zip(words, uses, strict=True)),
        length_power=float(arrays["length_power"]),
    )


@lru_cache(maxsize=1)
def weights_digest() -> str:
    """Twelve characters that name the shipped weights and background: for signatures."""
    digest = hashlib.sha256(FILE.read_bytes())
    digest.update(FILE.with_name("background.npz").read_bytes())
    return digest.hexdigest()[:12]
