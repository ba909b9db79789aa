"""What the model writes for the validation, scored as everything else is scored, and kept to be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from summarizer.evaluation.rouge import METRICS, Metric, rouge
from summarizer.evaluation.scores import Evaluation, compare_briefings, evaluate_briefings
from summarizer.evaluation.significance import Comparison
from summarizer.writing.tokenization import Tokenizer
from training.embedded.records import read_json_lines, write_whole
from training.finetuning.encoding import IGNORED
from training.finetuning.examples import Example

SHOWN: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL")
FOLDER = "dev"


@dataclass
class Measurer:
    """Turns generated ids into figures; one file of texts for each evaluation.

    ``step`` tells the step of the run, ``writes`` whether this process writes files.
    """

    examples: Sequence[Example]
    tokenizer: Tokenizer
    folder: Path
    step: Callable[[], int]
    writes: Callable[[], bool]

    def __call__(self, prediction: Any) -> dict[str, float]:
        """Means of F1 in percent: ``rouge1``, ``rouge2``, ``rougeL`` and their mean ``rouge``."""
        # Several processes fill their last batch up with examples from the start: what is beyond goes.
        rows = prediction.predictions.tolist()[: len(self.examples)]
        texts = [
            self.tokenizer.text([index for index in row if index != IGNORED and index >= 0]).strip()
            for row in rows
        ]
        scores = [
            rouge(text, example.targets, metrics=SHOWN)
            for text, example in zip(texts, self.examples, strict=True)
        ]
        means: dict[str, float] = {
            metric: 100 * fmean(score[metric].fmeasure for score in scores) for metric in SHOWN
        }
        if self.writes():
            self._keep(texts)
        return {**means, "rouge": fmean(means.values())}

    def _keep(self, texts: Sequence[str]) -> None:
        rows = [
            {"id": e.id, "cluster": e.cluster, "source": e.source, "references": e.targets, "text": text}
            for e, text in zip(self.examples, texts, strict=True)
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        write_whole(texts_file(self.folder, self.step()), lines)


def texts_file(folder: Path, step: int) -> Path:
    """Where the texts written at ``step`` are kept."""
    return folder / FOLDER / f"step-{step:06d}.jsonl"


def evaluate_texts(path: Path) -> Evaluation:
    """Scores with intervals of the texts of one evaluation; the event is the unit that is drawn."""
    rows = list(read_json_lines(path))
    return evaluate_briefings(
        {row["id"]: row["text"] for row in rows},
        {row["id"]: row["references"] for row in rows},
        clusters={row["id"]: row["cluster"] for row in rows},
        metrics=METRICS,
    )


@dataclass(frozen=True)
class Gain:
    """The exported checkpoint beside the starting point on the validation."""

    before: Evaluation
    after: Evaluation
    difference: dict[Metric, Comparison]
    """After less before."""


def gain(folder: Path, step: int) -> Gain:
    """Compare the texts of ``step`` with those written before the first step."""
    before, after = evaluate_texts(texts_file(folder, 0)), evaluate_texts(texts_file(folder, step))
    difference, _ = compare_briefings(after, before)
    return Gain(before, after, dict(difference))
