"""Evaluate boosted regression trees with numpy; they are grown by training/salience with scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from summarizer.retrieval.pool import Floats

_ROWS_AT_ONCE = 4096


@dataclass(frozen=True)
class Trees:
    """Trees of one ensemble, padded to the same number of nodes; a leaf points to itself."""

    features: npt.NDArray[np.int16]
    """(trees, nodes) column that a node looks at."""
    thresholds: npt.NDArray[np.float32]
    """(trees, nodes) rows with a value up to this go left."""
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    values: npt.NDArray[np.float32]
    """(trees, nodes) what a leaf adds; 0 in inner nodes."""
    baseline: float
    depth: int

    def predict(self, rows: Floats) -> Floats:
        """(n,) baseline plus the sum of the leaves that each row of ``rows`` (n, columns) falls into."""
        blocks = [
            self._predict(rows[start : start + _ROWS_AT_ONCE].astype(np.float32))
            for start in range(0, len(rows), _ROWS_AT_ONCE)
        ]
        return np.concatenate(blocks) if blocks else np.zeros(0)

    def _predict(self, rows: npt.NDArray[np.float32]) -> Floats:
        roots, features, thresholds, children, values = self._flat
        nodes = np.tile(roots, (len(rows), 1))
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        for _ in range(self.depth):
            seen = rows.take(first + features.take(nodes))
            goes_left = seen <= thresholds.take(nodes)
            nodes = children.take(2 * nodes + goes_left) + roots
        leaves: Floats = values.take(nodes).sum(axis=1, dtype=np.float64)
        return self.baseline + leaves

    @cached_property
    def _flat(self) -> tuple[npt.NDArray[Any], ...]:
        """Roots; features, thresholds, children (right and left of each node), values of all nodes."""
        trees, width = self.features.shape
        children = np.stack([self.right.ravel(), self.left.ravel()], axis=1).ravel()
        return (
            np.arange(trees) * width,
            self.features.ravel().astype(np.int64),
            self.thresholds.ravel(),
            children.astype(np.int64),
            self.values.ravel(),
        )

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """The arrays to store, named with ``prefix``."""
        return {
            f"{prefix}_features": self.features,
            f"{prefix}_thresholds": self.thresholds,
            f"{prefix}_left": self.left,
            f"{prefix}_right": self.right,
            f"{prefix}_values": self.values,
            f"{prefix}_shape": np.array([self.baseline, self.depth]),
        }

    @classmethod
    def from_arrays(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str) -> Trees:
        """The reverse of :meth:`arrays`."""
        baseline, depth = stored[f"{prefix}_shape"]
        return cls(
            features=stored[f"{prefix}_features"],
            thresholds=stored[f"{prefix}_thresholds"],
            left=stored[f"{prefix}_left"],
            right=stored[f"{prefix}_right"],
            values=stored[f"{prefix}_values"],
            baseline=float(baseline),
            depth=int(depth),
        )
