"""Recipes are read strictly, and a mistake is told with its dotted name and the place it was made in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from summarizer.errors import SettingsError
from summarizer.writing.presets import load_preset
from training.finetuning.recipes import read_recipe
from training.finetuning.start import changed

Write = Callable[..., Path]
LEAST = {"model": {"checkpoint": "somewhere"}, "data": {"train": ["corpus.jsonl"]}}


def test_a_recipe_holds_only_what_differs(recipe_file: Write) -> None:
    recipe = read_recipe(recipe_file(**LEAST, train={"learning_rate": "3e-5"}))
    assert recipe.train.learning_rate == 3e-5
    assert recipe.train.patience == 5
    assert recipe.data.columns.summary == "summary"


def test_the_command_line_goes_over_the_file(recipe_file: Write) -> None:
    path = recipe_file(**LEAST, train={"epochs": 9})
    recipe = read_recipe(path, ["train.epochs=2", "data.train=a.jsonl,b.jsonl", "preset.source.prefix=لخص: "])
    assert recipe.train.epochs == 2
    assert recipe.data.train == ("a.jsonl", "b.jsonl")
    assert recipe.preset == {"source": {"prefix": "لخص: "}}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            {"train": {"lerning_rate": 1e-5}},
            "unknown key 'train.lerning_rate'. Did you mean train.learning_rate?",
        ),
        ({"train": {"epochs": "many"}}, "train.epochs is 'many', not int"),
        ({"train": {"epochs": True}}, "train.epochs is True, not int"),
        ({"data": {"train": ["a"], "kind": "sql"}}, "data.kind is 'sql'"),
        ({"data": {"train": []}}, "data.train is empty"),
        ({"train": {"batch_size": 0}}, "train.batch_size is 0"),
        ({"train": {"learning_rate": 3}}, "train.learning_rate is 3.0"),
        ({"lora": 16}, "lora holds keys and values, not 16"),
        ({"model": {}}, "model.checkpoint is missing"),
    ],
)
def test_a_mistake_in_a_file_names_key_and_file(
    recipe_file: Write, part: dict[str, object], told: str
) -> None:
    path = recipe_file(**(LEAST | part))
    with pytest.raises(SettingsError) as caught:
        read_recipe(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)


def test_a_mistake_on_the_command_line_is_told_as_one(recipe_file: Write) -> None:
    path = recipe_file(**LEAST)
    with pytest.raises(SettingsError, match=r"command line \(train\.epoch=3\): unknown key 'train\.epoch'"):
        read_recipe(path, ["train.epoch=3"])
    with pytest.raises(SettingsError, match=r"'epochs' is not dotted\.key=value"):
        read_recipe(path, ["epochs"])


def test_a_variant_extends_its_base_and_the_blame_goes_to_the_right_file(tmp_path: Path) -> None:
    base, variant = tmp_path / "base.yaml", tmp_path / "variant.yaml"
    base.write_text(yaml.safe_dump(LEAST | {"train": {"epochs": 7}}), encoding="utf-8")
    variant.write_text("extends: base.yaml\nlora: {rank: 4}\ntrain: {seed: 3}\n", encoding="utf-8")
    recipe = read_recipe(variant)
    assert (recipe.train.epochs, recipe.train.seed, recipe.lora.rank) == (7, 3, 4)
    base.write_text(yaml.safe_dump(LEAST | {"train": {"epochs": "x"}}), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"base\.yaml: train\.epochs"):
        read_recipe(variant)
    base.write_text("extends: variant.yaml\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="in a circle"):
        read_recipe(variant)


def test_a_missing_and_a_broken_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the recipe cannot be read"):
        read_recipe(tmp_path / "none.yaml")
    broken = tmp_path / "broken.yaml"
    broken.write_text("train: [", encoding="utf-8")
    with pytest.raises(SettingsError, match="not YAML"):
        read_recipe(broken)


def test_every_recipe_of_the_repository_can_be_read(root: Path) -> None:
    names = {"mini", "mt5-small", "mt5-base-xlsum", "arabart"}
    paths = {path.stem: path for path in (root / "configs" / "finetune").glob("*.yaml")}
    assert set(paths) == names | {f"{name}-lora" for name in names}
    for name, path in paths.items():
        recipe = read_recipe(path)
        assert bool(recipe.lora.rank) == name.endswith("-lora")
        preset = {"mini": "mini", "mt5-base-xlsum": "mt5-xlsum"}.get(name.removesuffix("-lora"))
        of = load_preset(preset or name.removesuffix("-lora"))
        assert changed(of, recipe.preset, where=str(path)).manner == recipe.preset["manner"]


def test_what_is_resolved_can_be_read_again(recipe_file: Write, tmp_path: Path) -> None:
    recipe = read_recipe(recipe_file(**LEAST, preset={"source": {"max_pieces": 64}}))
    again = tmp_path / "resolved.yaml"
    again.write_text(yaml.safe_dump(recipe.resolved()), encoding="utf-8")
    assert read_recipe(again) == recipe


def test_a_wrong_key_of_the_preset_is_told(recipe_file: Write) -> None:
    recipe = read_recipe(recipe_file(**LEAST, preset={"source": {"max_piece": 64}}))
    with pytest.raises(SettingsError, match=r"recipe: preset: unknown key 'source\.max_piece'"):
        changed(load_preset("bart"), recipe.preset, where="recipe: preset")
