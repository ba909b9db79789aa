"""The command behind the tables of docs/evaluation.md, on an event of our own."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from summarizer.errors import InputError


@pytest.fixture(scope="module")
def tables(root: Path) -> ModuleType:
    """``benchmarks/dev_tables.py``."""
    spec = importlib.util.spec_from_file_location("dev_tables", root / "benchmarks" / "dev_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_set_is_a_name_a_path_and_a_budget(tables: ModuleType) -> None:
    assert tables.parse_set("easc=data/a=b.jsonl:75") == ("easc", Path("data/a=b.jsonl"), 75)
    for wrong in ("easc", "easc=x.jsonl", "=x.jsonl:75", "easc=x.jsonl:many"):
        with pytest.raises(InputError, match="NAME=PATH:WORDS"):
            tables.parse_set(wrong)


def test_one_command_makes_tables_and_results(
    tables: ModuleType, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (root / "benchmarks/gate/sample.jsonl").read_text(encoding="utf-8").splitlines()[:2]
    data = tmp_path / "two.jsonl"
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sets = [f"two={data}:45", f"again={data}:20"]
    assert tables.main([str(tmp_path / "out"), *sets, "--systems", "lead,oracle", "--full", "two"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("| oracle") == 3  # ROUGE twice, the other measures once
    assert printed.count("`ROUGE|protocol:orthographic") == 2
    assert printed.count("true statements kept / false caught") == 1
    for name, words in (("two", 45), ("again", 20)):
        record = json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))
        assert record["max_words"] == words
        assert len(record["systems"][0]["outputs"]) == 2
    assert tables.main([str(tmp_path / "out"), f"gone={tmp_path / 'gone.jsonl'}:45"]) == 2
