"""From pairs to batches of token ids. Everything is a function of (seed, pass), so that a run can go on
exactly where it was cut off.

Input of the model: the sources joined by ``</s>``, for a headline with ``عنوان:`` in front; the same as
what the writer gives it (configs/presets/mini.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import torch
from tokenizers import Tokenizer

from training.embedded.noise import Noise, distractors_by_group, disturbed
from training.embedded.records import Pair
from training.embedded.texts import Texts, damaged

PAD, END = 1, 2
HEADLINE_PREFIX = "عنوان: "
SEPARATOR = " </s> "


@dataclass(frozen=True)
class Example:
    """Token ids with ``<s>`` and ``</s>`` around them."""

    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True)
class Batch:
    """``source`` and ``mask`` (examples, source tokens); ``labels`` (examples, target tokens), -100 pads."""

    source: torch.Tensor
    mask: torch.Tensor
    labels: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on ``device``."""
        return Batch(self.source.to(device), self.mask.to(device), self.labels.to(device))


@dataclass(frozen=True)
class Limits:
    """Tokens an example may have; what is longer is cut at its end."""

    source: int = 256
    target: int = 96


def source_text(pair: Pair) -> str:
    """What the model reads for ``pair``."""
    prefix = HEADLINE_PREFIX if pair.task == "headline" else ""
    return prefix + SEPARATOR.join(pair.sources)


def encode(pairs: Sequence[Pair], tokenizer: Tokenizer, limits: Limits) -> list[Example]:
    """Examples of ``pairs``, in order."""
    sources = tokenizer.encode_batch([source_text(pair) for pair in pairs])
    targets = tokenizer.encode_batch([pair.target for pair in pairs])
    return [
        Example(_cut(source.ids, limits.source), _cut(target.ids, limits.target))
        for source, target in zip(sources, targets, strict=True)
    ]


def chosen(pairs: Sequence[Pair], weights: Mapping[str, float], random: Random) -> list[Pair]:
    """The pairs of one pass: each as often as the weight of its task says, 0.3 meaning three in ten."""
    picked = []
    for pair in pairs:
        weight = weights.get(pair.task, 0.0)
        picked.extend([pair] * (int(weight) + (random.random() < weight % 1)))
    return picked


@dataclass(frozen=True)
class Mixture:
    """What a run learns from."""

    pairs: tuple[tuple[Sequence[Pair], Mapping[str, float]], ...]
    """Files of pairs with the weights of their tasks."""
    texts: tuple[tuple[Texts, int], ...]
    """Packed texts with the windows to restore per pass."""
    noise: Noise
    limits: Limits

    def examples(self, tokenizer: Tokenizer, seed: int, turn: int) -> list[Example]:
        """The examples of pass ``turn``, with fresh noise, in the order of the files."""
        random = Random(f"{seed}/{turn}")
        found: list[Example] = []
        for pairs, weights in self.pairs:
            groups = distractors_by_group(pairs)
            everything = tuple(sentence for sentences in groups.values() for sentence in sentences)
            noisy = [
                disturbed(pair, self.noise, _others(pair, groups, everything, random), random)
                for pair in chosen(pairs, weights, random)
            ]
            found += encode(noisy, tokenizer, self.limits)
        for texts, count in self.texts:
            found += [Example(*damaged(texts, random)) for _ in range(count)]
        return found


def batches(examples: Sequence[Example], tokens: int, seed: int, turn: int) -> list[list[Example]]:
    """``examples`` in batches of similar length, at most ``tokens`` padded tokens each, in random order."""
    random = Random(f"{seed}/{turn}/batches")
    key = {id(e): len(e.source) + len(e.target) + 8 * random.random() for e in examples}
    made: list[list[Example]] = []
    batch: list[Example] = []
    widest = (0, 0)
    for example in sorted(examples, key=lambda e: key[id(e)]):
        wider = (max(widest[0], len(example.source)), max(widest[1], len(example.target)))
        if batch and sum(wider) * (len(batch) + 1) > tokens:
            made.append(batch)
            batch, wider = [], (len(example.source), len(example.target))
        batch.append(example)
        widest = wider
    if batch:
        made.append(batch)
    random.shuffle(made)
    return made


def collate(batch: Sequence[Example], multiple: int = 1) -> Batch:
    """Tensors of a batch; lengths are rounded up to ``multiple`` so that a compiled step sees few shapes.

    The target's ``<s>`` is left out: decoding starts at ``</s>`` and the first word follows at once.
    """
    source = _padded([example.source for example in batch], PAD, multiple)
    labels = _padded([example.target[1:] for example in batch], -100, multiple)
    return Batch(source, (source != PAD).long(), labels)


def in_order(examples: Sequence[Example], size: int) -> Iterator[Batch]:
    """Batches of ``size`` examples in order, for measuring."""
    for start in range(0, len(examples), size):
        yield collate(examples[start : start + size])


def _others(
    pair: Pair, groups: Mapping[str, tuple[str, ...]], everything: Sequence[str], random: Random
) -> tuple[str, ...]:
    near = tuple(sentence for sentence in groups[pair.group] if sentence not in pair.sources)
    return near or (random.choice(everything),)


def _padded(rows: Sequence[Sequence[int]], value: int, multiple: int) -> torch.Tensor:
    width = -(-max(map(len, rows)) // multiple) * multiple
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def _cut(ids: Sequence[int], most: int) -> tuple[int, ...]:
    return tuple(ids) if len(ids) <= most else (*ids[: most - 1], END)
