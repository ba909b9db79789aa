"""Packed text comes back as it was, and damage takes only what it says it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.embedded.texts import MASK, MASKED, WINDOW, damaged, main, masked, pack, read_texts

ARTICLES = [[[10, 11, 12], [20, 21]], [], [[30, 31, 32, 33], [40], [50, 51]]]


def test_a_window_stays_within_its_article() -> None:
    texts = pack(ARTICLES)
    assert texts.window(0) == [[10, 11, 12], [20, 21]]
    assert texts.window(1) == [[20, 21]]
    assert texts.window(3) == [[40], [50, 51]]
    assert texts.ids.dtype == np.uint16


def test_a_window_is_not_longer_than_a_theme() -> None:
    texts = pack([[[7] * 60, [8] * 60, [9] * 60], [[6] * 500]])
    assert [len(sentence) for sentence in texts.window(0)] == [60, 60]
    assert [len(sentence) for sentence in texts.window(3)] == [WINDOW]


@pytest.mark.parametrize("seed", range(20))
def test_the_target_is_the_text_and_the_source_is_made_of_it(seed: int) -> None:
    texts = pack([[[100 + 10 * s + w for w in range(10)] for s in range(5)]])
    source, target = damaged(texts, Random(seed))
    assert source[0] == target[0] == 0
    assert source[-1] == target[-1] == 2
    assert list(target[1:-1]) == sorted(target[1:-1]), "whole and in order"
    words = [piece for piece in source[1:-1] if piece != MASK]
    assert set(words) <= set(target)
    assert len(words) < len(target) - 2


def test_about_a_third_of_the_words_go_behind_masks() -> None:
    sentence = list(range(100, 200))
    shares = []
    for seed in range(50):
        left = masked(sentence, Random(seed))
        kept = [piece for piece in left if piece != MASK]
        assert kept == sorted(kept)
        shares.append(1 - len(kept) / len(sentence))
    assert abs(sum(shares) / len(shares) - MASKED) < 0.05


def test_the_stage_packs_articles_and_leaves_out_what_it_cannot_write(
    tmp_path: Path, tiny: Path, tokenizer: Tokenizer, write_lines: Callable[[str, list[dict[str, Any]]], Path]
) -> None:
    first = "افتتح رئيس البلدية سامر حداد الملعب الجديد."
    second = "وبلغت كلفة بناء الملعب الجديد 25 مليون دينار."
    rows = [{"id": "a", "title": "", "text": f"{first}\nهذه قصة غريبة طويلة عن 漢字.\n{second}"}]
    out = tmp_path / "texts.npz"
    main([f"articles={write_lines('a.jsonl', rows)}", f"tokenizer={tiny}", f"out={out}"])
    texts = read_texts(out)
    assert [tokenizer.decode(sentence) for sentence in texts.window(0)] == [first, second]
