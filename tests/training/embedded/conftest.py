"""A world small enough to train in: invented news, a tiny tokenizer, a tiny BART, a tiny 4-bit wheel."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch
from tokenizers import Tokenizer
from transformers import BartConfig, BartForConditionalGeneration, PreTrainedTokenizerFast

from training.embedded.records import Pair, write_pairs
from training.embedded.vocabulary import SPECIAL, unigram, with_ends

PLACES = ["الميناء", "المتحف", "الملعب", "الجامعة", "المستشفى", "المكتبة", "المطار", "السوق"]
PEOPLE = ["سامر حداد", "ليلى منصور", "كريم ناصر", "هدى سالم"]


def sources(place: str, person: str, number: int) -> tuple[str, str]:
    """Two outlets on one event of the invented town."""
    return (
        f"افتتح رئيس البلدية {person}، الثلاثاء، {place} الجديد بعد عامين من الأشغال، بحضور مئات السكان.",
        f"وبلغت كلفة بناء {place} الجديد {number} مليون دينار، بحسب بيان البلدية.",
    )


def statement(place: str, person: str, number: int) -> str:
    """What an editor would print of :func:`sources`."""
    return f"افتتح {person} الثلاثاء {place} الجديد الذي بلغت كلفته {number} مليون دينار."


def events() -> list[tuple[str, str, int]]:
    return [
        (place, person, 20 + 3 * i + j) for i, place in enumerate(PLACES) for j, person in enumerate(PEOPLE)
    ]


@pytest.fixture
def pairs() -> list[Pair]:
    """Two pairs, statement and headline, of each of 32 events."""
    found = []
    for number, event in enumerate(events()):
        found.append(Pair(f"t{number}", f"g{number % 8}", "statement", sources(*event), statement(*event)))
        found.append(
            Pair(f"t{number}-h", f"g{number % 8}", "headline", sources(*event), f"افتتاح {event[0]} الجديد")
        )
    return found


@pytest.fixture
def dev_pairs() -> list[Pair]:
    """Four statements about places that no training pair tells of."""
    return [
        Pair(
            f"d{i}",
            f"dev{i}",
            "statement",
            sources("الجسر", person, 70 + i),
            statement("الجسر", person, 70 + i),
        )
        for i, person in enumerate(PEOPLE)
    ]


@pytest.fixture(scope="session")
def pieces() -> list[tuple[str, float]]:
    """Whole words of the invented news, and every letter and digit, as unigram pieces."""
    texts = [
        text
        for event in [*events(), ("الجسر", PEOPLE[0], 70)]
        for text in (*sources(*event), statement(*event))
    ]
    words = sorted({f"▁{word}" for text in texts for word in text.split()})
    letters = sorted({letter for text in texts for letter in text if letter != " "} | set("0123456789▁:"))
    return [*((name, 0.0) for name in SPECIAL), *((w, -5.0) for w in words), *((c, -9.0) for c in letters)]


@pytest.fixture(scope="session")
def tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    made = with_ends(unigram(pieces))
    made.add_special_tokens(list(SPECIAL))
    return made


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Path:
    """A checkpoint with two layers a side and d 32, random weights."""
    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(1)
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=300,
        dropout=0.1,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
    )
    BartForConditionalGeneration(config).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    ).save_pretrained(folder)
    return folder


@pytest.fixture
def options(tmp_path: Path, tiny: Path, pairs: list[Pair], dev_pairs: list[Pair]) -> dict[str, Any]:
    """Options of a run of twelve steps on one thread, over three passes, with every kind of noise."""
    write_pairs(tmp_path / "pairs.jsonl", pairs)
    write_pairs(tmp_path / "dev.jsonl", dev_pairs)
    return {
        "init": str(tiny),
        "out": str(tmp_path / "run"),
        "pairs": [{"file": str(tmp_path / "pairs.jsonl"), "tasks": {"statement": 1.0, "headline": 0.5}}],
        "dev": [str(tmp_path / "dev.jsonl")],
        "noise": {"reorder": 0.5, "drop_source": 0.2, "drop_clause": 0.2, "distract": 0.3, "renumber": 0.5},
        "steps": 12,
        "batch_tokens": 700,
        "rate": 2e-3,
        "encoder_rate": 1e-3,
        "warm_up": 2,
        "measured": 0,
        "threads": 1,
    }


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[[str, list[dict[str, Any]]], Path]:
    """Writes a JSONL file of the test's own."""

    def write(name: str, rows: list[dict[str, Any]]) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def wheel(tmp_path: Path, pieces: list[tuple[str, float]]) -> Path:
    """``e5-small-q4.bin`` in the wheel's format: two layers, d 64, random 4-bit weights."""
    hidden, layers, heads, wide, positions, types = 64, 2, 2, 128, 300, 2
    random = np.random.default_rng(0)
    tensors: dict[str, bytes] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        raw = random.integers(0, 256, (rows, columns // 32, 18), dtype=np.uint8)
        raw[..., :2] = random.uniform(0.01, 0.03, (rows, columns // 32, 1)).astype("<f2").view(np.uint8)
        tensors[name] = raw.tobytes()

    def vector(name: str, size: int, mean: float = 0.0) -> None:
        tensors[name] = (mean + 0.1 * random.standard_normal(size)).astype("<f4").tobytes()

    matrix("emb.word", len(pieces), hidden)
    vector("emb.pos", positions * hidden)
    vector("emb.type", types * hidden)
    vector("emb.ln.w", hidden, 1.0)
    vector("emb.ln.b", hidden)
    for layer in range(layers):
        for name in ("q", "k", "v", "ao"):
            matrix(f"l{layer}.{name}.w", hidden, hidden)
            vector(f"l{layer}.{name}.b", hidden)
        matrix(f"l{layer}.fi.w", wide, hidden)
        vector(f"l{layer}.fi.b", wide)
        matrix(f"l{layer}.fo.w", hidden, wide)
        vector(f"l{layer}.fo.b", hidden)
        for name in ("aln", "oln"):
            vector(f"l{layer}.{name}.w", hidden, 1.0)
            vector(f"l{layer}.{name}.b", hidden)

    texts = [piece.encode() for piece, _ in pieces]
    ends = np.cumsum([0] + [len(text) for text in texts]).astype("<u4")
    head = (
        b"magic   "
        + struct.pack("<7i", hidden, layers, heads, wide, len(pieces), positions, types)
        + bytes(8)
    )
    head += struct.pack("<5i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", int(ends[-1])) + ends.tobytes()
    head += np.array([score for _, score in pieces], dtype="<f4").tobytes() + b"".join(texts)
    head += struct.pack("<iI", 1, 3) + b"nfk"
    size = 4 + sum(2 + len(name.encode()) + 5 + 16 for name in tensors)
    table, at = struct.pack("<i", len(tensors)), len(head) + size
    for name, data in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BI", 1, 0)
        table += struct.pack("<QQ", at, len(data))
        at += len(data)
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(head + table + b"".join(tensors.values()))
    return path
