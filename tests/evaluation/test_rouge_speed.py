"""The speed that docs/evaluation.md promises, measured by the command that it names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_fifteen_times_as_fast_as_rouge_score_with_the_same_tokenizer(root: Path) -> None:
    pytest.importorskip("rapidfuzz")
    command = [sys.executable, str(root / "benchmarks" / "rouge_speed.py"), "--pairs", "100"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"Mujaz \(rapidfuzz\).*?([\d.]+) x", out)
    assert found, out
    assert float(found.group(1)) >= 15, out
