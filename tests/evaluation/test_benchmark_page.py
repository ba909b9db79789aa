"""The second half of docs/evaluation.md: its systems, measures and error rates are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.evaluation import support
from summarizer.evaluation.baselines import BASELINES
from summarizer.evaluation.pipeline_systems import PIPELINES
from summarizer.evaluation.support import support_quality


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """docs/evaluation.md."""
    return (root / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_every_system_is_described_and_every_baseline_has_its_results(page: str) -> None:
    for name in [*BASELINES, *PIPELINES]:
        assert f"| `{name}` |" in page
    for name in BASELINES:
        assert page.count(f"\n| {name} ") >= 4  # three sets, and the measures beyond ROUGE


def test_the_factors_of_the_support_test_are_those_of_the_code(page: str) -> None:
    told = f"times {support.FACT_MISSING} for every name, number,"
    assert told in page
    assert f"times {support.NEGATION_ADDED} for every added negation" in page
    assert f"{support.OTHER_POLARITY} for every added denial" in page
    assert f"{support.FAINT} for every lost denial" in page
    assert f"supported from {support.THRESHOLD:.2f} on" in page


def test_the_error_rates_are_those_that_are_printed_beside_the_figures(page: str) -> None:
    for name in ("statements", "ans"):
        quality = support_quality()[name]
        assert f"| {quality['true']} / {quality['false']} |" in page
        for share in (*quality["support"].values(), *quality["facts"].values()):
            if share != quality["support"]["auc"]:
                assert (
                    f"{100 * share['mean']:.0f} % [{100 * share['low']:.0f}, {100 * share['high']:.0f}]"
                    in page
                )
        area = quality["support"]["auc"]
        assert f"{area['mean']:.2f} [{area['low']:.2f}, {area['high']:.2f}]" in page
    for kind in support_quality()["statements"]["kinds"].values():
        assert f"| {kind['cases']} | {kind['auc']:.2f} | {100 * kind['rejected']:.0f} % |" in page


def test_the_threshold_the_rates_were_measured_at_is_the_one_in_use() -> None:
    assert support_quality()["threshold"] == support.THRESHOLD
