"""What a run starts from: checkpoint, preset, tokenizer, weights; and what can be foreseen to go wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import yaml

from summarizer.errors import ModelError, SettingsError
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.opening import find_checkpoint
from summarizer.writing.presets import Preset, load_preset, parse_preset
from summarizer.writing.tokenization import Tokenizer, load_tokenizer
from training.finetuning.config import Lora, Model, Recipe, Train

T5_FAMILY = frozenset({"t5", "mt5", "umt5", "longt5", "switch_transformers"})
_LINEAR_MAPS = {
    "bart": ("q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"),
    "t5": ("q", "k", "v", "o", "wi", "wi_0", "wi_1", "wo"),
}
GIB = 2**30


@dataclass(frozen=True)
class Start:
    """A checkpoint made ready; ``preset`` has the recipe's changes in it."""

    name: str
    checkpoint: Checkpoint
    preset: Preset
    tokenizer: Tokenizer
    pad: int


def open_start(recipe: Recipe, *, where: str) -> Start:
    """The start of ``recipe``; ``where`` is the recipe's path, for errors about its preset.

    Raises:
        ModelError: no such checkpoint, or not one that turns text into text.
        SettingsError: the preset cannot be used.
    """
    checkpoint, preset = find_checkpoint(recipe.model.checkpoint)
    if recipe.model.preset:
        preset = load_preset(recipe.model.preset)
    preset = changed(preset, recipe.preset, where=f"{where}: preset")
    tokenizer = load_tokenizer(checkpoint, preset.language)
    longest = checkpoint.config.get("max_position_embeddings")
    if isinstance(longest, int) and preset.source.max_pieces > longest:
        raise SettingsError(
            f"preset.source.max_pieces is {preset.source.max_pieces}, the checkpoint takes {longest}",
            where=where,
            remedy=f"Give preset.source.max_pieces={longest}.",
        )
    pad = checkpoint.config.get("pad_token_id")
    return Start(recipe.model.checkpoint, checkpoint, preset, tokenizer, int(pad or 0))


def changed(preset: Preset, changes: Mapping[str, Any], *, where: str) -> Preset:
    """``preset`` with ``changes`` over it, read as strictly as a preset's own file."""
    tree = asdict(preset)
    _merge(tree, changes)
    return parse_preset(yaml.safe_dump(plain(tree), allow_unicode=True), where=where)


def plain(tree: Any) -> Any:
    """``tree`` with lists for tuples, as YAML wants it."""
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, list | tuple) else tree


