"""Presets are read strictly and found for every architecture."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.writing.presets import PRESET_FILE, load_preset, parse_preset, preset_for, preset_names


def test_the_presets_that_come_with_mujaz() -> None:
    assert set(preset_names()) == {"mini", "mt5-small", "mt5-xlsum", "arabart", "bart", "mbart"}


@pytest.mark.parametrize("name", ["mini", "mt5-small", "mt5-xlsum", "arabart", "bart", "mbart"])
def test_every_preset_loads_and_bears_its_name(name: str) -> None:
    assert load_preset(name).name == name


def test_only_the_embedded_model_writes_headlines() -> None:
    with_headlines = [n for n in preset_names() if load_preset(n).source.headline_prefix is not None]
    assert with_headlines == ["mini"]


def test_presets_are_in_the_wheel(root: Path) -> None:
    tool = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert tool["package-dir"]["summarizer.presets"] == "configs/presets"
    assert {"summarizer.presets", "summarizer.models", "summarizer.writing.conversion"} <= set(
        tool["packages"]
    )
    assert {"*.yaml", "mini/*"} <= set(tool["package-data"]["*"])


@pytest.mark.parametrize(
    ("architecture", "name", "expected"),
    [
        ("bart", "out/my-bart", "bart"),
        ("mbart", "moussaKam/AraBART", "arabart"),
        ("mbart", "somewhere/a-fine-tuned-arabart", "arabart"),
        ("mbart", "facebook/mbart-large-50", "mbart"),
        ("mt5", "csebuetnlp/mT5_multilingual_XLSum", "mt5-xlsum"),
        ("mt5", "out/my-mt5", "mt5-small"),
        ("t5", "t5-small", "mt5-small"),
    ],
)
def test_a_checkpoint_without_preset_gets_one(architecture: str, name: str, expected: str) -> None:
    assert preset_for(model_type=architecture, name=name).name == expected


def test_a_checkpoint_may_carry_its_own(tmp_path: Path) -> None:
    (tmp_path / PRESET_FILE).write_text(
        "name: own\nmanner: joint\nsource: {prefix: 'لخص: '}\n", encoding="utf-8"
    )
    preset = preset_for(model_type="bart", name="x", folder=tmp_path)
    assert (preset.name, preset.source.prefix) == ("own", "لخص: ")


def test_an_architecture_without_preset_is_told_what_to_do() -> None:
    with pytest.raises(SettingsError, match=PRESET_FILE):
        preset_for(model_type="pegasus", name="x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: a\nmanner: theme\nstatement: {beems: 4}", r"p\.yaml: unknown key 'statement\.beems'"),
        ("name: a\nmanner: theme\ncolour: red", r"unknown key 'colour'"),
        ("name: a\nmanner: both", r"manner is 'both'"),
        ("name: a", r"incomplete.*manner"),
        ("name: a\nmanner: theme\nstatement: {beams: four}", r"statement\.beams is 'four', not int"),
        ("name: a\nmanner: theme\nstatement: {beams: true}", r"statement\.beams is True"),
        ("name: a\nmanner: theme\nstatement: {beams: 2, drafts: 3}", r"statement: 3 drafts of 2 beams"),
        ("name: a\nmanner: theme\nmatch: {names: x}", r"match\.names must be a list"),
        ("name: a\nmanner: theme\nsource: 5", r"source must be a mapping"),
        ("- a", r"the file must be a mapping"),
        ("name: [", r"not YAML"),
    ],
)
def test_mistakes_are_named_with_file_and_key(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        parse_preset(text, where="p.yaml")


def test_whole_numbers_serve_as_fractions() -> None:
    preset = parse_preset("name: a\nmanner: theme\nstatement: {length_penalty: 2}", where="p.yaml")
    assert preset.statement.length_penalty == 2.0
