"""What each kind of feature is worth: held-out ROUGE of quoting with parts of the policy taken away.

    python -m training.salience.ablate --briefings BRIEFINGS.jsonl --standfirsts CLUSTERS.jsonl

Both files are the training sets. The step trees are grown on five sixths of the clusters and tried on the
last sixth, whose word expectations are cross-fitted as in learn.py; the development sets are not looked at.
Scores are mean F1 of ROUGE-1, 2 and L (orthographic protocol), sentences printed until the budget, cut there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from summarizer.evaluation.baselines import BASELINES
from summarizer.evaluation.rouge import rouge
from summarizer.evaluation.systems import fill
from summarizer.retrieval.features import UNIT_FEATURES
from summarizer.retrieval.policy import STEP_FEATURES, Evidence, Progress
from summarizer.retrieval.pool import Floats
from training.salience.data import read_clusters
from training.salience.examples import Lesson, lesson_of
from training.salience.grow import grow_amounts
from training.salience.learn import (
    BRIEFING_WORDS,
    LENGTH_POWER,
    STANDFIRST_WORDS,
    STEP_SHAPE,
    cross_fitted,
    expectation_of,
    states,
)

PARTS = 6
ALL = (*STEP_FEATURES, *UNIT_FEATURES)
STATE = {
    "content words said already",
    "nearest chosen",
    "nearness to all chosen",
    "chosen sentences",
    "chosen words",
    "chosen of its article",
    "follows the last chosen",
}
EXPECTATION = {name for name in STEP_FEATURES if "expect" in name or "strongest" in name or "pairs" in name}
PLACE = {name for name in UNIT_FEATURES if "place" in name or name == "first sentence"}
OTHERS = {name for name in UNIT_FEATURES if "match" in name or "LexRank" in name or "copy" in name}
TITLE = {name for name in UNIT_FEATURES if "title" in name}
TIME = {"recency", "days before the newest", "newest article"}

Predict = Callable[[Floats], Floats]
Task = tuple[Lesson, Evidence, int]


def quoted(task: Task, predict: Predict) -> list[float]:
    """ROUGE-1, 2 and L of the sentences that ``predict`` chooses one after the other."""
    lesson, evidence, budget = task
    progress = Progress(evidence, lesson.candidates)
    lengths = evidence.units[lesson.candidates, 0]
    free = np.ones(len(lesson.candidates), dtype=np.bool_)
    while progress.chosen_words < budget and free.any():
        worth = predict(progress.features()) * lengths**LENGTH_POWER
        worth[~free] = -np.inf
        best = int(np.argmax(worth))
        free[best] = False
        progress.add(int(lesson.candidates[best]))
    return scores(fill((lesson.seen.pool.units[u] for u in progress.chosen), budget).text, lesson)


def scores(text: str, lesson: Lesson) -> list[float]:
    """F1 of ROUGE-1, 2 and L, in percent, mean over the references."""
    found = rouge(text, lesson.cluster.references, metrics=("rouge1", "rouge2", "rougeL"))
    return [100 * found[metric].fmeasure for metric in ("rouge1", "rouge2", "rougeL")]


def main() -> None:
    """Grow, try, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--briefings", type=Path, required=True)
    parser.add_argument("--standfirsts", type=Path, required=True)
    arguments = parser.parse_args()
    kinds = [
        [lesson_of(cluster) for cluster in read_clusters(path) if cluster.references]
        for path in (arguments.briefings, arguments.standfirsts)
    ]
    report(kinds[0], kinds[1])


def report(briefings: Sequence[Lesson], standfirsts: Sequence[Lesson]) -> None:
    """Print one line per variant."""
    expectations = [expectation_of(lessons) for lessons in (briefings, standfirsts)]
    tasks: list[Task] = []
    for kind, lessons, budget in ((0, briefings, BRIEFING_WORDS), (1, standfirsts, STANDFIRST_WORDS)):
        for lesson, own in zip(lessons, cross_fitted(lessons), strict=True):
            seen = lesson.seen
            other = expectations[1 - kind].uses(seen.pool, seen.words)
            uses = (own, other) if kind == 0 else (other, own)
            tasks.append((lesson, Evidence(seen.pool, seen.graph, seen.units, *uses), budget))
    part = np.random.default_rng(1).integers(0, PARTS, len(tasks))
    draw = np.random.default_rng(0)
    examples = [states(*task, draw) for task, number in zip(tasks, part, strict=True) if number]
    rows = np.concatenate([example[0] for example in examples if len(example[1])])
    gains = np.concatenate([example[1] for example in examples if len(example[1])])
    weights = np.concatenate([example[2] for example in examples if len(example[1])])
    weights /= weights.mean()
    held = [task for task, number in zip(tasks, part, strict=True) if not number]

    def line(name: str, text_scores: Callable[[Task], list[float]]) -> None:
        cells = []
        for budget in (BRIEFING_WORDS, STANDFIRST_WORDS):
            means = np.mean([text_scores(task) for task in held if task[2] == budget], axis=0)
            cells.append(" / ".join(f"{mean:.1f}" for mean in means))
        print(f"| {name} | {cells[0]} | {cells[1]} |", flush=True)

    def without(label: str, names: set[str]) -> None:
        kept = [place for place, name in enumerate(ALL) if name not in names]
        trees = grow_amounts(rows[:, kept], gains, weights, STEP_SHAPE)
        line(
            f"without {label}" if names else "all features",
            lambda task: quoted(task, lambda f: trees.predict(f[:, kept])),
        )

    print(f"{len(rows)} choices seen, {len(held)} clusters held out")
    lexrank = BASELINES["lexrank"]
    line(
        "LexRank with position", lambda t: scores(lexrank.summarize(t[0].cluster, max_words=t[2]).text, t[0])
    )
    line("expected words alone", lambda task: quoted(task, lambda f: f[:, 0]))
    linear = make_pipeline(StandardScaler(), Ridge(10.0)).fit(rows, gains, ridge__sample_weight=weights)
    line("all features, linear", lambda task: quoted(task, linear.predict))
    for label, names in {
        "": set(),
        "expectation": EXPECTATION,
        "what is chosen": STATE,
        "other articles": OTHERS,
        "place": PLACE,
        "titles": TITLE,
        "dates": TIME,
    }.items():
        without(label, names)


if __name__ == "__main__":
    main()
