"""Grow boosted trees with scikit-learn and pack them for summarizer.retrieval.trees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from summarizer.retrieval.pool import Floats
from summarizer.retrieval.trees import Trees


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How large an ensemble grows and how fast it learns."""

    trees: int
    rate: float
    leaves: int = 15
    least_rows: int = 60
    penalty: float = 10.0
    depth: int = 6


def grow_chances(rows: Floats, shares: Floats, weights: Floats, shape: Shape) -> Trees:
    """Trees whose logistic is the chance of an outcome; ``shares`` (n,) lies between 0 and 1."""
    weights = np.concatenate([shares * weights, (1 - shares) * weights])
    used = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=shape.trees,
        learning_rate=shape.rate,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least_rows,
        l2_regularization=shape.penalty,
        max_depth=shape.depth,
        early_stopping=False,
        random_state=0,
    )
    model.fit(
        np.concatenate([rows, rows]).astype(np.float32)[used],
        np.concatenate([np.ones(len(rows)), np.zeros(len(rows))])[used],
        sample_weight=weights[used],
    )
    return pack(model)


def grow_amounts(rows: Floats, amounts: Floats, weights: Floats, shape: Shape) -> Trees:
    """Trees that predict ``amounts`` (n,) with least squares."""
    model = HistGradientBoostingRegressor(
        max_iter=shape.trees,
        learning_rate=shape.rate,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least_rows,
        l2_regularization=shape.penalty,
        max_depth=shape.depth,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows.astype(np.float32), amounts, sample_weight=weights)
    return pack(model)


def pack(model: Any) -> Trees:
    """The trees of a fitted scikit-learn model as arrays (its private nodes, scikit-learn 1.5 to 1.8)."""
    nodes = [predictors[0].nodes for predictors in model._predictors]
    width = max(len(tree) for tree in nodes)
    shape = (len(nodes), width)
    features = np.zeros(shape, dtype=np.int16)
    thresholds = np.zeros(shape, dtype=np.float32)
    left = np.tile(np.arange(width, dtype=np.int16), (len(nodes), 1))
    right = left.copy()
    values = np.zeros(shape, dtype=np.float32)
    for number, tree in enumerate(nodes):
        inner = tree["is_leaf"] == 0
        size = len(tree)
        features[number, :size] = np.where(inner, tree["feature_idx"], 0)
        thresholds[number, :size] = np.where(inner, tree["num_threshold"], 0)
        left[number, :size] = np.where(inner, tree["left"], np.arange(size))
        right[number, :size] = np.where(inner, tree["right"], np.arange(size))
        values[number, :size] = np.where(inner, 0, tree["value"])
    depth = max(int(tree["depth"].max()) for tree in nodes)
    return Trees(
        features, thresholds, left, right, values, float(np.ravel(model._baseline_prediction)[0]), depth
    )
