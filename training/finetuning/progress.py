"""Callbacks: what is told while a run goes on, when it saves, and when it ends before its last step."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from transformers import TrainerCallback

from training.finetuning.config import Train
from training.finetuning.trainer import Order

LOG = "log.jsonl"


class Progress(TrainerCallback):  # type: ignore[misc]
    """A line on stderr every few seconds, one for each evaluation on stdout, everything in ``log.jsonl``."""

    def __init__(self, folder: Path, *, tokens_a_step: float, seconds: float, writes: bool) -> None:
        self._log = folder / LOG
        self._tokens = tokens_a_step
        self.before = seconds
        """Seconds trained before this call, in a run that goes on."""
        self._writes = writes
        self._began = time.monotonic()
        self._first = 0
        self._told = 0.0
        self._measuring = 0.0

    @property
    def seconds(self) -> float:
        """Seconds of training in all."""
        return self.before + time.monotonic() - self._began

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self._began = time.monotonic()
        self._first = state.global_step

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if self._writes and now - self._told > (0.5 if terminal else 30):
            self._told = now
            rate, eta = self.rate(state)
            said = (
                f"finetune: step {state.global_step}/{state.max_steps}, {rate * self._tokens:,.0f} tokens/s, "
                f"{duration(eta)} left"
            )
            print(f"\r{said}\033[K" if terminal else said, end="" if terminal else "\n", file=sys.stderr)
            sys.stderr.flush()

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        if not self._writes or not logs or "loss" not in logs:
            return
        rate, eta = self.rate(state)
        self.write(
            {
                "step": state.global_step,
                "epoch": round(state.epoch or 0.0, 4),
                "loss": logs["loss"],
                "learning_rate": logs.get("learning_rate"),
                "gradient_norm": logs.get("grad_norm"),
                "steps_per_second": round(rate, 4),
                "tokens_per_second": round(rate * self._tokens, 1),
                "eta_seconds": round(eta),
            }
        )

    def on_evaluate(
        self, args: Any, state: Any, control: Any, metrics: Mapping[str, float] | None = None, **kwargs: Any
    ) -> None:
        found = {name.removeprefix("eval_"): value for name, value in (metrics or {}).items()}
        took = found.get("runtime", 0.0)
        self._measuring += took
        if not self._writes:
            return
        line = {"step": state.global_step, "epoch": round(state.epoch or 0.0, 4), "dev_loss": found["loss"]}
        line |= {f"dev_{name}": round(found[name], 3) for name in ("rouge1", "rouge2", "rougeL", "rouge")}
        self.write(line | {"evaluation_seconds": round(took, 1)})
        _, eta = self.rate(state)
        left = f"  {duration(eta)} left" if eta else ""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
        print(
            f"step {state.global_step}/{state.max_steps}  dev loss {found['loss']:.3f}  "
            f"ROUGE-1/2/L {found['rouge1']:.1f}/{found['rouge2']:.1f}/{found['rougeL']:.1f}{left}",
            flush=True,
        )

    def rate(self, state: Any) -> tuple[float, float]:
        """Steps a second of this call, evaluations not counted, and the seconds left."""
        spent = time.monotonic() - self._began - self._measuring
        done = state.global_step - self._first
        rate = done / spent if done and spent > 0 else 0.0
        return rate, (state.max_steps - state.global_step) / rate if rate else 0.0

    def write(self, line: Mapping[str, Any]) -> None:
        """Add a line to the log."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({**line, "seconds": round(self.seconds, 1), "time": now}) + "\n")


class Flow(TrainerCallback):  # type: ignore[misc]
    """Sets the epoch of the order, saves by the clock, ends by the clock, by patience or when asked to."""

    def __init__(
        self, train: Train, order: Order, *, steps_an_epoch: int, seconds: Callable[[], float]
    ) -> None:
        self._train = train
        self._order = order
        self._steps = steps_an_epoch
        self._seconds = seconds
        self._saved = time.monotonic()
        self.asked = False
        """Whether somebody asked the run to stop."""
        self.reason = ""
        """Why the run ended before its last step."""

    def on_epoch_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self._order.epoch = state.global_step // self._steps

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        train = self._train
        asked = self.asked
        over = bool(train.minutes) and self._seconds() >= 60 * train.minutes
        due = bool(train.save_minutes) and time.monotonic() - self._saved >= 60 * train.save_minutes
        if args.world_size > 1:
            asked, over, due = _agreed([asked, over, due], args.device)
        due = due or bool(train.save_every and state.global_step % train.save_every == 0)
        if over and not control.should_training_stop:
            self.reason = f"{train.minutes:g} minutes are over"
            control.should_training_stop = control.should_evaluate = control.should_save = True
        if asked:
            self.asked = True
            control.should_training_stop = control.should_save = True
        if due:
            control.should_save = True

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self._saved = time.monotonic()

    def on_evaluate(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        worse = without_gain(state.log_history, f"eval_{self._train.select_by}")
        if self._train.patience and worse >= self._train.patience:
            self.reason = f"{worse} evaluations without a better {self._train.select_by}"
            control.should_training_stop = control.should_save = True

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """The first Ctrl-C or SIGTERM ends the run after the step at hand, the second at once."""

        def stop(number: int, frame: object) -> None:
            if self.asked:
                raise KeyboardInterrupt
            self.asked = True
            print(
                "\nfinetune: stopping after this step; once more to stop at once", file=sys.stderr, flush=True
            )

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def without_gain(history: list[dict[str, Any]], name: str) -> int:
    """Evaluations since the best one; the one before the first step is no part of it."""
    values = [line[name] for line in history if name in line and line.get("step")]
    return len(values) - 1 - values.index(max(values)) if values else 0


def seconds_so_far(folder: Path, step: int) -> float:
    """Seconds of training behind ``step``, as the log tells them."""
    found = 0.0
    path = folder / LOG
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue  # the line that was being written when the run was killed
            if row.get("step", step + 1) <= step:
                found = max(found, float(row.get("seconds", 0.0)))
    return found


def duration(seconds: float) -> str:
    """``1 h 05 min``, ``7 min``, ``40 s``."""
    if seconds >= 3600:
        return f"{int(seconds // 3600)} h {int(seconds % 3600 // 60):02d} min"
    return f"{int(seconds // 60)} min" if seconds >= 60 else f"{int(seconds)} s"


def _agreed(flags: list[bool], device: Any) -> list[bool]:
    """Whether any process says so: all of them must stop and save at the same step."""
    shared = torch.tensor([int(flag) for flag in flags], device=device)
    torch.distributed.all_reduce(shared, op=torch.distributed.ReduceOp.MAX)
    return [bool(flag) for flag in shared.tolist()]
