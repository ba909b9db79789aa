"""A folder on disk as a checkpoint: what it is, where its weights are, what its content hashes to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError

ENCODER_DECODERS = frozenset(
    "bart mbart t5 mt5 umt5 pegasus pegasus_x bigbird_pegasus led longt5 marian m2m_100 nllb-moe plbart "
    "prophetnet xlm-prophetnet mvp blenderbot blenderbot-small fsmt switch_transformers t5gemma".split()
)
"""``model_type`` of the text-to-text architectures of transformers 5."""

_TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "spiece.model",
    "sentencepiece.bpe.model",
)


@dataclass(frozen=True)
class Checkpoint:
    """A folder in the layout of transformers. Made by :func:`open_checkpoint`."""

    folder: Path
    config: dict[str, Any]
    weights: tuple[Path, ...]
    """Every safetensors file, or every ``pytorch_model*.bin`` where there is no safetensors."""

    @property
    def model_type(self) -> str:
        """``bart``, ``mbart``, ``t5``, ``mt5`` and so on."""
        return str(self.config["model_type"])

    @property
    def is_safetensors(self) -> bool:
        return self.weights[0].suffix == ".safetensors"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of configuration, tokenizer and weights: the same files anywhere, the same digest."""
        whole = hashlib.sha256()
        own = [self.folder / "config.json", *(self.folder / name for name in _TOKENIZER_FILES)]
        for path in [*own, *self.weights]:
            if not path.is_file():
                continue
            with path.open("rb") as file:
                part = hashlib.file_digest(file, "sha256")
            whole.update(f"{path.name}\0{part.hexdigest()}\n".encode())
        return whole.hexdigest()

    def json(self, name: str) -> dict[str, Any]:
        """The object in the file ``name`` of the folder, empty where there is no such file."""
        path = self.folder / name
        return _read_object(path) if path.is_file() else {}


def open_checkpoint(folder: Path) -> Checkpoint:
    """The checkpoint in ``folder``.

    Raises:
        ModelError: the folder is not there, or holds no configuration, no weights, or a model that does
            not turn text into text.
    """
    if not folder.is_dir():
        raise ModelError(
            "there is no such folder", where=str(folder), remedy="Give the path of a checkpoint."
        )
    if not (folder / "config.json").is_file():
        raise ModelError(
            "the folder is not a checkpoint: it has no config.json",
            where=str(folder),
            remedy="Give a folder written by save_pretrained, or a hub name.",
        )
    config = _read_object(folder / "config.json")
    kind = config.get("model_type")
    if not isinstance(kind, str) or not (kind in ENCODER_DECODERS or config.get("is_encoder_decoder")):
        raise ModelError(
            f"a model of type {kind!r} does not turn text into text",
            where=str(folder),
            remedy="Give a sequence-to-sequence checkpoint: mT5, T5, BART, mBART or AraBART.",
        )
    weights = sorted(folder.glob("model*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    for name in ("model.safetensors.index.json", "pytorch_model.bin.index.json"):
        if (folder / name).is_file():
            parts = sorted(set(_read_object(folder / name).get("weight_map", {}).values()))
            missing = [part for part in parts if not (folder / part).is_file()]
            if missing:
                raise ModelError(
                    f"the weights are not whole: {missing[0]} is missing",
                    where=str(folder),
                    remedy="Copy or download the checkpoint again.",
                )
            weights = [folder / part for part in parts]
            break
    if not weights:
        raise ModelError(
            "the folder holds no weights (model.safetensors or pytorch_model.bin)",
            where=str(folder),
            remedy="Copy or download the checkpoint again.",
        )
    return Checkpoint(folder, config, tuple(weights))


def _read_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the file cannot be read as JSON ({error})", where=str(path), remedy="Copy the checkpoint again."
        ) from error
    if not isinstance(value, dict):
        raise ModelError("a JSON object is expected", where=str(path), remedy="Copy the checkpoint again.")
    return value
