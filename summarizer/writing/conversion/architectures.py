"""Where each weight of BART, mBART, T5 and mT5 goes in a ctranslate2 model.

Taken from ctranslate2's own converters (MIT, https://github.com/OpenNMT/CTranslate2,
``converters/transformers.py``) with their two traps mended: BART and mBART configurations no longer
say ``normalize_before``, and for T5 v1.1 and mT5 transformers 5 answers ``tie_word_embeddings`` with a
``True`` that would scale the outputs wrongly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ModelError
from summarizer.writing.conversion.binary import Variables

Weights = Mapping[str, NDArray[np.float32]]

_ACTIVATIONS = {
    "relu": 0,
    "gelu_new": 1,
    "gelu_fast": 1,
    "gelu_pytorch_tanh": 1,
    "silu": 2,
    "swish": 2,
    "gelu": 3,
    "quick_gelu": 4,
}
_POSITION_OFFSET = 2
"""BART's learned positions start at index 2."""


def convert_bart(weights: Weights, config: Mapping[str, Any], out: Variables) -> None:
    """BART (norm after each block) and mBART (norm before, one more at the end of each stack)."""
    before = config["model_type"] == "mbart"
    prefix = "model." if any(name.startswith("model.") for name in weights) else ""
    shared = _first(weights, f"{prefix}shared.weight", f"{prefix}encoder.embed_tokens.weight")
    scale = math.sqrt(config["d_model"]) if config.get("scale_embedding") else 1.0
    for side in ("encoder", "decoder"):
        _scalars(out, side, heads=config[f"{side}_attention_heads"], before=before)
        out.scalar(f"{side}/activation", _activation(config.get("activation_function", "gelu")), "int8")
        out.scalar(f"{side}/scale_embeddings", scale, "float32")
        positions = weights[f"{prefix}{side}.embed_positions.weight"]
        out.vector(f"{side}/position_encodings/encodings", positions[_POSITION_OFFSET:])
        _norm(out, f"{side}/layernorm_embedding", weights, f"{prefix}{side}.layernorm_embedding")
        if before:
            _norm(out, f"{side}/layer_norm", weights, f"{prefix}{side}.layer_norm")
        for index in range(config[f"{side}_layers"]):
            _bart_layer(
                out, weights, f"{side}/layer_{index}", f"{prefix}{side}.layers.{index}", side == "decoder"
            )
    tied = config.get("tie_word_embeddings", True)
    _embeddings(out, shared, None if tied else weights.get("lm_head.weight"))
    bias = weights.get("final_logits_bias")
    if bias is not None and bias.any():
        out.vector("decoder/projection/bias", bias.reshape(-1))


