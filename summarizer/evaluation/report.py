"""Evaluations for people and for programs: a table, JSON, one CSV row an example. Scores are in percent in
tables and fractions everywhere else."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from summarizer.evaluation.rouge import Metric, Score
from summarizer.evaluation.scores import Evaluation, scores_per_reference
from summarizer.evaluation.signature import RougeSignature
from summarizer.evaluation.significance import Comparison, Interval

NAMES: Mapping[Metric, str] = {
    "rouge1": "ROUGE-1",
    "rouge2": "ROUGE-2",
    "rougeL": "ROUGE-L",
    "rougeLsum": "ROUGE-Lsum",
}
DECIMALS = 6
"""Of fractions in JSON and CSV."""
MUCH_LONGER = 10
"""A prediction with more than this many times the words of its longest reference is pointed out."""


def evaluation_table(evaluation: Evaluation) -> str:
    """Precision, recall, F1 and its interval, the notes and the signature."""
    rows = [["", "precision", "recall", "F1", "95 % of F1"]]
    for metric, estimate in evaluation.scores.items():
        numbers = (estimate.precision, estimate.recall, estimate.fmeasure)
        rows.append([NAMES[metric], *(_percent(each.mean) for each in numbers), _range(estimate.fmeasure)])
    return "\n".join([_align(rows), *notes(evaluation), str(evaluation.signature)])


def per_reference_table(evaluation: Evaluation) -> str:
    """Mean F1 against the first reference of every example, the second, and so on."""
    rows = [["reference", "examples", *(NAMES[metric] for metric in evaluation.metrics)]]
    for row in scores_per_reference(evaluation):
        values = [_percent(row.scores[metric].fmeasure) for metric in evaluation.metrics]
        rows.append([str(row.place), str(row.examples), *values])
    return _align(rows)


def comparison_table(
    ours: Evaluation,
    theirs: Evaluation,
    comparisons: Mapping[Metric, Comparison],
    signature: RougeSignature,
    *,
    names: tuple[str, str],
) -> str:
    """F1 of both systems, the difference with its interval, and two p-values."""
    rows = [["F1", "A", "B", "A - B", "95 % of A - B", "p bootstrap", "p randomisation"]]
    for metric, found in comparisons.items():
        first, second = ours.scores[metric].fmeasure.mean, theirs.scores[metric].fmeasure.mean
        rows.append(
            [
                NAMES[metric],
                _percent(first),
                _percent(second),
                f"{100 * found.difference:+.1f}",
                f"[{100 * found.low:+.1f}, {100 * found.high:+.1f}]",
                f"{found.p_bootstrap:.4f}",
                f"{found.p_randomisation:.4f}",
            ]
        )
    head = [f"A: {names[0]}", *notes(ours), f"B: {names[1]}", *notes(theirs)]
    return "\n".join([*head, _align(rows), str(signature)])


def notes(evaluation: Evaluation) -> list[str]:
    """What a reader must know besides the means: empty predictions, and much too long ones."""
    said = []
    if evaluation.empty:
        said.append(
            f"{_count(len(evaluation.empty), 'empty prediction')} scored 0: {_some(evaluation.empty)}"
        )
    if giants := much_longer(evaluation):
        said.append(
            f"{_count(len(giants), 'prediction')} more than {MUCH_LONGER} times as long as any reference: "
            f"{_some(giants)}"
        )
    return said


def much_longer(evaluation: Evaluation) -> list[str]:
    """Ids of predictions more than ``MUCH_LONGER`` times as long as their longest reference."""
    return [e.id for e in evaluation.examples if e.words > MUCH_LONGER * max(e.reference_words)]


def evaluation_record(evaluation: Evaluation, *, per_reference: bool = False) -> dict[str, Any]:
    """The evaluation as plain dictionaries, ready for JSON; schema ``mujaz/evaluation/1``."""
    record: dict[str, Any] = {
        "schema": "mujaz/evaluation/1",
        "signature": str(evaluation.signature),
        "examples": evaluation.signature.examples,
        "clusters": evaluation.signature.clusters,
        "empty": list(evaluation.empty),
        "much_longer": much_longer(evaluation),
        "scores": {
            metric: {
                "precision": _interval(estimate.precision),
                "recall": _interval(estimate.recall),
                "fmeasure": _interval(estimate.fmeasure),
            }
            for metric, estimate in evaluation.scores.items()
        },
    }
    if per_reference:
        record["per_reference"] = [
            {
                "reference": row.place,
                "examples": row.examples,
                "scores": {metric: _fractions(score) for metric, score in row.scores.items()},
            }
            for row in scores_per_reference(evaluation)
        ]
    return record


def comparison_record(comparisons: Mapping[Metric, Comparison], signature: RougeSignature) -> dict[str, Any]:
    """A comparison as plain dictionaries: first less second, F1 as fractions."""
    return {
        "signature": str(signature),
        "fmeasure": {
            metric: {
                "difference": round(found.difference, DECIMALS),
                "low": round(found.low, DECIMALS),
                "high": round(found.high, DECIMALS),
                "p_bootstrap": round(found.p_bootstrap, DECIMALS),
                "p_randomisation": round(found.p_randomisation, DECIMALS),
            }
            for metric, found in comparisons.items()
        },
    }


def per_example_csv(evaluations: Mapping[str, Evaluation], *, per_reference: bool = False) -> str:
    """One row an example and system; the keys of ``evaluations`` are the systems' names.

    The column ``reference`` holds the rule (``mean``, ``best``), and with ``per_reference`` further rows
    hold the number of one reference each.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    metrics = next(iter(evaluations.values())).metrics
    columns = [f"{metric}_{part}" for metric in metrics for part in Score._fields]
    writer.writerow(["system", "id", "cluster", "words", "reference", *columns])
    for system, evaluation in evaluations.items():
        for example in evaluation.examples:
            head = [system, example.id, example.cluster, example.words]
            writer.writerow([*head, evaluation.signature.reference_rule, *_values(example.scores, metrics)])
            for place, scores in enumerate(example.per_reference if per_reference else (), start=1):
                writer.writerow([*head, place, *_values(scores, metrics)])
    return stream.getvalue()


def _values(scores: Mapping[Metric, Score], metrics: Sequence[Metric]) -> list[str]:
    return [f"{value:.{DECIMALS}f}" for metric in metrics for value in scores[metric]]


def _fractions(score: Score) -> dict[str, float]:
    return {name: round(value, DECIMALS) for name, value in score._asdict().items()}


def _interval(found: Interval) -> dict[str, float]:
    return {
        "mean": round(found.mean, DECIMALS),
        "low": round(found.low, DECIMALS),
        "high": round(found.high, DECIMALS),
    }


def _percent(fraction: float) -> str:
    return f"{100 * fraction:.1f}"


def _range(found: Interval) -> str:
    return f"[{_percent(found.low)}, {_percent(found.high)}]"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")


def _align(rows: Sequence[Sequence[str]]) -> str:
    """First column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    )
