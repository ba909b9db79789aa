"""The metric folder loads without a network and gives the numbers of the library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.evaluation import evaluate_briefings

PREDICTIONS = ["افتتح الوزير الجسر الجديد.", "", "هطلت أمطار غزيرة على الساحل ٢٠١٨"]
REFERENCES = [["دشّن الوزير الجسرَ الجديد.", "افتُتح جسر جديد."], ["حريق في السوق."], ["أمطار على الساحل 2018"]]

SCRIPT = """
import json, sys
sys.modules["transformers.pipelines"] = None  # evaluate would load torch for it: ten seconds
import evaluate
metric = evaluate.load(sys.argv[1])
given = json.loads(sys.argv[2])
several = metric.compute(predictions=given[0], references=given[1], protocol="light", intervals=True)
singles = metric.compute(
    predictions=given[0], references=[each[0] for each in given[1]], use_aggregator=False
)
print(json.dumps([several, singles]))
"""


@pytest.fixture(scope="module")
def answers(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    """What a fresh interpreter gets, with an empty cache and the network switched off."""
    import json

    folder = root / "summarizer" / "evaluation" / "arabic_rouge"
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path_factory.mktemp("cache")),
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), json.dumps([PREDICTIONS, REFERENCES])],
        env=environment,
        cwd=tmp_path_factory.mktemp("elsewhere"),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_same_numbers_as_the_library(answers: list[dict]) -> None:
    expected = evaluate_briefings(PREDICTIONS, REFERENCES, protocol="light")
    for metric, estimate in expected.scores.items():
        assert answers[0][metric] == pytest.approx(estimate.fmeasure.mean, abs=1e-12)
        assert answers[0]["details"][metric]["recall"]["high"] == pytest.approx(
            estimate.recall.high, abs=1e-6
        )
    assert answers[0]["signature"] == str(expected.signature)
    assert answers[0]["empty"] == 1


def test_plain_references_and_single_scores(answers: list[dict]) -> None:
    expected = evaluate_briefings(PREDICTIONS, [each[0] for each in REFERENCES])
    assert answers[1]["rouge1"] == [example.scores["rouge1"].fmeasure for example in expected.examples]
