"""Trees evaluated with numpy say what scikit-learn says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from summarizer.retrieval.trees import Trees
from summarizer.retrieval.weights import Weights, load_weights


def test_packed_trees_predict_as_scikit_learn_does() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    from training.salience.grow import pack

    draw = np.random.default_rng(3)
    rows = draw.normal(size=(600, 5)).astype(np.float32)
    amounts = rows[:, 0] * rows[:, 1] + np.sin(rows[:, 2])
    model = ensemble.HistGradientBoostingRegressor(max_iter=20, random_state=0).fit(rows, amounts)
    unseen = draw.normal(size=(5000, 5)).astype(np.float32).astype(np.float64)
    np.testing.assert_allclose(pack(model).predict(unseen), model.predict(unseen), atol=1e-4)


def test_no_rows_no_predictions() -> None:
    trees = load_weights().step
    assert trees.predict(np.zeros((0, int(trees.features.max()) + 1))).shape == (0,)


def test_weights_survive_being_written(tmp_path: Path) -> None:
    weights = load_weights()
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    weights.save(first)
    weights.save(second)
    assert first.read_bytes() == second.read_bytes()
    again = load_weights(first)
    assert isinstance(again, Weights)
    assert isinstance(again.step, Trees)
    rows = np.random.default_rng(0).normal(size=(50, int(weights.step.features.max()) + 1))
    np.testing.assert_array_equal(again.step.predict(rows), weights.step.predict(rows))
    assert list(again.briefing.common) == list(weights.briefing.common)
