"""A run ends where it would have ended had nobody cut it off, and trains on nothing that measures it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoTokenizer, BartForConditionalGeneration

from summarizer.errors import InputError, SettingsError
from training.embedded.options import make_options
from training.embedded.records import Pair, write_pairs
from training.embedded.train import (
    Place,
    Run,
    TrainOptions,
    hold_out,
    minutes_of,
    progress_of,
    rate_factor,
)


def run_of(options: dict[str, Any], **changes: Any) -> Run:
    return Run(make_options(TrainOptions, {**options, **changes}))


def weights(run: Run) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in run.model.state_dict().items()}


def cut_off(run: Run, after: int) -> None:
    """Stop the run as SIGTERM would, once ``after`` steps are done."""
    step = run.step

    def counted(*arguments: Any) -> float:
        loss = step(*arguments)
        if run.place.step == after:
            run.stop()
        return loss

    run.step = counted  # type: ignore[method-assign]


def same(left: dict[str, torch.Tensor], right: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(left[name], right[name]) for name in left)


@pytest.mark.parametrize("after", [1, 5, 8])
def test_a_run_cut_off_and_resumed_equals_one_that_was_not_bit_by_bit(
    options: dict[str, Any], tmp_path: Path, after: int
) -> None:
    whole = run_of(options)
    whole.train()
    first = run_of(options, out=str(tmp_path / "cut"))
    cut_off(first, after)
    first.train()
    assert first.place.step == after
    second = run_of(options, out=str(tmp_path / "cut"))
    assert second.place.step == after
    second.train()
    assert second.place.step == whole.place.step == 12
    assert second.place.turn > 0, "the twelve steps must reach into a second pass"
    assert same(weights(whole), weights(second))


def test_another_seed_gives_another_model(options: dict[str, Any], tmp_path: Path) -> None:
    one, other = run_of(options), run_of(options, seed=1, out=str(tmp_path / "other"))
    one.train()
    other.train()
    assert not same(weights(one), weights(other))


def test_it_learns(options: dict[str, Any]) -> None:
    run = run_of(options, steps=40, measured=2)
    run.train()
    lines = [json.loads(line) for line in (run.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["step"] == 0
    assert lines[-1]["step"] == 40
    assert lines[-1]["dev_loss"] < lines[0]["dev_loss"] - 0.3
    assert 0 <= lines[-1]["rouge1"] <= 100


def test_a_run_does_not_go_on_with_other_options(options: dict[str, Any]) -> None:
    run = run_of(options, steps=1)
    run.train()
    with pytest.raises(SettingsError, match="rate"):
        run_of(options, steps=1, rate=1e-4)
    run_of(options, steps=1, threads=1, measured=0)


def test_the_encoder_stands_still_until_it_thaws(options: dict[str, Any]) -> None:
    run = run_of(options, thaw=0.9, steps=10)
    before = weights(run)
    cut_off(run, 9)
    run.train()
    after = weights(run)
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    assert not any(name.startswith("model.encoder.layers") for name in moved)
    assert any(name.startswith("model.decoder.layers") for name in moved)
    rest = run_of(options, thaw=0.9, steps=10)
    rest.train()
    thawed = weights(rest)
    assert any(not torch.equal(after[n], thawed[n]) for n in after if n.startswith("model.encoder.layers"))


def test_the_checkpoint_opens_in_plain_transformers(options: dict[str, Any]) -> None:
    run = run_of(options)
    run.train()
    model = BartForConditionalGeneration.from_pretrained(run.out / "last")
    assert model.dtype == torch.bfloat16
    stored, trained = model.state_dict(), weights(run)
    assert all(torch.equal(stored[name], trained[name].to(torch.bfloat16)) for name in stored)
    text = "افتتح كريم ناصر الثلاثاء المطار الجديد"
    assert AutoTokenizer.from_pretrained(run.out / "last")(text).input_ids == run.tokenizer.encode(text).ids


def test_the_record_says_what_is_needed_to_do_it_again(options: dict[str, Any]) -> None:
    run = run_of(options, steps=2)
    run.train()
    record = json.loads((run.out / "train.json").read_text(encoding="utf-8"))
    assert record["options"]["seed"] == 0
    assert record["counts"]["pairs.jsonl"] == {"statement": 32, "headline": 32, "held out": 0}
    assert set(record["versions"]) == {"python", "torch", "transformers", "tokenizers"}
    assert set(record["digests"]) == {"pairs.jsonl", "dev.jsonl", "model.safetensors"}
    assert record["last"]["step"] == 2


def test_a_pair_that_measures_cannot_train(
    options: dict[str, Any], pairs: list[Pair], tmp_path: Path
) -> None:
    write_pairs(tmp_path / "dev.jsonl", pairs[:1])
    with pytest.raises(InputError, match="t0"):
        run_of(options)


def test_a_sentence_of_the_dev_set_is_held_out_even_under_another_id(
    pairs: list[Pair], dev_pairs: list[Pair]
) -> None:
    same_target = replace(pairs[0], id="x1", target=dev_pairs[0].target)
    same_source = replace(pairs[1], id="x2", sources=(*pairs[1].sources, dev_pairs[1].sources[0]))
    kept, left_out = hold_out([*pairs, same_target, same_source], dev_pairs)
    assert kept == pairs
    assert left_out == 2


def test_pairs_far_from_their_sources_are_left_out_on_request(
    options: dict[str, Any], pairs: list[Pair], tmp_path: Path
) -> None:
    far = replace(pairs[0], id="far", target="تحولت البلدة إلى قبلة للزائرين بفضل صرح ثقافي طال انتظاره.")
    write_pairs(tmp_path / "pairs.jsonl", [*pairs, far])
    (entry,) = options["pairs"]
    assert run_of(options).counts["pairs.jsonl"]["statement"] == 33
    near = run_of(options, pairs=[{**entry, "near": True}])
    assert near.counts["pairs.jsonl"]["statement"] == 32


def test_without_anything_to_train_on_it_says_so(options: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="nothing to train on"):
        run_of(options, pairs=[])


def test_a_run_needs_an_end() -> None:
    with pytest.raises(SettingsError, match="end"):
        TrainOptions(init="a", out="b")


def test_the_rate_warms_up_and_falls_to_nothing(options: dict[str, Any]) -> None:
    made = make_options(TrainOptions, {**options, "warm_up": 10})
    assert rate_factor(0, 0.0, made) == pytest.approx(0.1)
    assert rate_factor(9, 0.0, made) == pytest.approx(1.0)
    assert rate_factor(500, 0.5, made) == pytest.approx(0.5)
    assert rate_factor(500, 1.0, made) == pytest.approx(0.0)
    factors = [rate_factor(100, p / 20, made) for p in range(21)]
    assert factors == sorted(factors, reverse=True)
    held = make_options(TrainOptions, {**options, "warm_up": 10, "fall": 0.4})
    assert rate_factor(500, 0.6, held) == 1.0
    assert rate_factor(500, 0.8, held) == pytest.approx(0.5)
    assert rate_factor(500, 1.0, held) == pytest.approx(0.0)


def test_the_clock_ends_a_run_at_the_time_of_day_given(options: dict[str, Any]) -> None:
    made = make_options(TrainOptions, {**options, "steps": 0, "until": "04:45"})
    assert minutes_of(made, 0.0, datetime(2024, 3, 5, 3, 15)) == 90
    assert minutes_of(made, 600.0, datetime(2024, 3, 5, 3, 15)) == 100, "ten minutes are behind it"
    assert minutes_of(made, 0.0, datetime(2024, 3, 5, 4, 45)) == 24 * 60
    assert progress_of(Place(seconds=2700.0), made, 90.0) == pytest.approx(0.5)


def test_a_call_stops_after_its_minutes_and_the_next_one_goes_on(options: dict[str, Any]) -> None:
    run = run_of(options, call_minutes=1e-9)
    run.train()
    assert run.place.step == 0
    rest = run_of(options)
    rest.train()
    assert rest.place.step == 12


@pytest.mark.slow
def test_the_command_trains(options: dict[str, Any], root: Path, tmp_path: Path) -> None:
    config = tmp_path / "train.yaml"
    config.write_text(json.dumps(options, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "training.embedded.train", str(config), "steps=2", "rate=1e-3"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "run" / "last" / "model.safetensors").is_file()
