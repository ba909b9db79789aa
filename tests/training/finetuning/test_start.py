"""What can be foreseen to go wrong is told before the first step."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from summarizer.errors import ModelError, SettingsError
from training.finetuning import start as module
from training.finetuning.config import Lora, Recipe, Train
from training.finetuning.recipes import read_recipe
from training.finetuning.start import arithmetic, check_room, forecast, free_memory, load_model, open_start

Write = Callable[..., Path]


def recipe(write: Write, checkpoint: Path, **parts: object) -> Recipe:
    return read_recipe(
        write(model={"checkpoint": str(checkpoint)}, data={"train": ["corpus.jsonl"]}, **parts)
    )


@pytest.mark.parametrize("kind", ["t5", "mt5", "umt5"])
def test_fp16_is_refused_for_the_t5_family_with_the_reason(kind: str) -> None:
    with pytest.raises(SettingsError, match=r"model\.precision: fp16 overflows in T5 and mT5.*65504"):
        arithmetic("fp16", kind, cuda=True)


def test_bart_may_train_in_fp16_on_a_gpu_only() -> None:
    assert arithmetic("fp16", "bart", cuda=True) == "fp16"
    with pytest.raises(SettingsError, match="on a GPU only"):
        arithmetic("fp16", "bart", cuda=False)


def test_bf16_is_chosen_where_the_machine_multiplies_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False, raising=False)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False, raising=False)
    assert arithmetic("auto", "mt5", cuda=False) == "fp32"
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: True, raising=False)
    assert arithmetic("auto", "mt5", cuda=False) == "bf16"
    assert arithmetic("fp32", "mt5", cuda=False) == "fp32"


def test_a_checkpoint_that_is_no_seq2seq_is_refused(recipe_file: Write, tmp_path: Path) -> None:
    folder = tmp_path / "bert"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": "bert"}))
    with pytest.raises(ModelError, match="'bert' does not turn text into text"):
        open_start(recipe(recipe_file, folder), where="recipe.yaml")


def test_a_source_longer_than_the_checkpoint_takes_is_refused(
    recipe_file: Write, bart_checkpoint: Path
) -> None:
    wanted = recipe(recipe_file, bart_checkpoint, preset={"source": {"max_pieces": 512}})
    with pytest.raises(SettingsError, match=r"preset\.source\.max_pieces is 512, the checkpoint takes 256"):
        open_start(wanted, where="recipe.yaml")


def test_weights_that_are_cut_off_are_told(recipe_file: Write, bart_checkpoint: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(bart_checkpoint, folder)
    (folder / "model.safetensors").write_bytes((bart_checkpoint / "model.safetensors").read_bytes()[:-999])
    wanted = recipe(recipe_file, folder, preset={"source": {"max_pieces": 128}})
    start = open_start(wanted, where="recipe.yaml")
    with pytest.raises(ModelError, match="transformers cannot load the checkpoint"):
        load_model(start, wanted.model, wanted.lora)


def test_too_little_memory_or_disk_is_foreseen(
    recipe_file: Write, bart_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = recipe(recipe_file, bart_checkpoint, preset={"source": {"max_pieces": 128}})
    model = load_model(open_start(wanted, where="recipe.yaml"), wanted.model, wanted.lora)
    needed = forecast(model, Train(batch_size=4), source=128, target=32, checkpointing=False, beams=1)
    parameters = sum(p.numel() for p in model.parameters())
    assert needed.weights + needed.gradients + needed.optimizer == 16 * parameters
    assert needed.memory < (free_memory() or 2**40)
    check_room(needed, tmp_path / "out", keep=2)
    monkeypatch.setattr(module, "free_memory", lambda: needed.memory - 1)
    with pytest.raises(ModelError, match=r"train\.batch_size: the run needs about .* GiB of memory"):
        check_room(needed, tmp_path / "out", keep=2)
    monkeypatch.setattr(module, "free_memory", lambda: None)
    with pytest.raises(ModelError, match="102 checkpoints need"):
        check_room(replace(needed, checkpoint=2**50), tmp_path / "out", keep=100)


def test_checkpointing_and_adapters_take_less(recipe_file: Write, mt5_checkpoint: Path) -> None:
    wanted = recipe(recipe_file, mt5_checkpoint)
    start = open_start(wanted, where="recipe.yaml")
    sizes = {"source": 400, "target": 100, "beams": 1}
    whole = forecast(
        load_model(start, wanted.model, Lora()), Train(batch_size=8), checkpointing=False, **sizes
    )
    less = forecast(load_model(start, wanted.model, Lora()), Train(batch_size=8), checkpointing=True, **sizes)
    adapted = forecast(
        load_model(start, wanted.model, Lora(rank=4)), Train(batch_size=8), checkpointing=False, **sizes
    )
    assert less.activations < whole.activations / 2
    assert adapted.gradients + adapted.optimizer < (whole.gradients + whole.optimizer) / 3


def test_adapters_for_maps_that_are_not_there_are_refused(recipe_file: Write, mt5_checkpoint: Path) -> None:
    wanted = recipe(recipe_file, mt5_checkpoint, lora={"rank": 4, "targets": ["q_proj"]})
    start = open_start(wanted, where="recipe.yaml")
    with pytest.raises(SettingsError, match=r"no linear map called q_proj.*There are: .*wi_0"):
        load_model(start, wanted.model, wanted.lora)
