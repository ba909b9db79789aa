"""The README tells the truth: its commands run, its sample is current, its links lead somewhere."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
ARTICLES = [
    {"id": "a", "text": "افتتح رئيس البلدية جسر النهر الجديد الثلاثاء بعد عامين من الأشغال."},
    {"id": "b", "text": "دشن رئيس البلدية الجسر الجديد فوق النهر، وبلغت كلفته 12 مليون دينار."},
]


def _blocks(root: Path, language: str) -> list[str]:
    text = "\n".join((root / name).read_text("utf-8") for name in DOCUMENTS)
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def _commands(root: Path) -> list[str]:
    lines = [line.split("  #")[0].strip() for block in _blocks(root, "sh") for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


@pytest.fixture
def workplace(tmp_path: Path, root: Path) -> Path:
    """A folder in which the README's file names exist."""
    (tmp_path / "seeds").symlink_to(root / "seeds")
    (tmp_path / "benchmarks").symlink_to(root / "benchmarks")
    cluster = {"id": "c", "articles": ARTICLES, "references": ["افتتح رئيس البلدية جسرا جديدا فوق النهر."]}
    (tmp_path / "clusters.jsonl").write_text(json.dumps(cluster, ensure_ascii=False) + "\n", "utf-8")
    for name, text in (
        ("predictions", "افتتح رئيس البلدية الجسر."),
        ("a", "افتتح الجسر."),
        ("b", "جسر النهر."),
    ):
        line = json.dumps({"id": "c", "prediction": text}, ensure_ascii=False)
        (tmp_path / f"{name}.jsonl").write_text(line + "\n", "utf-8")
    line = json.dumps({"id": "c", "references": cluster["references"]}, ensure_ascii=False)
    (tmp_path / "references.jsonl").write_text(line + "\n", "utf-8")
    return tmp_path


def test_every_command_of_the_documents_runs(root: Path, workplace: Path) -> None:
    ours = [command for command in _commands(root) if command.startswith("mujaz ")]
    assert len(ours) >= 8
    for command in ours:
        line = command.replace("mujaz ", f"{shlex.quote(sys.executable)} -m summarizer.cli ", 1)
        result = subprocess.run(
            line,
            shell=True,
            cwd=workplace,
            capture_output=True,
            encoding="utf-8",
            env={**_environment(root)},
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"
        assert result.stdout or "-o" in command, command


def test_every_make_target_of_the_documents_exists(root: Path) -> None:
    targets = [command for command in _commands(root) if command.startswith("make ")]
    assert targets
    for command in targets:
        result = subprocess.run(
            [*shlex.split(command), "--dry-run"], cwd=root, capture_output=True, encoding="utf-8", check=False
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"


def test_every_python_block_of_the_documents_runs(root: Path, workplace: Path) -> None:
    blocks = _blocks(root, "python")
    assert blocks
    for block in blocks:
        result = subprocess.run(
            [sys.executable, "-c", block],
            cwd=workplace,
            capture_output=True,
            encoding="utf-8",
            env={**_environment(root), "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        assert result.returncode == 0, result.stderr


def test_the_sample_is_what_the_seeds_give(root: Path) -> None:
    """Processors round differently, so a draft may differ by a word; the rest may not."""
    readme = (root / "README.md").read_text("utf-8")
    begin, end = "<!-- briefing:", "<!-- end of briefing -->"
    shown = readme[readme.index(begin) : readme.index(end)].splitlines()
    made = _refresh(root).sample().splitlines()
    signature = [line for line in made if line.startswith("`mujaz|")]
    assert len(signature) == 1
    assert set(signature) <= set(shown), "run `make readme`"
    assert len(set(made) & set(shown)) >= 0.8 * len(set(made)), "run `make readme`"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_to_files(root: Path, page: str) -> None:
    text = (root / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (root / target).exists(), target


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(root), "HF_HUB_OFFLINE": "1"}


def _refresh(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_readme", root / "docs" / "refresh_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
