"""docs/evaluation.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.evaluation.lcs import LARGEST_TABLE
from summarizer.evaluation.protocols import PROTOCOLS
from summarizer.evaluation.significance import RESAMPLES, SEED, TRIALS


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_python_of_the_page_runs(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", page, flags=re.S)
    assert code
    exec(compile(code.group(1), "docs/evaluation.md", "exec"), {})
    assert "ROUGE|protocol:orthographic.1|" in capsys.readouterr().out


def test_every_protocol_stands_in_the_page_and_in_the_table_of_scores(page: str) -> None:
    for protocol in PROTOCOLS.values():
        assert re.search(rf"^\| `{protocol.name}`", page, flags=re.M)
        assert page.count(f"| `{protocol.label}` |") == 6


def test_constants_are_those_of_the_code(page: str) -> None:
    assert f"bs:{RESAMPLES}|seed:{SEED}|" in page
    assert f"{TRIALS:,} times" in page
    assert LARGEST_TABLE == 2**36
    assert "2³⁶ cells" in page
