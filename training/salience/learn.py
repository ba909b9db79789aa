"""Learn the weights of salience and write summarizer/retrieval/weights.npz.

    python -m training.salience.learn --briefings BRIEFINGS.jsonl --standfirsts CLUSTERS.jsonl \\
        --out summarizer/retrieval/weights.npz

Both files hold clusters with references: briefings of some 85 words, and editors' standfirsts of some 40
words whose own article is not among the inputs. Two stages: trees that predict which words a summary
repeats, one ensemble for each kind, cross-fitted so that the second stage sees honest predictions; then
trees that imitate good choosing (see policy.py), over states that the true and the expected gain lead to.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.retrieval.expectation import REPEATS
from summarizer.retrieval.policy import Evidence, Progress
from summarizer.retrieval.pool import Floats
from summarizer.retrieval.trees import Trees
from summarizer.retrieval.weights import Expectation, Weights
from training.salience.data import read_clusters
from training.salience.examples import Gain, Lesson, common_uses, lesson_of, word_targets
from training.salience.grow import Shape, grow_amounts, grow_chances

WORD_SHAPE = Shape(trees=150, rate=0.06, least_rows=100, penalty=5.0)
STEP_SHAPE = Shape(trees=200, rate=0.05)
ABSENT = 0.25
"""Share of the words in no briefing that are looked at; they weigh more instead."""
FOLDS = 4
BRIEFING_WORDS, STANDFIRST_WORDS = 85, 40
"""Budgets that the references of the two kinds fill."""
LEAST_COMMON = 0.03
"""A word is tabulated as common when this share of the briefings holds it."""
CANDIDATES = 60
"""Candidates drawn at each state, to keep long clusters from outweighing short ones."""
LENGTH_POWER = 0.15


def grow_words(lessons: Sequence[Lesson]) -> Trees:
    """Trees for the chance that a word stands in a briefing."""
    rows = np.concatenate([lesson.seen.words for lesson in lessons])
    shares = np.concatenate([word_targets(lesson) for lesson in lessons])
    kept = (shares > 0) | (np.random.default_rng(0).random(len(shares)) < ABSENT)
    weights = np.where(shares > 0, 1.0, 1 / ABSENT)
    return grow_chances(rows[kept], shares[kept], weights[kept], WORD_SHAPE)


def expectation_of(lessons: Sequence[Lesson]) -> Expectation:
    """What summaries of this kind repeat."""
    return Expectation(grow_words(lessons), common_uses(lessons, repeats=REPEATS, least=LEAST_COMMON))


def cross_fitted(lessons: Sequence[Lesson], folds: int = FOLDS) -> list[Floats]:
    """Expected uses in each lesson, from trees that did not see it."""
    found: dict[int, Floats] = {}
    for fold in range(folds):
        expectation = expectation_of([lesson for n, lesson in enumerate(lessons) if n % folds != fold])
        for number in range(fold, len(lessons), folds):
            seen = lessons[number].seen
            found[number] = expectation.uses(seen.pool, seen.words)
    return [found[number] for number in range(len(lessons))]


def states(
    lesson: Lesson, evidence: Evidence, budget: int, draw: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Features, true gains and weights of candidates at the states of two walks through ``lesson``.

    One walk follows the true gain, the other the expected gain, both with a little noise, until
    ``budget`` words are chosen. Every state weighs the same.
    """
    rows, gains, weights = [], [], []
    lengths = evidence.units[:, 0]
    for by_truth in (True, False):
        progress, gain = Progress(evidence, lesson.candidates), Gain(lesson)
        left = list(range(len(lesson.candidates)))
        while progress.chosen_words < budget and left:
            features = progress.features()
            true = np.array([gain.of(int(lesson.candidates[place])) for place in left])
            kept = np.arange(len(left))
            if len(left) > CANDIDATES:
                kept = np.sort(draw.choice(len(left), CANDIDATES, replace=False))
            rows.append(features[left][kept])
            gains.append(true[kept])
            weights.append(np.full(len(kept), 1 / len(kept)))
            size = lengths[lesson.candidates[left]]
            if by_truth:
                worth = true * np.sqrt(np.minimum(size, 25)) + draw.normal(0, 0.05, len(left))
            else:
                worth = features[left, 0] * size**0.25 + draw.normal(0, 0.02, len(left))
            place = left.pop(int(np.argmax(worth)))
            unit = int(lesson.candidates[place])
            progress.add(unit)
            gain.take(unit)
    if not rows:
        width = len(evidence.units[0]) if len(evidence.units) else 0
        return np.zeros((0, width)), np.zeros(0), np.zeros(0)
    return np.concatenate(rows), np.concatenate(gains), np.concatenate(weights)


def grow_steps(examples: Sequence[tuple[Floats, Floats, Floats]]) -> Trees:
    """Trees for the gain of a choice."""
    used = [example for example in examples if len(example[1])]
    weights = np.concatenate([weight for _, _, weight in used])
    return grow_amounts(
        np.concatenate([rows for rows, _, _ in used]),
        np.concatenate([gains for _, gains, _ in used]),
        weights / weights.mean(),
        STEP_SHAPE,
    )


def examples_of(
    briefings: Sequence[Lesson],
    standfirsts: Sequence[Lesson],
    briefing: Expectation,
    standfirst: Expectation,
) -> list[tuple[Floats, Floats, Floats]]:
    """States of every lesson; what a lesson's own kind expects is cross-fitted."""
    draw = np.random.default_rng(0)
    examples = []
    for lesson, uses in zip(briefings, cross_fitted(briefings), strict=True):
        seen = lesson.seen
        evidence = Evidence(seen.pool, seen.graph, seen.units, uses, standfirst.uses(seen.pool, seen.words))
        examples.append(states(lesson, evidence, BRIEFING_WORDS, draw))
    for lesson, uses in zip(standfirsts, cross_fitted(standfirsts), strict=True):
        seen = lesson.seen
        evidence = Evidence(seen.pool, seen.graph, seen.units, briefing.uses(seen.pool, seen.words), uses)
        examples.append(states(lesson, evidence, STANDFIRST_WORDS, draw))
    return examples


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--briefings", type=Path, required=True)
    parser.add_argument("--standfirsts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    briefings, standfirsts = (
        [lesson_of(cluster) for cluster in read_clusters(path) if cluster.references]
        for path in (arguments.briefings, arguments.standfirsts)
    )
    print(f"{len(briefings)} briefings, {len(standfirsts)} standfirsts", flush=True)
    briefing, standfirst = expectation_of(briefings), expectation_of(standfirsts)
    examples = examples_of(briefings, standfirsts, briefing, standfirst)
    Weights(briefing, standfirst, grow_steps(examples), LENGTH_POWER).save(arguments.out)
    print(f"{sum(len(gains) for _, gains, _ in examples)} choices seen; wrote {arguments.out}")


if __name__ == "__main__":
    main()