def _bart_layer(out: Variables, weights: Weights, to: str, layer: str, decoder: bool) -> None:
    def linear(name: str, *sources: str) -> None:
        out.matrix(f"{to}/{name}/weight", np.concatenate([weights[f"{layer}.{s}.weight"] for s in sources]))
        out.vector(f"{to}/{name}/bias", np.concatenate([weights[f"{layer}.{s}.bias"] for s in sources]))

    linear("self_attention/linear_0", "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
    linear("self_attention/linear_1", "self_attn.out_proj")
    _norm(out, f"{to}/self_attention/layer_norm", weights, f"{layer}.self_attn_layer_norm")
    if decoder:
        linear("attention/linear_0", "encoder_attn.q_proj")
        linear("attention/linear_1", "encoder_attn.k_proj", "encoder_attn.v_proj")
        linear("attention/linear_2", "encoder_attn.out_proj")
        _norm(out, f"{to}/attention/layer_norm", weights, f"{layer}.encoder_attn_layer_norm")
    linear("ffn/linear_0", "fc1")
    linear("ffn/linear_1", "fc2")
    _norm(out, f"{to}/ffn/layer_norm", weights, f"{layer}.final_layer_norm")


def convert_t5(weights: Weights, config: Mapping[str, Any], out: Variables) -> None:
    """T5, T5 v1.1 and mT5: RMS norm before each block, relative positions, gated or plain FFN."""
    kind = config.get("feed_forward_proj", "gated-gelu" if config["model_type"] == "mt5" else "relu")
    gated = kind.startswith("gated-")
    # "gated-gelu" has always meant the tanh approximation (transformers, configuration_t5.py).
    activation = "gelu_new" if kind == "gated-gelu" else kind.removeprefix("gated-")
    shared = _first(weights, "shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
    layers = {
        "encoder": config["num_layers"],
        "decoder": config.get("num_decoder_layers") or config["num_layers"],
    }
    for side, count in layers.items():
        _scalars(out, side, heads=config["num_heads"], before=True)
        out.scalar(f"{side}/activation", _activation(activation), "int8")
        out.scalar(f"{side}/scale_embeddings", 0, "int8")
        out.vector(f"{side}/layer_norm/gamma", weights[f"{side}.final_layer_norm.weight"])
        distance = config.get("relative_attention_max_distance", 128)
        for index in range(count):
            _t5_layer(out, weights, side, index, gated=gated, distance=distance)
    head = weights.get("lm_head.weight")
    _embeddings(out, shared, head)
    if _scaled(config):
        out.scalar("decoder/scale_outputs", config["d_model"] ** -0.5, "float32")


def _scaled(config: Mapping[str, Any]) -> bool:
    """Whether the decoder's output is scaled: T5 1.0 only, never v1.1, never mT5."""
    if config["model_type"] != "t5":
        return False
    if "scale_decoder_outputs" in config:
        return bool(config["scale_decoder_outputs"])
    return config.get("tie_word_embeddings", True) is not False


def _t5_layer(out: Variables, weights: Weights, side: str, index: int, *, gated: bool, distance: int) -> None:
    block, to = f"{side}.block.{index}.layer", f"{side}/layer_{index}"

    def linear(name: str, *sources: str) -> None:
        out.matrix(f"{to}/{name}/weight", np.concatenate([weights[f"{block}.{s}.weight"] for s in sources]))

    own = "0.SelfAttention"
    linear("self_attention/linear_0", f"{own}.q", f"{own}.k", f"{own}.v")
    linear("self_attention/linear_1", f"{own}.o")
    out.scalar(f"{to}/self_attention/queries_scale", 1.0, "float32")
    out.vector(f"{to}/self_attention/layer_norm/gamma", weights[f"{block}.0.layer_norm.weight"])
    bias = f"{to}/self_attention/relative_attention_bias"
    if index == 0:
        out.vector(bias, weights[f"{block}.{own}.relative_attention_bias.weight"])
    else:
        out.alias(bias, f"{side}/layer_0/self_attention/relative_attention_bias")
    out.scalar(f"{to}/self_attention/relative_attention_max_distance", distance, "int32")
    if side == "decoder":
        cross = "1.EncDecAttention"
        linear("attention/linear_0", f"{cross}.q")
        linear("attention/linear_1", f"{cross}.k", f"{cross}.v")
        linear("attention/linear_2", f"{cross}.o")
        out.scalar(f"{to}/attention/queries_scale", 1.0, "float32")
        out.vector(f"{to}/attention/layer_norm/gamma", weights[f"{block}.1.layer_norm.weight"])
    last = 2 if side == "decoder" else 1
    dense = f"{last}.DenseReluDense"
    linear("ffn/linear_0", f"{dense}.wi_0" if gated else f"{dense}.wi")
    if gated:
        linear("ffn/linear_0_noact", f"{dense}.wi_1")
    linear("ffn/linear_1", f"{dense}.wo")
    out.vector(f"{to}/ffn/layer_norm/gamma", weights[f"{block}.{last}.layer_norm.weight"])


CONVERTERS: Mapping[str, Callable[[Weights, Mapping[str, Any], Variables], None]] = {
    "bart": convert_bart,
    "mbart": convert_bart,
    "t5": convert_t5,
    "mt5": convert_t5,
}


def _scalars(out: Variables, side: str, *, heads: int, before: bool) -> None:
    out.scalar(f"{side}/num_heads", heads, "int16")
    out.scalar(f"{side}/pre_norm", before, "int8")
    if side == "encoder":
        out.scalar("encoder/embeddings_merge", 0, "int8")
        out.scalar("encoder/multi_query_attention", 0, "int8")
    else:
        out.scalar("decoder/alibi", 0, "int8")
        out.scalar("decoder/alibi_use_positive_positions", 0, "int8")
        out.scalar("decoder/alignment_heads", 1, "int16")
        out.scalar("decoder/alignment_layer", -1, "int16")
        out.scalar("decoder/scale_alibi", 0, "int8")
        out.scalar("decoder/start_from_zero_embedding", 0, "int8")


def _embeddings(out: Variables, shared: NDArray[np.float32], head: NDArray[np.float32] | None) -> None:
    """One matrix for both sides and, unless ``head`` is given, for the projection too."""
    out.matrix("decoder/embeddings/weight", shared)
    out.alias("encoder/embeddings_0/weight", "decoder/embeddings/weight")
    if head is None:
        out.alias("decoder/projection/weight", "decoder/embeddings/weight")
    else:
        out.matrix("decoder/projection/weight", head)


def _norm(out: Variables, to: str, weights: Weights, name: str) -> None:
    out.vector(f"{to}/gamma", weights[f"{name}.weight"])
    out.vector(f"{to}/beta", weights[f"{name}.bias"])


def _activation(name: str) -> int:
    try:
        return _ACTIVATIONS[name]
    except KeyError:
        raise ModelError(
            f"the activation {name!r} is unknown to ctranslate2", remedy="Use --engine transformers."
        ) from None


def _first(weights: Weights, *names: str) -> NDArray[np.float32]:
    for name in names:
        if name in weights:
            return weights[name]
    raise KeyError(names[0])
