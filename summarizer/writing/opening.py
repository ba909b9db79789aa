"""From the name of a model to a writer."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

from summarizer.errors import ModelError
from summarizer.settings import Settings
from summarizer.writing.checkpoints import Checkpoint, open_checkpoint
from summarizer.writing.decoding import Decoding
from summarizer.writing.engines.engine import Engine
from summarizer.writing.presets import Preset, load_preset, preset_for
from summarizer.writing.sequence_writer import SequenceWriter
from summarizer.writing.writer import Writer

EMBEDDED = "mini"
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


def open_writer(settings: Settings) -> Writer:
    """See :func:`summarizer.writing.open_writer`."""
    checkpoint, preset = find_checkpoint(settings.model)
    return SequenceWriter(open_engine(checkpoint, preset, settings), preset)


def embedded_folder() -> Path:
    """The folder of the embedded model."""
    return Path(str(resources.files("summarizer.models"))) / EMBEDDED


def find_checkpoint(model: str) -> tuple[Checkpoint, Preset]:
    """The checkpoint and the preset of a model's name."""
    if model == EMBEDDED:
        checkpoint = open_checkpoint(embedded_folder())
        return checkpoint, _fitted(load_preset(EMBEDDED), checkpoint)
    folder = Path(model).expanduser()
    looks_like_path = folder.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1
    if not folder.exists() and not looks_like_path and _HUB_NAME.fullmatch(model):
        folder = _fetch(model)
    checkpoint = open_checkpoint(folder)
    preset = preset_for(model_type=checkpoint.model_type, name=model, folder=folder)
    return checkpoint, _fitted(preset, checkpoint)


def _fitted(preset: Preset, checkpoint: Checkpoint) -> Preset:
    """``preset`` with no length above the positions the model has; T5 and mT5 have no such limit."""
    positions = checkpoint.config.get("max_position_embeddings")
    if not isinstance(positions, int):
        return preset
    most = positions - 3  # the start, a language and the end stand beside the text

    def shorter(decoding: Decoding) -> Decoding:
        longest = min(decoding.max_pieces, most)
        return replace(decoding, max_pieces=longest, min_pieces=min(decoding.min_pieces, longest))

    return replace(
        preset,
        source=replace(preset.source, max_pieces=min(preset.source.max_pieces, positions)),
        statement=shorter(preset.statement),
        headline=shorter(preset.headline),
        joint=shorter(preset.joint),
    )


def open_engine(checkpoint: Checkpoint, preset: Preset, settings: Settings) -> Engine:
    """The engine that ``settings`` ask for, with the checkpoint loaded."""
    wanted = settings.engine
    if wanted == "auto":
        wanted = "ctranslate2" if settings.model == EMBEDDED else "transformers"
    if wanted == "ctranslate2":
        from summarizer.writing.engines.ctranslate2 import CTranslate2Engine

        return CTranslate2Engine(checkpoint, language=preset.language, threads=settings.threads)
    from summarizer.writing.engines.transformers import TransformersEngine

    return TransformersEngine(checkpoint, language=preset.language, threads=settings.threads)


def _fetch(name: str) -> Path:
    """The folder of a hub checkpoint: from the local hub cache, else downloaded."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise ModelError(
            "there is no such folder, and a name on the hub needs transformers",
            where=name,
            remedy="Check the path, or install mujaz[models].",
        ) from error
    small = ["*.json", "*.model", "*.yaml", "*.txt"]
    try:
        folder = Path(snapshot_download(name, allow_patterns=[*small, "model*.safetensors"]))
        if not any(folder.glob("model*.safetensors")):
            folder = Path(snapshot_download(name, allow_patterns=[*small, "pytorch_model*.bin"]))
    except Exception as error:  # no network, no such name, no right: the hub has a dozen kinds
        offline = " (HF_HUB_OFFLINE is set)" if os.environ.get("HF_HUB_OFFLINE") else ""
        raise ModelError(
            f"neither a folder here nor a checkpoint the hub gave: {type(error).__name__}{offline}",
            where=name,
            remedy="Check the name and the network, or give the path of a checkpoint folder.",
        ) from error
    return folder
