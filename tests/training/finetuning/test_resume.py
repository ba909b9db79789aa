"""A run that was cut off, wherever, ends with the very weights of one that was not."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from summarizer.errors import SettingsError
from summarizer.types import Cluster
from training.finetune import main as finetune
from training.finetuning import run as module
from training.finetuning.progress import Flow, seconds_so_far, without_gain
from training.finetuning.recipes import read_recipe
from training.finetuning.run import run
from training.finetuning.trainer import FineTuner, Order, checkpoints, last_checkpoint, rotate, smoothed_loss

WriteClusters = Callable[[Path, list[Cluster]], Path]
STEPS = 8
TRAIN: dict[str, Any] = {
    "steps": STEPS,
    "batch_size": 2,
    "accumulation": 2,
    "learning_rate": 0.01,
    "evaluate_every": 3,
    "save_every": 2,
    "save_minutes": 0.0,
    "log_every": 1,
    "threads": 1,
}


@pytest.fixture
def recipe(
    clusters: list[Cluster],
    write_clusters: WriteClusters,
    bart_checkpoint: Path,
    recipe_file: Callable[..., Path],
    tmp_path: Path,
) -> Path:
    """Five clusters in batches of two, two batches a step, with dropout: nothing comes out even."""
    return recipe_file(
        model={"checkpoint": str(bart_checkpoint)},
        data={
            "train": [str(write_clusters(tmp_path / "train.jsonl", clusters[:5]))],
            "validation": [str(write_clusters(tmp_path / "validation.jsonl", clusters[5:]))],
        },
        preset={"source": {"max_pieces": 128}, "statement": {"max_pieces": 12}},
        train=TRAIN,
    )


class Killed(BaseException):
    """What no handler catches."""


def weights(out: Path, step: int = STEPS) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = load_file(out / "training" / f"checkpoint-{step}" / "model.safetensors")
    return found


def go(recipe: Path, out: Path, *overrides: str) -> None:
    run(read_recipe(recipe, [f"out={out}", *overrides]), where=str(recipe))


def same(left: dict[str, torch.Tensor], right: dict[str, torch.Tensor]) -> bool:
    return left.keys() == right.keys() and all(torch.equal(left[name], right[name]) for name in left)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "at"),
    [
        ("bart_checkpoint", 1),
        ("bart_checkpoint", 4),
        ("bart_checkpoint", 7),
        ("mt5_checkpoint", 5),
        ("arabart_checkpoint", 5),
    ],
)
def test_cut_off_at_a_step_it_ends_with_the_same_weights(
    recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    layout: str,
    at: int,
) -> None:
    of = [f"model.checkpoint={request.getfixturevalue(layout)}", "model.dropout=0.1", "preset.manner=theme"]
    go(recipe, tmp_path / "whole", *of)
    on_step_end = Flow.on_step_end

    def killed(self: Flow, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if state.global_step == at:
            raise Killed
        on_step_end(self, args, state, control, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Flow, "on_step_end", killed)
        with pytest.raises(Killed):
            go(recipe, tmp_path / "cut", *of)
    torch.rand(7)  # another process has another random state
    go(recipe, tmp_path / "cut", *of)
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "cut"))


@pytest.mark.slow
def test_killed_while_it_writes_a_checkpoint_it_goes_on_from_the_one_before(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(recipe, tmp_path / "whole")
    save = FineTuner._save_optimizer_and_scheduler

    def killed(self: FineTuner, folder: str) -> None:
        if self.state.global_step == 4:
            raise Killed
        save(self, folder)

    with monkeypatch.context() as patch:
        patch.setattr(FineTuner, "_save_optimizer_and_scheduler", killed)
        with pytest.raises(Killed):
            go(recipe, tmp_path / "cut")
    last = last_checkpoint(tmp_path / "cut" / "training")
    assert last is not None
    assert last.name == "checkpoint-3"
    go(recipe, tmp_path / "cut")
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "cut"))
    assert not list((tmp_path / "cut" / "training").glob(".*.part"))


@pytest.mark.slow
def test_killed_by_the_system_it_ends_with_the_same_weights(recipe: Path, tmp_path: Path, root: Path) -> None:
    command = [sys.executable, str(root / "training" / "finetune.py"), "--config", str(recipe)]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    go(recipe, tmp_path / "whole")
    cut = tmp_path / "cut"
    log = cut / "training" / "log.jsonl"
    process = subprocess.Popen([*command, f"out={cut}"], env=environment, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (log.is_file() and '"step": 5, "epoch"' in log.read_text()):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (cut / "model.safetensors").exists()
    subprocess.run([*command, f"out={cut}"], env=environment, check=True, capture_output=True)
    assert same(weights(tmp_path / "whole"), weights(cut))
    assert (cut / "model.safetensors").is_file()


@pytest.mark.slow
def test_asked_to_stop_it_saves_says_so_and_goes_on(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    go(recipe, tmp_path / "whole")
    on_epoch_begin = Flow.on_epoch_begin

    def interrupted(self: Flow, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if state.global_step == 2:
            os.kill(os.getpid(), signal.SIGINT)
        on_epoch_begin(self, args, state, control, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Flow, "on_epoch_begin", interrupted)
        assert finetune(["--config", str(recipe), f"out={tmp_path / 'cut'}"]) == 130
    assert "stopped at step 3 of 8. The checkpoint is whole: give the same command again" in (
        capsys.readouterr().err
    )
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    go(recipe, tmp_path / "cut")
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "cut"))


@pytest.mark.slow
def test_a_full_disk_is_told_and_the_checkpoint_before_is_whole(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save = FineTuner._save_optimizer_and_scheduler

    def full(self: FineTuner, folder: str) -> None:
        if self.state.global_step == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        save(self, folder)

    out = tmp_path / "full"
    with monkeypatch.context() as patch:
        patch.setattr(FineTuner, "_save_optimizer_and_scheduler", full)
        assert finetune(["--config", str(recipe), f"out={out}"]) == 2
    assert (
        "no room left to write checkpoint-4. checkpoint-3 is whole: free some disk" in capsys.readouterr().err
    )
    assert not list((out / "training").glob(".*.part"))
    go(recipe, out)
    go(recipe, tmp_path / "whole")
    assert same(weights(tmp_path / "whole"), weights(out))


@pytest.mark.slow
def test_a_run_goes_on_with_the_same_recipe_and_corpus_only(
    recipe: Path, tmp_path: Path, clusters: list[Cluster], write_clusters: WriteClusters
) -> None:
    out = tmp_path / "out"
    go(recipe, out, "train.steps=3")
    with pytest.raises(SettingsError, match=r"this run began with another train\.learning_rate"):
        go(recipe, out, "train.steps=3", "train.learning_rate=0.1")
    go(recipe, out, "train.steps=3", "train.keep=1", "data.workers=2")
    write_clusters(tmp_path / "train.jsonl", clusters[:4])
    with pytest.raises(SettingsError, match="this run began with another data"):
        go(recipe, out, "train.steps=3")


@pytest.mark.slow
def test_adapters_are_merged_on_export(recipe: Path, tmp_path: Path) -> None:
    lora = ["lora.rank=4", "train.steps=4", "train.evaluate_every=4"]
    go(recipe, tmp_path / "whole", *lora)
    exported = load_file(tmp_path / "whole" / "model.safetensors")
    assert not any("lora" in name for name in exported)
    adapters = load_file(tmp_path / "whole" / "training" / "checkpoint-4" / "adapter_model.safetensors")
    assert all("lora" in name for name in adapters)
    start = load_file(read_recipe(recipe).model.checkpoint + "/model.safetensors")
    name = "model.decoder.layers.0.fc1.weight"
    down, up = (adapters[f"base_model.model.{name.removesuffix('.weight')}.lora_{x}.weight"] for x in "AB")
    assert torch.allclose(exported[name], start[name] + 32.0 / 4 * up @ down, atol=1e-6)
    assert not torch.equal(exported[name], start[name])


@pytest.mark.slow
@pytest.mark.parametrize("rank", [0, 4])
def test_gradient_checkpointing_changes_memory_not_weights(
    recipe: Path, mt5_checkpoint: Path, tmp_path: Path, rank: int
) -> None:
    of = [f"model.checkpoint={mt5_checkpoint}", f"lora.rank={rank}", "lora.dropout=0", "train.steps=2"]
    go(recipe, tmp_path / "plain", *of)
    go(recipe, tmp_path / "saving", *of, "model.gradient_checkpointing=true")
    plain, saving = (load_file(tmp_path / name / "model.safetensors") for name in ("plain", "saving"))
    assert plain.keys() == saving.keys()
    assert all(torch.allclose(plain[name], saving[name], atol=1e-6) for name in plain)
    start = torch.load(mt5_checkpoint / "pytorch_model.bin", weights_only=True)
    assert torch.equal(plain["lm_head.weight"], start["lm_head.weight"]) == bool(rank)
    assert not torch.equal(plain["lm_head.weight"], plain["shared.weight"])


@pytest.mark.slow
def test_two_processes_take_the_step_of_one_with_twice_the_batch(
    recipe: Path, mt5_checkpoint: Path, tmp_path: Path, root: Path
) -> None:
    of = [f"model.checkpoint={mt5_checkpoint}", "train.steps=1", "train.accumulation=1", "train.warmup=0"]
    go(recipe, tmp_path / "one", *of, "train.batch_size=4", "train.schedule=constant")
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = [*launch, str(root / "training" / "finetune.py"), "--config", str(recipe), *of]
    subprocess.run(
        [*command, f"out={tmp_path / 'two'}", "train.batch_size=2", "train.schedule=constant"],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        check=True,
        capture_output=True,
    )
    one, two = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two"))
    start = torch.load(mt5_checkpoint / "pytorch_model.bin", weights_only=True)
    for name in one:
        # Adam's first step is the sign of the gradient times the rate: only what is nearly 0 may differ.
        assert torch.isclose(one[name], two[name], atol=1e-5).float().mean() > 0.99
    assert not torch.equal(one["lm_head.weight"], start["lm_head.weight"])


@pytest.mark.slow
def test_bf16_trains_float32_weights(recipe: Path, mt5_checkpoint: Path, tmp_path: Path) -> None:
    of = [f"model.checkpoint={mt5_checkpoint}", "model.precision=bf16", "train.steps=2"]
    go(recipe, tmp_path / "out", *of)
    found = load_file(tmp_path / "out" / "model.safetensors")
    assert {tensor.dtype for tensor in found.values()} == {torch.float32}
    assert all(tensor.isfinite().all() for tensor in found.values())
    assert "bf16 arithmetic" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_the_order_is_a_function_of_seed_and_epoch() -> None:
    lengths = [9, 3, 7, 5, 8, 2, 6, 4, 1]
    for by_length in (False, True):
        order = Order(lengths, batch=3, seed=1, by_length=by_length)
        first = list(order)
        torch.rand(3)
        assert list(order) == first
        order.epoch = 1
        assert list(order) != first
        assert sorted(order) == list(range(9))


def test_a_token_weighs_the_same_in_whatever_batch_it_comes() -> None:
    """Label smoothing and accumulation together: the gradient of two batches is that of one large one."""
    torch.manual_seed(0)
    logits = torch.randn(4, 6, 11, requires_grad=True)
    labels = torch.randint(0, 11, (4, 6))
    labels[0, 2:] = -100
    loss = smoothed_loss(0.1)
    whole = loss((logits,), labels)
    (expected,) = torch.autograd.grad(whole, logits)
    count = (labels != -100).sum()
    parts = [loss((logits[rows],), labels[rows], num_items_in_batch=count) for rows in ([0, 1], [2, 3])]
    (found,) = torch.autograd.grad(sum(parts), logits)
    assert torch.allclose(found, expected, atol=1e-7)
    reference = torch.nn.functional.cross_entropy(
        logits.view(-1, 11), labels.view(-1), label_smoothing=0.1, ignore_index=-100
    )
    assert torch.allclose(whole, reference)


def test_rotation_keeps_the_last_and_the_best(tmp_path: Path) -> None:
    for step in (2, 10, 4, 6, 8):
        (tmp_path / f"checkpoint-{step}").mkdir()
        (tmp_path / f"checkpoint-{step}" / "trainer_state.json").write_text("{}")
    rotate(tmp_path, keep=2, best=4)
    assert [path.name for path in checkpoints(tmp_path)] == ["checkpoint-4", "checkpoint-8", "checkpoint-10"]
    (tmp_path / "checkpoint-10" / "trainer_state.json").unlink()
    last = last_checkpoint(tmp_path)
    assert last is not None
    assert last.name == "checkpoint-8"
    assert last_checkpoint(tmp_path / "nothing") is None


def test_patience_counts_from_the_best_evaluation_and_survives_a_resume() -> None:
    history = [
        {"step": s, "eval_rouge": v} for s, v in ((0, 99.0), (1, 10.0), (2, 12.0), (3, 11.0), (4, 12.0))
    ]
    assert without_gain(history, "eval_rouge") == 2
    assert without_gain(history[:3], "eval_rouge") == 0
    assert without_gain(history[:1], "eval_rouge") == 0


def test_the_clock_of_a_run_is_read_back_up_to_its_checkpoint(tmp_path: Path) -> None:
    lines = [{"step": 1, "seconds": 5.0}, {"step": 2, "seconds": 9.5}, {"step": 3, "seconds": 14.0}]
    (tmp_path / "log.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines) + '{"step": 4, "se'
    )
    assert seconds_so_far(tmp_path, 2) == 9.5
    assert seconds_so_far(tmp_path / "nothing", 2) == 0.0


def test_check_reads_everything_and_trains_nothing(
    recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_train", None)
    assert finetune(["--config", str(recipe), "--check", f"out={tmp_path / 'out'}"]) == 0
    assert capsys.readouterr().out == "finetune: ready\n"
    assert not (tmp_path / "out" / "model.safetensors").exists()


def test_an_error_is_one_line_and_status_two(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finetune(["--config", str(recipe), "train.epoch=3"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("finetune: command line (train.epoch=3): unknown key 'train.epoch'")
    assert error.count("\n") == 1
