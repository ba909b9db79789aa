"""Stage ``average``: the mean of the weights of several checkpoints of one run, or of runs from one start.

Costs nothing at run time and evens out the last steps (Izmailov et al. 2018, "Averaging weights leads to
wider optima"). Whether it helps is measured, not assumed: see ``python -m training.embedded.measure``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import BartForConditionalGeneration

from summarizer.errors import ModelError
from training.embedded.options import read_options
from training.embedded.train import write_checkpoint


@dataclass(frozen=True, kw_only=True)
class AverageOptions:
    """Options of the stage."""

    checkpoints: list[str]
    """Checkpoint folders, or one folder ``RUN/checkpoints`` of which the last ones are taken."""
    out: str
    last: int = 3


def mean_of(states: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of state dicts in float32.

    Raises:
        ModelError: they are not of one shape.
    """
    shapes = [{name: tensor.shape for name, tensor in state.items()} for state in states]
    if any(shape != shapes[0] for shape in shapes):
        raise ModelError("checkpoints of different shapes", remedy="Average checkpoints of one architecture.")
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def main(arguments: Sequence[str]) -> None:
    """Run the stage."""
    options = read_options(AverageOptions, arguments)
    folders = [Path(folder) for folder in options.checkpoints]
    if len(folders) == 1 and not (folders[0] / "config.json").is_file():
        folders = sorted(folders[0].glob("step-*[0-9]"))[-options.last :]
    if not folders:
        raise ModelError("no checkpoint", where=options.checkpoints[0], remedy="Name checkpoint folders.")
    models = [BartForConditionalGeneration.from_pretrained(f, dtype=torch.float32) for f in folders]
    models[0].load_state_dict(mean_of([model.state_dict() for model in models]))
    write_checkpoint(models[0], folders[0], Path(options.out))
    print(f"{options.out}: mean of {', '.join(folder.name for folder in folders)}")


if __name__ == "__main__":
    main(sys.argv[1:])
