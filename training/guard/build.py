"""Learn summarizer/trust/support.json: true statements against the same made false by rule.

The references are true; :mod:`summarizer.evaluation.corruptions` makes them false. Names, numbers and
weekdays are left to the rules of the guard. The threshold is set on statements held out by cross-validation,
so that the share given as ``--refuse`` of the true ones is refused.

    python -m training.guard.build --statements S [--limit 4000] [--refuse 0.04] --out FILE
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.evaluation.corruptions import corruptions
from summarizer.trust.features import NAMES, features
from training.lexicon.build import rows

LEFT_TO_RULES = ("name", "number", "weekday", "hedge")
TRUE = "true"
WEIGHT_OF_TRUE = 3.0
"""Against 1 for all corruptions of a kind together; false alarms cost a written statement."""


def examples(row: dict[str, Any]) -> list[tuple[str, list[float]]]:
    """Kind and features of a statement and of its corruptions."""
    sources = [source["text"] for source in row["sources"]]
    found = [(TRUE, features(row["statement"], sources))]
    for one in corruptions(row["statement"], sources):
        if one.kind not in LEFT_TO_RULES:
            found.append((one.kind, features(one.text, sources)))
    return found


def flatten(model: Any) -> list[list[list[float]]]:
    """The trees of a fitted scikit-learn booster as plain lists, learning rate folded in."""
    trees = []
    for (tree,) in model.estimators_:
        inner = tree.tree_
        leaf = inner.children_left < 0
        trees.append(
            [
                np.where(leaf, -1, inner.feature).tolist(),
                [round(float(t), 5) for t in np.where(leaf, 0.0, inner.threshold)],
                np.where(leaf, 0, inner.children_left).tolist(),
                np.where(leaf, 0, inner.children_right).tolist(),
                [round(float(v) * model.learning_rate, 5) for v in np.where(leaf, inner.value[:, 0, 0], 0.0)],
            ]
        )
    return trees


def learn(data: list[list[tuple[str, list[float]]]], *, refuse: float) -> dict[str, Any]:
    """The model as the JSON that the guard reads, and its rates by cross-validation over statements."""
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.model_selection import GroupKFold, cross_val_predict

    kinds = np.array([kind for group in data for kind, _ in group])
    table = np.array([row for group in data for _, row in group])
    groups = np.array([i for i, group in enumerate(data) for _ in group])
    labels = (kinds != TRUE).astype(int)
    counts = Counter(kinds.tolist())
    weights = np.array([(WEIGHT_OF_TRUE if kind == TRUE else 1.0) / counts[kind] for kind in kinds.tolist()])
    weights *= len(weights) / weights.sum()
    model = GradientBoostingClassifier(
        n_estimators=220, max_depth=4, subsample=0.7, learning_rate=0.08, min_samples_leaf=20, random_state=0
    )
    held_out = cross_val_predict(
        model, table, labels, groups=groups, cv=GroupKFold(3), method="predict_proba",
        params={"sample_weight": weights},
    )[:, 1]  # fmt: skip
    threshold = float(np.quantile(held_out[kinds == TRUE], 1 - refuse))
    for kind in sorted(counts):
        share = float((held_out[kinds == kind] > threshold).mean())
        print(f"{kind:18} {counts[kind]:6} suspected {share:.3f}")
    model.fit(table, labels, sample_weight=weights)
    first = float(model.init_.class_prior_[1])
    return {
        "features": list(NAMES),
        "base": float(np.log(first / (1 - first))),
        "threshold": threshold,
        "trees": flatten(model),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=4000)
    parser.add_argument("--refuse", type=float, default=0.04)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    def chosen() -> Iterator[dict[str, Any]]:
        for index, row in enumerate(rows(options.statements)):
            if index >= options.limit:
                return
            yield row

    with Pool(options.processes) as pool:
        data = pool.map(examples, list(chosen()), chunksize=32)
    model = learn(data, refuse=options.refuse)
    options.out.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    print(options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
