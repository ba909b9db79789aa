"""One checkpoint in, the files of a ctranslate2 model out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ModelError
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.conversion.architectures import CONVERTERS
from summarizer.writing.conversion.binary import Precision, Variables, model_config
from summarizer.writing.conversion.safetensors import Tensors
from summarizer.writing.tokenization import Tokenizer

CONVERSION = 1
"""Raised when the same checkpoint would be converted to other bytes."""


def convert(checkpoint: Checkpoint, tokenizer: Tokenizer, precision: Precision) -> dict[str, bytes]:
    """File names and contents of the ctranslate2 model of ``checkpoint``.

    Raises:
        ModelError: the architecture is not one of BART, mBART, T5, mT5, or weights are missing.
    """
    converter = CONVERTERS.get(checkpoint.model_type)
    if converter is None:
        raise ModelError(
            f"no conversion to ctranslate2 for models of type {checkpoint.model_type!r}",
            where=str(checkpoint.folder),
            remedy="Use --engine transformers.",
        )
    variables = Variables(precision)
    try:
        converter(_weights(checkpoint), checkpoint.config, variables)
    except KeyError as error:
        raise ModelError(
            f"the checkpoint lacks {error}", where=str(checkpoint.folder), remedy="Copy the checkpoint again."
        ) from error
    config = checkpoint.config
    values = {
        "bos_token": tokenizer.vocabulary[tokenizer.frame.start[0]],
        "eos_token": tokenizer.vocabulary[tokenizer.frame.end],
        "unk_token": "<unk>",
        "decoder_start_token": None,  # always given as target prefix: mBART's depends on the language
        "layer_norm_epsilon": config.get("layer_norm_epsilon") if "d_kv" in config else None,
    }
    return {
        "model.bin": bytes(variables.to_bytes()),
        "config.json": json.dumps(model_config(values), indent=2, sort_keys=True).encode(),
        "shared_vocabulary.json": json.dumps(tokenizer.vocabulary, ensure_ascii=False).encode(),
    }


def _weights(checkpoint: Checkpoint) -> Mapping[str, NDArray[np.float32]]:
    if checkpoint.is_safetensors:
        return Tensors(checkpoint.weights)
    return _torch_weights(checkpoint)


def _torch_weights(checkpoint: Checkpoint) -> Mapping[str, NDArray[np.float32]]:
    try:
        import torch
    except ImportError as error:
        raise ModelError(
            "weights in pytorch_model.bin need torch",
            where=str(checkpoint.folder),
            remedy="Install mujaz[models], or save the checkpoint as safetensors.",
        ) from error
    tensors: dict[str, Any] = {}
    for path in checkpoint.weights:
        tensors.update(torch.load(path, map_location="cpu", weights_only=True, mmap=True))

    class Lazily(Mapping[str, NDArray[np.float32]]):
        def __getitem__(self, name: str) -> NDArray[np.float32]:
            array: NDArray[np.float32] = tensors[name].detach().float().numpy()
            return array

        def __iter__(self) -> Any:
            return iter(tensors)

        def __len__(self) -> int:
            return len(tensors)

    return Lazily()
