"""Write the CTranslate2 model of an exported folder: ``python -m training.finetuning.convert FOLDER OUT``.

By Mujaz's own conversion. CTranslate2's own converter takes the folder too, but up to version 4.8.5 it
scales mT5's scores wrongly under transformers 5, whose ``MT5Config`` claims tied embeddings whatever the
checkpoint says: greedy search is unchanged, beam search is not (docs/finetuning.md).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from summarizer.errors import MujazError
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.conversion.binary import Precision
from summarizer.writing.conversion.convert import convert
from summarizer.writing.presets import preset_for
from summarizer.writing.tokenization import load_tokenizer


def write_converted(folder: Path, out: Path, precision: Precision) -> None:
    """Write ``model.bin``, ``config.json`` and ``shared_vocabulary.json`` of ``folder`` into ``out``.

    Decoding needs a target prefix: the pieces of ``decoder_start_token_id`` in ``generation_config.json``.

    Raises:
        ModelError: no checkpoint of a convertible architecture.
    """
    checkpoint = open_checkpoint(folder)
    preset = preset_for(model_type=checkpoint.model_type, name=str(folder), folder=folder)
    files = convert(checkpoint, load_tokenizer(checkpoint, preset.language), precision)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="training.finetuning.convert", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--precision", choices=("int8", "float32"), default="int8")
    given = parser.parse_args(arguments)
    try:
        write_converted(given.folder, given.out, cast("Precision", given.precision))
    except MujazError as error:
        print(f"convert: {error}", file=sys.stderr)
        return 2
    print(given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
