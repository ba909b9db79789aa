"""Examples as token ids, framed exactly as the engines frame them at run time, and padded into batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from summarizer.errors import InputError
from summarizer.writing.tokenization import Tokenizer
from training.finetuning.examples import Example

IGNORED = -100


@dataclass(frozen=True)
class Encoded:
    """``source`` as read; ``labels`` as written: first tokens that are forced, the target, the end."""

    source: tuple[int, ...]
    labels: tuple[int, ...]


class Examples:
    """Encoded examples in order. What is longer than the limits is cut before its end token."""

    def __init__(
        self, examples: Sequence[Example], tokenizer: Tokenizer, *, source_pieces: int, target_pieces: int
    ) -> None:
        self.examples = tuple(examples)
        self.cut = 0
        """Targets that were too long."""
        self._encoded: list[Encoded] = []
        forced = tokenizer.frame.start[1:]
        for example in examples:
            source = tokenizer.ids(example.source)
            if len(source) > source_pieces:  # packing left room for the frame; only odd presets come here
                source = [*source[: source_pieces - 1], source[-1]]
            target = tokenizer.bare_ids(example.targets[0])
            room = target_pieces - 1
            self.cut += len(target) > room
            labels = [*forced, *target[:room], tokenizer.frame.end]
            self._encoded.append(Encoded(tuple(source), tuple(labels)))

    def __len__(self) -> int:
        return len(self._encoded)

    def __getitem__(self, index: int) -> Encoded:
        return self._encoded[index]

    @property
    def lengths(self) -> list[int]:
        """Source and target pieces of each example."""
        return [len(item.source) + len(item.labels) for item in self._encoded]

    @property
    def largest(self) -> tuple[int, int]:
        """The longest source and the longest target, in pieces."""
        return max(len(e.source) for e in self._encoded), max(len(e.labels) for e in self._encoded)


@dataclass(frozen=True)
class Collator:
    """Pads on the right.

    The decoder's input is given, not left to the model: mBART would turn the labels round to find its
    start, and T5 would take the padding whatever the checkpoint says.
    """

    pad: int
    start: int

    def __call__(self, batch: Sequence[Encoded]) -> Mapping[str, Any]:
        sources = _padded([item.source for item in batch], self.pad)
        labels = _padded([item.labels for item in batch], IGNORED)
        shifted = [(self.start, *item.labels[:-1]) for item in batch]
        return {
            "input_ids": sources,
            "attention_mask": _padded([(1,) * len(item.source) for item in batch], 0),
            "decoder_input_ids": _padded(shifted, self.pad),
            "labels": labels,
        }


def encode_all(
    examples: Sequence[Example], tokenizer: Tokenizer, *, source_pieces: int, target_pieces: int, split: str
) -> Examples:
    """Encode a split.

    Raises:
        InputError: there is none to encode.
    """
    if not examples:
        raise InputError(
            f"no example came out of the {split} split",
            where=f"data.{split}",
            remedy="In the theme way a reference's sentences must be held by the articles: lower "
            "data.support, add data.pairs=both, or write the joint way.",
        )
    return Examples(examples, tokenizer, source_pieces=source_pieces, target_pieces=target_pieces)


def _padded(rows: Sequence[Sequence[int]], value: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])
