"""Batches hold every example once, within their tokens, and are a function of (seed, pass)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml
from tokenizers import Tokenizer

from training.embedded.examples import (
    HEADLINE_PREFIX,
    SEPARATOR,
    Example,
    Limits,
    Mixture,
    batches,
    chosen,
    collate,
    encode,
    source_text,
)
from training.embedded.noise import Noise
from training.embedded.records import Pair


def lengths(*pairs: tuple[int, int]) -> list[Example]:
    return [Example((0, *[9] * source, 2), (0, *[9] * target, 2)) for source, target in pairs]


def test_the_model_reads_what_the_writer_gives_it(root: Path, pairs: list[Pair]) -> None:
    mini = yaml.safe_load((root / "configs" / "presets" / "mini.yaml").read_text(encoding="utf-8"))
    preset = mini["source"]
    assert preset["headline_prefix"] == HEADLINE_PREFIX
    assert preset["sentence_separator"] == SEPARATOR
    assert preset["max_pieces"] == Limits().source
    statement, headline = pairs[:2]
    assert source_text(statement) == SEPARATOR.join(statement.sources)
    assert source_text(headline) == HEADLINE_PREFIX + SEPARATOR.join(headline.sources)


def test_the_separator_is_one_token_and_words_survive(tokenizer: Tokenizer, pairs: list[Pair]) -> None:
    (example,) = encode(pairs[:1], tokenizer, Limits())
    assert example.source[0] == example.target[0] == 0
    assert example.source[-1] == example.target[-1] == 2
    assert example.source.count(2) == len(pairs[0].sources)
    assert 3 not in example.source + example.target
    assert tokenizer.decode(list(example.target)) == pairs[0].target


def test_what_is_too_long_is_cut_and_still_ends(tokenizer: Tokenizer, pairs: list[Pair]) -> None:
    (example,) = encode(pairs[:1], tokenizer, Limits(source=10, target=5))
    assert len(example.source) == 10
    assert len(example.target) == 5
    assert example.source[-1] == example.target[-1] == 2


@pytest.mark.parametrize("tokens", [60, 200, 1000])
def test_batches_hold_every_example_once_within_their_tokens(tokens: int) -> None:
    random = Random(0)
    examples = lengths(*[(random.randrange(3, 40), random.randrange(3, 15)) for _ in range(200)])
    made = batches(examples, tokens, seed=1, turn=0)
    assert Counter(map(id, (e for batch in made for e in batch))) == Counter(map(id, examples))
    for batch in made:
        held = collate(batch)
        assert len(batch) == 1 or held.source.numel() + held.labels.numel() + len(batch) <= tokens
    assert [len(b) for b in made] == [len(b) for b in batches(examples, tokens, seed=1, turn=0)]
    assert [b[0] for b in made] != [b[0] for b in batches(examples, tokens, seed=1, turn=1)]


def test_batches_do_not_go_from_short_to_long() -> None:
    made = batches(lengths(*[(n, 5) for n in range(5, 100)]), 300, seed=0, turn=0)
    widths = [len(batch[0].source) for batch in made]
    assert widths != sorted(widths)


def test_padding_is_masked_and_the_targets_start_is_left_out() -> None:
    batch = collate(lengths((3, 2), (1, 4)), multiple=4)
    assert batch.source.shape == (2, 8)
    assert batch.mask.sum(1).tolist() == [5, 3]
    assert batch.labels.tolist() == [
        [9, 9, 2, -100, -100, -100, -100, -100],
        [9, 9, 9, 9, 2, -100, -100, -100],
    ]


def test_weights_say_how_often_a_task_comes(pairs: list[Pair]) -> None:
    many = chosen(pairs * 20, {"statement": 2.0, "headline": 0.25}, Random(0))
    counts = Counter(pair.task for pair in many)
    assert counts["statement"] == 2 * 20 * 32
    assert counts["headline"] == pytest.approx(0.25 * 20 * 32, rel=0.25)
    assert chosen(pairs, {}, Random(0)) == []


def test_a_pass_is_a_function_of_seed_and_number(tokenizer: Tokenizer, pairs: list[Pair]) -> None:
    noise = Noise(reorder=0.5, renumber=0.5, distract=0.5)
    mixture = Mixture(((pairs, {"statement": 1.0}),), (), noise, Limits())
    assert mixture.examples(tokenizer, 0, 0) == mixture.examples(tokenizer, 0, 0)
    assert mixture.examples(tokenizer, 0, 0) != mixture.examples(tokenizer, 0, 1)
    assert mixture.examples(tokenizer, 0, 0) != mixture.examples(tokenizer, 1, 0)
