"""``Seq2SeqTrainer`` with what it lacks for runs that must not lose work.

Checkpoints are written beside their place and renamed, the order of the examples is a function of seed and
epoch alone, and a token weighs the same in whatever batch it comes: so a run that was killed ends with the
very weights of one that was not.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import Seq2SeqTrainer
from transformers.trainer_pt_utils import get_length_grouped_indices

from summarizer.errors import MujazError
from training.finetuning.encoding import IGNORED

PREFIX = "checkpoint-"
STATE = "trainer_state.json"


class DiskFull(MujazError):
    """A checkpoint could not be written; the ones before it are whole."""


class Order:
    """The order of one epoch: shuffled, or shuffled so that batches hold examples of like length."""

    def __init__(self, lengths: list[int], *, batch: int, seed: int, by_length: bool) -> None:
        self._lengths = lengths
        self._batch = batch
        self._seed = seed
        self._by_length = by_length
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[int]:
        generator = torch.Generator().manual_seed(self._seed * 1_000_003 + self.epoch)
        if self._by_length:
            yield from get_length_grouped_indices(self._lengths, self._batch, generator=generator)
        else:
            yield from torch.randperm(len(self._lengths), generator=generator).tolist()


def smoothed_loss(smoothing: float) -> Callable[..., torch.Tensor]:
    """Cross-entropy a token, in nats, over the tokens of all the batches of a step.

    Taking the mean batch by batch, as models do by themselves, gives tokens of short batches more weight.
    """

    def loss(outputs: Any, labels: torch.Tensor, num_items_in_batch: Any = None) -> torch.Tensor:
        logits = outputs["logits"] if isinstance(outputs, Mapping) else outputs[0]
        total = torch.nn.functional.cross_entropy(
            logits.float().view(-1, logits.size(-1)),
            labels.view(-1),
            ignore_index=IGNORED,
            label_smoothing=smoothing,
            reduction="sum",
        )
        count = (labels != IGNORED).sum() if num_items_in_batch is None else num_items_in_batch
        return total / count

    return loss


class FineTuner(Seq2SeqTrainer):  # type: ignore[misc]
    """See the module."""

    def __init__(
        self, *args: Any, order: Order, beside: Callable[[Path], None], keep: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._order = order
        self._beside = beside
        """Writes tokenizer and preset into a checkpoint, so that it can be run by itself."""
        self._keep = keep

    def _get_train_sampler(self, train_dataset: Any = None) -> Order:
        return self._order

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        folder = Path(self.args.output_dir)
        place = folder / f"{PREFIX}{self.state.global_step}"
        if (place / STATE).is_file():
            return  # an evaluation and the clock can both ask for it
        part = folder / f".{place.name}.part"
        try:
            if self.args.should_save:
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir(parents=True)
            self._together()
            self.store_flos()
            self.save_model(str(part), _internal_call=True)
            self._save_optimizer_and_scheduler(str(part))
            self._save_scaler(str(part))
            self._save_rng_state(str(part))
            self._together()
            if self.args.should_save:
                self._beside(part)
                best = self.state.best_global_step
                self.state.best_model_checkpoint = str(folder / f"{PREFIX}{best}") if best else None
                self.state.save_to_json(str(part / STATE))
                _to_disk(part)
                os.replace(part, place)
                rotate(folder, keep=self._keep, best=best)
        except Exception as error:
            shutil.rmtree(part, ignore_errors=True)
            if not _is_full(error, folder):
                raise
            last = last_checkpoint(folder)
            raise DiskFull(
                f"no room left to write {place.name}",
                where=str(folder),
                remedy=f"{f'{last.name} is whole' if last else 'No checkpoint was written yet'}: free some "
                "disk and give the same command again.",
            ) from error
        self._together()

    def _together(self) -> None:
        """Wait for the other processes."""
        self.accelerator.wait_for_everyone()


def last_checkpoint(folder: Path) -> Path | None:
    """The latest whole checkpoint in ``folder``: unfinished ones have another name."""
    found = [each for each in checkpoints(folder) if (each / STATE).is_file()]
    return found[-1] if found else None


def checkpoints(folder: Path) -> list[Path]:
    """Checkpoints by step."""
    found = [each for each in folder.glob(f"{PREFIX}*") if each.name.removeprefix(PREFIX).isdigit()]
    return sorted(found, key=lambda each: int(each.name.removeprefix(PREFIX)))


def rotate(folder: Path, *, keep: int, best: int | None) -> None:
    """Remove all checkpoints but the last ``keep`` and the ``best`` one."""
    for old in checkpoints(folder)[:-keep]:
        if old.name != f"{PREFIX}{best}":
            # Renamed first: a half removed folder must not be taken for a checkpoint.
            gone = old.with_name(f".{old.name}.old")
            os.replace(old, gone)
            shutil.rmtree(gone, ignore_errors=True)


def _to_disk(folder: Path) -> None:
    """Have the files on the disk before the folder gets its name: power can fail too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _is_full(error: BaseException, folder: Path) -> bool:
    """Whether ``error`` comes of a full disk: torch and safetensors tell it in words, not by number."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    said = str(error)
    if "No space left" in said or "os error 28" in said:
        return True
    writing = "PytorchStreamWriter" in said or "unexpected pos" in said
    return writing and shutil.disk_usage(folder).free < 2**20