def _merge(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        if isinstance(value, Mapping) and isinstance(below.get(key), dict):
            _merge(below[key], value)
        else:
            below[key] = value


def load_model(start: Start, model: Model, lora: Lora) -> Any:
    """The checkpoint's model in float32, with adapters where ``lora`` says so.

    Raises:
        ModelError: transformers cannot load it.
        SettingsError: no linear map of the model is called as ``lora.targets`` say.
    """
    from safetensors import SafetensorError
    from transformers import AutoModelForSeq2SeqLM

    options: dict[str, Any] = {}
    if model.dropout is not None:
        options["dropout_rate" if start.checkpoint.model_type in T5_FAMILY else "dropout"] = model.dropout
    try:
        loaded: Any = AutoModelForSeq2SeqLM.from_pretrained(
            str(start.checkpoint.folder), dtype=torch.float32, **options
        )
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise ModelError(
            f"transformers cannot load the checkpoint ({error})",
            where=start.name,
            remedy="Copy the checkpoint again, or give a sequence-to-sequence one.",
        ) from error
    loaded.config.use_cache = False
    if lora.rank:
        loaded = _with_adapters(loaded, start, lora)
    if model.gradient_checkpointing:
        loaded.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        loaded.enable_input_require_grads()
    return loaded


def _with_adapters(model: Any, start: Start, lora: Lora) -> Any:
    from peft import LoraConfig, TaskType, get_peft_model

    family = "t5" if start.checkpoint.model_type in T5_FAMILY else "bart"
    wanted = lora.targets or _LINEAR_MAPS[family]
    present = {name.rsplit(".", 1)[-1] for name, m in model.named_modules() if isinstance(m, torch.nn.Linear)}
    targets = [name for name in wanted if name in present]
    if not targets or (lora.targets and len(targets) < len(lora.targets)):
        raise SettingsError(
            f"the model has no linear map called {', '.join(set(wanted) - present)}",
            where="lora.targets",
            remedy=f"There are: {', '.join(sorted(present))}.",
        )
    return get_peft_model(
        model,
        LoraConfig(
            task_type=TaskType.SEQ_2_SEQ_LM,
            r=lora.rank,
            lora_alpha=lora.alpha,
            lora_dropout=lora.dropout,
            target_modules=targets,
        ),
    )


def arithmetic(precision: str, model_type: str, *, cuda: bool) -> str:
    """``bf16``, ``fp32`` or ``fp16``: what ``precision`` comes to on this machine for this model.

    Raises:
        SettingsError: fp16 for the T5 family or on a CPU, or bf16 on a GPU that lacks it.
    """
    if precision == "fp16":
        if model_type in T5_FAMILY:
            raise SettingsError(
                "fp16 overflows in T5 and mT5: they were pre-trained in bfloat16, whose range is that of "
                "float32, and their activations pass fp16's largest value of 65504, so the loss becomes NaN",
                where="model.precision",
                remedy="Use auto, bf16 or fp32.",
            )
        if not cuda:
            raise SettingsError(
                "fp16 trains on a GPU only", where="model.precision", remedy="Use auto, bf16 or fp32."
            )
        return "fp16"
    if precision == "bf16" and cuda and not torch.cuda.is_bf16_supported():
        raise SettingsError("this GPU has no bf16", where="model.precision", remedy="Use fp32.")
    if precision == "auto":
        return "bf16" if (torch.cuda.is_bf16_supported() if cuda else _cpu_has_bf16()) else "fp32"
    return precision


def _cpu_has_bf16() -> bool:
    """Whether the CPU multiplies bfloat16 itself (AMX, AVX512-BF16); emulated it is slower than float32."""
    probes = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(bool(getattr(torch.cpu, probe, lambda: False)()) for probe in probes)


@dataclass(frozen=True)
class Forecast:
    """Bytes a run will need, estimated from shapes: weights in float32, Adam, what layers keep."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    checkpoint: int
    """On disk, for each checkpoint kept."""

    @property
    def memory(self) -> int:
        return self.weights + self.gradients + self.optimizer + self.activations


def forecast(
    model: Any, train: Train, *, source: int, target: int, checkpointing: bool, beams: int
) -> Forecast:
    """What training ``model`` on batches of ``source`` and ``target`` pieces will take."""
    config: Any = model.config
    parameters = sum(p.numel() for p in model.parameters())
    trained = sum(p.numel() for p in model.parameters() if p.requires_grad)
    width = int(config.d_model)
    encoder = int(getattr(config, "encoder_layers", None) or config.num_layers)
    decoder = int(getattr(config, "decoder_layers", None) or config.num_decoder_layers or encoder)
    heads = int(getattr(config, "encoder_attention_heads", None) or config.num_heads)
    batch = train.batch_size
    inner = 2 if checkpointing else 34  # activations a layer keeps, in units of the width
    tokens = batch * (source * encoder + 2 * target * decoder)
    attention = heads * batch * (encoder * source**2 + decoder * (target**2 + source * target))
    logits = batch * target * int(config.vocab_size) * max(3, beams)
    activations = 4 * (tokens * width * inner + (0 if checkpointing else 2 * attention) + logits)
    return Forecast(4 * parameters, 4 * trained, 8 * trained, activations, 4 * parameters + 8 * trained)


def check_room(needed: Forecast, out: Path, *, keep: int) -> None:
    """Refuse a run that does not fit, before its first step.

    Raises:
        ModelError: too little memory or disk is free.
    """
    free = free_memory()
    if free is not None and needed.memory > free:
        raise ModelError(
            f"the run needs about {needed.memory / GIB:.1f} GiB of memory and {free / GIB:.1f} are free "
            f"(weights {needed.weights / GIB:.1f}, gradients and optimizer "
            f"{(needed.gradients + needed.optimizer) / GIB:.1f}, activations {needed.activations / GIB:.1f})",
            where="train.batch_size",
            remedy="Lower train.batch_size and raise train.accumulation, set "
            "model.gradient_checkpointing=true, take the -lora recipe, or lower preset.source.max_pieces.",
        )
    place = out
    while not place.exists():
        place = place.parent
    room = shutil.disk_usage(place).free
    wanted = (keep + 2) * needed.checkpoint
    if wanted > room:
        raise ModelError(
            f"{keep + 2} checkpoints need {wanted / GIB:.1f} GiB of disk and {room / GIB:.1f} are free",
            where=str(out),
            remedy="Free some, lower train.keep, or name another out.",
        )


def free_memory() -> int | None:
    """Bytes free for the run: of the GPU, else of the machine and its control group; None if unknown."""
    if torch.cuda.is_available():
        return int(torch.cuda.mem_get_info()[0])
    found: list[int] = []
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                found.append(int(line.split()[1]) * 1024)
    except OSError:
        pass
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
        used = Path("/sys/fs/cgroup/memory.current").read_text().strip()
        if limit.isdigit() and used.isdigit():
            found.append(int(limit) - int(used))
    except OSError:
        pass
    if not found and hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return min(found) if found else None
