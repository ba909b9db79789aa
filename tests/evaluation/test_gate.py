"""The gate: floors hold, and nobody lowers one in silence."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from summarizer.arabic.normalise import arabic_share
from summarizer.errors import InputError, SettingsError
from summarizer.evaluation.gate import Floors, check, read_floors, repin, write_floors

PINNED = Floors({"sample": "d1"}, {"sample/lead/rouge1": 0.3, "sample/mini/rouge1": 0.35})


def test_a_figure_below_its_floor_is_named() -> None:
    assert check(PINNED, {"sample/lead/rouge1": 0.3}, {"sample": "d1"}) == []
    (fault,) = check(PINNED, {"sample/lead/rouge1": 0.2999}, {"sample": "d1"})
    assert "sample/lead/rouge1" in fault
    assert "below the floor 0.300" in fault


def test_changed_texts_and_figures_without_a_floor_are_faults() -> None:
    (fault,) = check(PINNED, {"sample/lead/rouge1": 0.4}, {"sample": "d2"})
    assert "texts changed" in fault
    (fault,) = check(PINNED, {"sample/other/rouge1": 0.4}, {"sample": "d1"})
    assert "no floor" in fault


def test_floors_rise_freely_and_fall_only_with_a_reason() -> None:
    risen = repin(PINNED, {"sample/lead/rouge1": 0.4567}, {"sample": "d1"}, slack={})
    assert risen.figures == {"sample/lead/rouge1": 0.456, "sample/mini/rouge1": 0.35}
    assert risen.history == ()
    lower = {"sample/lead/rouge1": 0.25}
    with pytest.raises(SettingsError, match="--reason"):
        repin(PINNED, lower, {"sample": "d1"}, slack={})
    with pytest.raises(SettingsError, match="lowers sample/lead/rouge1"):
        repin(PINNED, lower, {"sample": "d1"}, slack={}, reason="  ")
    fallen = repin(PINNED, lower, {"sample": "d1"}, slack={}, reason="lead no longer repeats titles")
    assert fallen.figures["sample/lead/rouge1"] == 0.25
    assert fallen.history[0]["lowered"] == {"sample/lead/rouge1": [0.3, 0.25]}
    assert fallen.history[0]["reason"] == "lead no longer repeats titles"


def test_other_texts_need_a_reason_too() -> None:
    with pytest.raises(SettingsError, match="moves sample to other texts"):
        repin(PINNED, {"sample/lead/rouge1": 0.9}, {"sample": "d2"}, slack={})


def test_slack_keeps_the_floor_below_what_was_measured() -> None:
    pinned = repin(Floors({}, {}), {"sample/mini/rouge1": 0.4, "sample/x/y": 1.0}, {}, slack={"mini": 0.02})
    assert pinned.figures == {"sample/mini/rouge1": 0.38, "sample/x/y": 1.0}


def test_floors_survive_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read_floors(path) == Floors({}, {})
    floors = replace(PINNED, history=({"reason": "سبب"},))
    write_floors(path, floors)
    assert read_floors(path) == floors
    path.write_text('{"schema": "x"}', encoding="utf-8")
    with pytest.raises(InputError, match="no floors"):
        read_floors(path)


@pytest.fixture(scope="module")
def gate(root: Path) -> ModuleType:
    """``benchmarks/gate.py``."""
    spec = importlib.util.spec_from_file_location("mujaz_gate", root / "benchmarks" / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sample_is_twelve_events_in_three_voices(gate: ModuleType) -> None:
    sample = gate.gate_sets()["sample"]
    assert len(sample) == 12
    for cluster in sample:
        assert len({article.outlet for article in cluster.articles}) == 3
        assert all(arabic_share(article.text) == 1 for article in cluster.articles)
        assert 30 <= len(cluster.references[0].split()) <= 50


@pytest.mark.parametrize("systems", ["lead,lead-interleaved,random,lexrank,centroid,oracle", "quote"])
def test_the_floors_hold(gate: ModuleType, systems: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--systems", systems]) == 0, capsys.readouterr().err


@pytest.mark.slow
def test_the_floors_of_the_embedded_writer_hold(gate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--systems", "mini"]) == 0, capsys.readouterr().err
