"""Write a checkpoint in the layout of ``summarizer/models/mini``: bfloat16, in parts git carries well.

    python -m training.embedded.split_weights CHECKPOINT summarizer/models/mini

Plain transformers loads the folder (``from_pretrained``), and so does the ctranslate2 engine.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

PART = 40_000_000
"""Bytes of a part at most; hosts of git repositories warn at 50 MB."""

TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json")


def split_weights(checkpoint: Path, folder: Path, *, part: int = PART) -> list[Path]:
    """Write ``checkpoint`` (a transformers sequence-to-sequence folder with tokenizer.json) to ``folder``.

    Weight files already in ``folder`` are replaced. Returns the parts written.
    """
    import torch
    from transformers import AutoModelForSeq2SeqLM

    model = AutoModelForSeq2SeqLM.from_pretrained(checkpoint, dtype=torch.bfloat16)
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("model*.safetensors"), *folder.glob("model.safetensors.index.json")]:
        old.unlink()
    model.save_pretrained(folder, max_shard_size=part)
    parts = sorted(folder.glob("model*.safetensors"))
    for path in parts:
        path.chmod(0o644)  # safetensors writes for the owner alone
    for name in TOKENIZER_FILES:
        if (checkpoint / name).resolve() != (folder / name).resolve():
            shutil.copyfile(checkpoint / name, folder / name)
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a checkpoint in bfloat16, in parts under 45 MB.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    for path in split_weights(arguments.checkpoint, arguments.folder):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
