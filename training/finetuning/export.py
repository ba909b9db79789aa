"""The product of a run: a folder that plain transformers, ``mujaz`` and the CTranslate2 converter load."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
import yaml

from summarizer.writing.decoding import Decoding
from summarizer.writing.presets import PRESET_FILE, Match, Preset
from summarizer.writing.tokenization import Frame, Tokenizer
from training.finetuning.start import T5_FAMILY, Start, plain

_SENTENCEPIECE = ("spiece.model", "sentencepiece.bpe.model")


def generation_config(start: Start, decoding: Decoding) -> Any:
    """``decoding`` for ``model.generate``: everything is said, nothing left to defaults (20 tokens)."""
    from transformers import GenerationConfig

    frame = start.tokenizer.frame
    return GenerationConfig(
        do_sample=False,
        num_beams=decoding.beams,
        length_penalty=decoding.length_penalty,
        early_stopping=decoding.beams > 1,
        min_new_tokens=decoding.min_pieces,
        max_new_tokens=decoding.max_pieces,
        no_repeat_ngram_size=decoding.no_repeat_ngram,
        decoder_start_token_id=frame.start[0],
        forced_bos_token_id=frame.start[1] if len(frame.start) > 1 else None,
        bos_token_id=start.checkpoint.config.get("bos_token_id"),
        eos_token_id=frame.end,
        pad_token_id=start.pad,
        use_cache=True,
    )


def decoding_of(preset: Preset) -> Decoding:
    """What a text of the preset's manner is searched with."""
    return preset.joint if preset.manner == "joint" else preset.statement


def own_preset(start: Start, name: str) -> Preset:
    """The preset the fine-tuned model runs with: the one it was trained with, matching nothing else."""
    return replace(start.preset, name=name, match=Match())


def write_companions(folder: Path, start: Start, name: str) -> None:
    """Tokenizer and preset into ``folder``: what a checkpoint needs besides its weights."""
    preset = own_preset(start, name)
    tree = {key: value for key, value in asdict(preset).items() if key != "match"}
    text = yaml.safe_dump(plain(tree), allow_unicode=True, sort_keys=False)
    (folder / PRESET_FILE).write_text(text, encoding="utf-8")
    _write_tokenizer(folder, start)


def _write_tokenizer(folder: Path, start: Start) -> None:
    """tokenizer.json with the frame in it, so that nobody has to know that AraBART's adds no ends itself."""
    from tokenizers import Tokenizer as Backend
    from transformers import PreTrainedTokenizerFast

    backend = Backend.from_str(start.tokenizer.serialised)
    if list(backend.encode("ا").ids) != start.tokenizer.ids("ا"):
        backend.post_processor = _framing(start.tokenizer.frame, start.tokenizer)
    names = start.tokenizer.vocabulary
    frame = start.tokenizer.frame
    saved = PreTrainedTokenizerFast(
        tokenizer_object=backend,
        eos_token=names[frame.end],
        pad_token=names[start.pad],
        unk_token="<unk>",
        bos_token=_name(start, "bos_token_id"),
        model_max_length=start.preset.source.max_pieces,
        clean_up_tokenization_spaces=False,
    )
    saved.save_pretrained(folder)
    for name in _SENTENCEPIECE:
        if (start.checkpoint.folder / name).is_file():
            shutil.copyfile(start.checkpoint.folder / name, folder / name)


def _framing(frame: Frame, tokenizer: Tokenizer) -> Any:
    from tokenizers import processors

    around = {*frame.before, *frame.after}
    before = [tokenizer.vocabulary[index] for index in frame.before]
    after = [tokenizer.vocabulary[index] for index in frame.after]
    return processors.TemplateProcessing(
        single=" ".join([*before, "$A", *after]),
        special_tokens=[(tokenizer.vocabulary[index], index) for index in sorted(around)],
    )


def _name(start: Start, key: str) -> str | None:
    index = start.checkpoint.config.get(key)
    return start.tokenizer.vocabulary[index] if isinstance(index, int) else None


def best_model(start: Start, checkpoint: Path, *, adapters: bool) -> Any:
    """The weights of ``checkpoint`` in float32; adapters are merged into what they adapt."""
    from transformers import AutoModelForSeq2SeqLM

    folder = str(start.checkpoint.folder) if adapters else str(checkpoint)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    if adapters:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, str(checkpoint)).merge_and_unload()
    return model.eval()


def export(model: Any, start: Start, out: Path, *, name: str, files: dict[str, str]) -> None:
    """Write ``model`` with tokenizer, preset and the texts ``files`` into ``out``; each file whole.

    What ``out`` holds besides (the run's own folder) stays.
    """
    part = out / ".export.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    model.config.use_cache = True
    if model.config.model_type in ("bart", "mbart"):
        # The CTranslate2 converter asks for what transformers does not write any more.
        model.config.normalize_before = model.config.model_type == "mbart"
        model.config.normalize_embedding = True
    kind = start.checkpoint.json("tokenizer_config.json").get("tokenizer_class")
    if "MBart50" in str(kind):  # tells where the language token stands; the tokenizer's own file is generic
        model.config.tokenizer_class = kind
    model.generation_config = generation_config(start, decoding_of(start.preset))
    model.save_pretrained(part)
    _say_untied(part / "config.json", model)
    write_companions(part, start, name)
    for file, text in files.items():
        (part / file).write_text(text, encoding="utf-8")
    for old in (*out.glob("model*.safetensors"), out / "model.safetensors.index.json"):
        if old.is_file() and not (part / old.name).is_file():
            old.unlink()
    for path in sorted(part.iterdir(), key=lambda each: each.name == "config.json"):
        os.replace(path, out / path.name)
    part.rmdir()


def _say_untied(path: Path, model: Any) -> None:
    """transformers 5 writes ``tie_word_embeddings: true`` for every T5; where the head is a matrix of its
    own, version 4 and other readers would throw it away."""
    if model.config.model_type not in T5_FAMILY:
        return
    head = model.get_output_embeddings().weight
    if not torch.equal(head, model.get_input_embeddings().weight):
        config = json.loads(path.read_text(encoding="utf-8"))
        config["tie_word_embeddings"] = False
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
