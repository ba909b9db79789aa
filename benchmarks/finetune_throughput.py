"""Tokens per second of fine-tuning beside a plain PyTorch loop over the same batches, in one run.

    python -m benchmarks.finetune_throughput --model mini --steps 30 --rounds 3 --threads 2

Both train the same checkpoint on the same batches of random pieces with AdamW, clipping and the same loss;
rounds take turns, so that whatever else the machine does falls on both. Printed: the median of each, their
ratio (the goal is 0.9), the machine. Evaluation and checkpoints are left out on both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import torch

from training.finetuning.config import Data, Lora, Model, Recipe, Train
from training.finetuning.encoding import Collator, Examples
from training.finetuning.examples import Example
from training.finetuning.partition import Partition
from training.finetuning.run import Prepared, make_trainer
from training.finetuning.start import load_model, open_start
from training.finetuning.trainer import smoothed_loss


def prepared(
    model: str, *, steps: int, batch: int, source: int, target: int, threads: int, out: Path
) -> Prepared:
    """A run over texts of random pieces, ``source`` and ``target`` pieces long on average."""
    recipe = Recipe(
        model=Model(checkpoint=model, precision="fp32"),
        data=Data(train=("random",)),
        train=Train(
            steps=steps,
            batch_size=batch,
            evaluate_every=10**9,
            save_minutes=0.0,
            log_every=10**9,
            threads=threads,
            schedule="constant",
            warmup=0.0,
        ),
        out=str(out),
    )
    start = open_start(recipe, where="benchmark")
    dice = random.Random(0)
    names = [name for name in start.tokenizer.vocabulary if name.isalpha() or name.startswith("▁")]

    def text(pieces: int) -> str:
        length = dice.randint(pieces // 2, pieces + pieces // 2)
        return "".join(dice.choice(names) for _ in range(length)).replace("▁", " ").strip()

    examples = [
        Example(str(n), str(n), "statement", text(source), (text(target),)) for n in range(steps * batch)
    ]
    limits = {"source_pieces": start.preset.source.max_pieces, "target_pieces": 96}
    train = Examples(examples, start.tokenizer, **limits)
    dev = Examples(examples[:1], start.tokenizer, **limits)
    return Prepared(recipe, start, Partition((), ()), train, dev, "fp32", {"processes": 1})


def batches(run: Prepared) -> list[list[int]]:
    """The very batches the trainer will take, in its order."""
    order = list(make_trainer(run, resume=None)[0]._order)
    size = run.recipe.train.batch_size
    return [order[at : at + size] for at in range(0, len(order), size)]


def seconds_of_ours(run: Prepared) -> float:
    """Wall time of the trainer's own loop."""
    trainer, _, _ = make_trainer(run, resume=None)
    trainer.args.eval_on_start = False
    trainer.args.eval_strategy = trainer.args.save_strategy = "no"
    began = time.perf_counter()
    trainer.train()
    return time.perf_counter() - began


def seconds_of_plain(run: Prepared, order: Sequence[Sequence[int]]) -> float:
    """Wall time of the shortest loop that does the same."""
    model: Any = load_model(run.start, run.recipe.model, Lora()).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=run.recipe.train.learning_rate, weight_decay=0.01)
    collate = Collator(run.start.pad, run.start.tokenizer.frame.start[0])
    loss_of = smoothed_loss(run.recipe.train.label_smoothing)
    began = time.perf_counter()
    for indices in order:
        batch = dict(collate([run.train[index] for index in indices]))
        labels = batch.pop("labels")
        loss = loss_of(model(**batch), labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), run.recipe.train.clip)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return time.perf_counter() - began


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print one JSON line."""
    parser = argparse.ArgumentParser(description="Throughput of fine-tuning beside a plain loop.")
    parser.add_argument("--model", default="mini")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--source", type=int, default=80, help="pieces of a source on average")
    parser.add_argument("--target", type=int, default=30, help="pieces of a target on average")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    with tempfile.TemporaryDirectory() as folder:
        run = prepared(
            given.model,
            steps=given.steps,
            batch=given.batch,
            source=given.source,
            target=given.target,
            threads=given.threads,
            out=Path(folder),
        )
        order = batches(run)
        seconds_of_plain(run, order[:2])  # the first steps warm allocators and caches
        ours, plain = [], []
        for number in range(given.rounds):
            print(f"round {number + 1} of {given.rounds}", file=sys.stderr, flush=True)
            ours.append(seconds_of_ours(run))
            plain.append(seconds_of_plain(run, order))
    tokens = sum(run.train.lengths)
    result = {
        "model": given.model,
        "tokens": tokens,
        "ours_tokens_per_second": round(tokens / median(ours), 1),
        "plain_tokens_per_second": round(tokens / median(plain), 1),
        "ratio": round(median(plain) / median(ours), 3),
        "rounds": [round(p / o, 3) for o, p in zip(ours, plain, strict=True)],
        "machine": f"{platform.machine()}, {given.threads} threads of {os.cpu_count()} cores, "
        f"torch {torch.__version__}",
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
