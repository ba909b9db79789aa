"""What training/salience learnt: read from the file beside this one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.retrieval.evidence import Observations
from summarizer.retrieval.expectation import expected_uses
from summarizer.retrieval.policy import Evidence
from summarizer.retrieval.pool import Floats, Pool
from summarizer.retrieval.trees import Trees

FILE = Path(__file__).with_name("weights.npz")
_KINDS = ("briefing", "standfirst")


@dataclass(frozen=True)
class Expectation:
    """Which words one kind of summary repeats."""

    word: Trees
    """Log-odds that a word stands in the summary, over WORD_FEATURES."""
    common: Mapping[str, Floats]
    """Chances of the first, second … use of very common words."""

    def uses(self, pool: Pool, rows: Floats) -> Floats:
        """(words, REPEATS) chance of each further use, from the words' features."""
        return expected_uses(pool, 1 / (1 + np.exp(-self.word.predict(rows))), self.common)


@dataclass(frozen=True)
class Weights:
    """The learnt parts of salience."""

    briefing: Expectation
    standfirst: Expectation
    step: Trees
    """Gain per word of choosing a sentence next, over STEP_FEATURES and UNIT_FEATURES."""
    length_power: float
    """Sentences are compared by gain per word times words to this power."""

    def evidence(self, seen: Observations) -> Evidence:
        """What the policy looks at, from what was observed."""
        return Evidence(
            seen.pool,
            seen.graph,
            seen.units,
            self.briefing.uses(seen.pool, seen.words),
            self.standfirst.uses(seen.pool, seen.words),
        )

    def save(self, path: Path) -> None:
        """Write ``path``, the same bytes for the same weights."""
        arrays: dict[str, Any] = {
            "length_power": np.array(self.length_power),
            **self.step.arrays("step"),
        }
        for name in _KINDS:
            expectation: Expectation = getattr(self, name)
            words = sorted(expectation.common)
            arrays |= {
                f"{name}_common": np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
                f"{name}_common_uses": np.array([expectation.common[word] for word in words], np.float32),
                **expectation.word.arrays(f"{name}_word"),
            }
        np.savez_compressed(path, **arrays)


@lru_cache(maxsize=4)
def load_weights(path: Path = FILE) -> Weights:
    """The weights in ``path``."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    kinds = {}
    for name in _KINDS:
        words = bytes(arrays[f"{name}_common"]).decode("utf-8").split("\n")
        uses = arrays[f"{name}_common_uses"].astype(np.float64)
        kinds[name] = Expectation(
            Trees.from_arrays(arrays, f"{name}_word"), dict(zip(words, uses, strict=True))
        )
    return Weights(
        **kinds,
        step=Trees.from_arrays(arrays, "step"),
        length_power=float(arrays["length_power"]),
    )


@lru_cache(maxsize=1)
def weights_digest() -> str:
    """Twelve characters that name everything learnt that retrieval uses: for signatures."""
    digest = hashlib.sha256(FILE.read_bytes())
    for name in ("background.npz", "latent.npz"):
        digest.update(FILE.with_name(name).read_bytes())
    return digest.hexdigest()[:12]
