"""Running the command as a user does: a process of its own, in any folder, under any locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def mujaz(tmp_path: Path, root: Path) -> Run:
    """``mujaz(*arguments, stdin="", **environment)``: exit code, stdout and stderr as text."""

    def run(
        *arguments: str | Path, stdin: str = "", cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "summarizer.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONPATH": str(root), **environment},
            timeout=300,
            check=False,
        )

    return run
