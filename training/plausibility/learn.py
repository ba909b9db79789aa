"""Learn the second gate from drafts that were read: ``summarizer/trust/plausibility.json``.

    python -m training.plausibility.learn statements_train.jsonl.xz statements_dev.jsonl.xz
        [--labels training/plausibility/labels.jsonl] [--output summarizer/trust/plausibility.json]

``labels.jsonl`` holds one draft a line with the id of its theme; the sources come from the files of
statements. Weights are learnt on the drafts of train themes; the threshold is the lowest at which, of the
accepted drafts of dev and of train (each judged by a model that has not seen it), at most ``--bad`` are bad.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from summarizer.trust.plausibility import FEATURES, REACH, features

SIGNS = tuple(
    """verbless verbs_dropped numbers_dropped bereft_skips orphan_skips rough_skips heads_dropped
    pronouns_left opening_strange opening_inflected agreement subject_cut speaker_moved frame_clash
    prepositions_changed relative_moved inflected broken repeated end_loose end_verb tail_verb speech_empty
    glued_quote leaning""".split()
)
"""Features that refuse a statement by themselves: of the good drafts of train few have one."""
STRENGTH = 0.1
"""Inverse of the L2 penalty; 0.03 to 1 differ by less than 0.01 in ROC AUC."""
FOLDS = 5
SEEDS = 3

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """Drafts as rows; ``good`` is label 1 or 2."""

    rows: Array
    good: NDArray[np.bool_]
    split: NDArray[np.str_]
    task: NDArray[np.str_]


def read_sources(paths: list[Path]) -> dict[str, list[str]]:
    """The source sentences of each theme, by its id."""
    found: dict[str, list[str]] = {}
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["id"]] = [source["text"] for source in row["sources"]]
    return found


def read_labels(path: Path, sources: dict[str, list[str]]) -> Labelled:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Labelled(
        np.array([features(row["draft"], sources[row["id"]], row["score"]) for row in rows]),
        np.array([row["label"] > 0 for row in rows]),
        np.array([row["split"] for row in rows]),
        np.array([row["task"] for row in rows]),
    )


def learn(rows: Array, good: NDArray[np.bool_]) -> dict[str, Any]:
    """Means, scales and weights of the logistic regression."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-6] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(np.clip((rows - mean) / scale, -REACH, REACH), good)
    return {
        "mean": [round(float(x), 5) for x in mean],
        "scale": [round(float(x), 5) for x in scale],
        "weights": [round(float(x), 5) for x in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 5),
    }


def judge(learnt: dict[str, Any], rows: Array, *, signs: bool) -> Array:
    """What ``plausibility`` says of ``rows``."""
    standard = np.clip((rows - learnt["mean"]) / learnt["scale"], -REACH, REACH)
    value: Array = 1.0 / (1.0 + np.exp(-(standard @ np.array(learnt["weights"]) + learnt["intercept"])))
    if signs:
        marked = [FEATURES.index(name) for name in SIGNS]
        value = np.where((rows[:, marked] > 0.5).any(axis=1), 0.0, value)
    return value


def out_of_fold(rows: Array, good: NDArray[np.bool_], *, signs: bool) -> Array:
    """Each row judged by models that have not seen it, averaged over :data:`SEEDS` partitions."""
    total = np.zeros(len(good))
    for seed in range(SEEDS):
        for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(rows, good):
            total[unseen] += judge(learn(rows[seen], good[seen]), rows[unseen], signs=signs)
    return total / SEEDS


def wilson(bad: int, whole: int, *, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    share, square = bad / whole, z * z / whole
    centre = share + square / 2
    reach = z * math.sqrt(share * (1 - share) / whole + square / (4 * whole))
    return (centre - reach) / (1 + square), (centre + reach) / (1 + square)


def threshold(value: Array, good: NDArray[np.bool_], *, bad: float) -> float:
    """The lowest threshold above which at most a share ``bad`` is bad; above 1 where there is none."""
    order = np.argsort(-value, kind="stable")
    share = np.cumsum(~good[order]) / np.arange(1, len(good) + 1)
    fitting = [at for at in range(len(order)) if share[at] <= bad and value[order[at]] > 0]
    if not fitting or fitting[-1] < 9:
        return 1.01
    return math.floor(float(value[order[fitting[-1]]]) * 1000) / 1000


def told(name: str, value: Array, good: NDArray[np.bool_], least: float) -> str:
    accepted = value >= least
    bad, whole = int((~good & accepted).sum()), int(accepted.sum())
    low, high = wilson(bad, whole)
    return (
        f"{name}: {len(good)} drafts, {int(good.sum())} good, {whole} accepted, {bad} of them bad "
        f"({bad / max(1, whole):.1%}, {low:.1%} to {high:.1%}); "
        f"{int((good & accepted).sum())} of the good kept"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("statements", type=Path, nargs="+")
    parser.add_argument("--labels", type=Path, default=Path("training/plausibility/labels.jsonl"))
    parser.add_argument("--output", type=Path, default=Path("summarizer/trust/plausibility.json"))
    parser.add_argument("--bad", type=float, default=0.05, help="share of bad among accepted, at most")
    options = parser.parse_args()
    data = read_labels(options.labels, read_sources(options.statements))
    statement = data.task == "statement"
    train, dev = statement & (data.split == "train"), statement & (data.split == "dev")
    learnt = learn(data.rows[train], data.good[train])
    values = np.zeros(len(data.good))
    values[train] = out_of_fold(data.rows[train], data.good[train], signs=True)
    values[dev] = judge(learnt, data.rows[dev], signs=True)
    plain = np.zeros(len(data.good))
    plain[train] = out_of_fold(data.rows[train], data.good[train], signs=False)
    plain[~train] = judge(learnt, data.rows[~train], signs=False)
    for name, part in (("train, out of fold", train), ("dev", dev), ("headlines", ~statement)):
        print(f"ROC AUC of the regression alone, {name}: {roc_auc_score(data.good[part], plain[part]):.3f}")
    for name, part in (("train, out of fold", train), ("dev", dev)):
        print(f"ROC AUC with the signs, {name}: {roc_auc_score(data.good[part], values[part]):.3f}")
    least = threshold(values[statement], data.good[statement], bad=options.bad)
    headline = threshold(plain[~statement], data.good[~statement], bad=options.bad)
    print(f"threshold {least} for statements, {headline} for headlines")
    print(told("train", values[train], data.good[train], least))
    print(told("dev", values[dev], data.good[dev], least))
    print(told("headlines", plain[~statement], data.good[~statement], headline))
    table = {"features": list(FEATURES), **learnt, "signs": list(SIGNS)}
    table |= {"statement": least, "headline": headline}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in table.items())
    options.output.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
