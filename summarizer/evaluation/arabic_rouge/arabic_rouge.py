"""ROUGE for Arabic as a metric of the `evaluate` library: `evaluate.load("path/to/this/folder")`, offline."""

# One module an import line: the library reads these lines itself, and stumbles over `import a, b`.
from __future__ import annotations

from typing import Any

import datasets
import evaluate

from summarizer.evaluation.report import evaluation_record
from summarizer.evaluation.rouge import ReferenceRule
from summarizer.evaluation.scores import evaluate_briefings

_DESCRIPTION = """\
ROUGE-1, 2, L and Lsum for Arabic. The default tokenizer of rouge-score drops Arabic letters and scores an
Arabic text against itself 0; here the tokenisation is a named, versioned protocol, tested at every start,
and each result carries a signature.
"""

_CITATION = """\
@inproceedings{lin-2004-rouge,
    title = "{ROUGE}: A Package for Automatic Evaluation of Summaries",
    author = "Lin, Chin-Yew",
    booktitle = "Text Summarization Branches Out",
    year = "2004",
    url = "https://aclanthology.org/W04-1013"
}
"""

_INPUTS_DESCRIPTION = """\
Args:
    predictions: list of summaries.
    references: list of references: for each prediction a text, or a list of texts.
    protocol: orthographic (default), xlsum, light or raw.
    reference_rule: with several references `mean` over them (default) or the `best` one.
    sentences: what ends a sentence for rougeLsum: `mujaz` (lines and stops, default) or `lines`.
    use_aggregator: False gives, for each metric, the list of F1 of the examples instead of their mean.
    intervals: True adds precision, recall and F1 with bootstrap intervals under `details`.
    resamples: of the bootstrap (2000).
    seed: of the bootstrap (12345).
Returns:
    rouge1, rouge2, rougeL, rougeLsum: F1 as fractions; empty: how many predictions held no token and scored
    0; signature: the line to quote with the numbers.
"""


@evaluate.utils.file_utils.add_start_docstrings(_DESCRIPTION, _INPUTS_DESCRIPTION)
class ArabicRouge(evaluate.Metric):  # type: ignore[misc]
    """The metric; all arithmetic is in `summarizer.evaluation`."""

    def _info(self) -> Any:
        text = datasets.Value("string")
        several = datasets.Sequence(datasets.Value("string"))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS_DESCRIPTION,
            features=[
                datasets.Features({"predictions": text, "references": several}),
                datasets.Features({"predictions": text, "references": text}),
            ],
            reference_urls=["https://aclanthology.org/W04-1013"],
        )

    def _compute(
        self,
        predictions: list[str],
        references: list[str] | list[list[str]],
        protocol: str = "orthographic",
        reference_rule: ReferenceRule = "mean",
        sentences: str = "mujaz",
        use_aggregator: bool = True,
        intervals: bool = False,
        resamples: int = 2000,
        seed: int = 12345,
    ) -> dict[str, Any]:
        found = evaluate_briefings(
            predictions,
            references,
            protocol=protocol,
            reference_rule=reference_rule,
            sentences=sentences,
            resamples=resamples,
            seed=seed,
        )
        result: dict[str, Any] = {
            metric: (
                estimate.fmeasure.mean
                if use_aggregator
                else [example.scores[metric].fmeasure for example in found.examples]
            )
            for metric, estimate in found.scores.items()
        }
        result["empty"] = len(found.empty)
        result["signature"] = str(found.signature)
        if intervals:
            result["details"] = evaluation_record(found)["scores"]
        return result
