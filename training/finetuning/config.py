"""Recipes: every option once, with its default; a YAML file and the command line hold what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["auto", "clusters", "xlsum", "table", "folder", "hub"]
Leakage = Literal["drop", "tell", "refuse"]
Mining = Literal["references", "mined", "both"]
Precision = Literal["auto", "bf16", "fp32", "fp16"]
Schedule = Literal["linear", "cosine", "constant", "constant_with_warmup", "inverse_sqrt", "polynomial"]
Measure = Literal["rouge1", "rouge2", "rougeL", "rouge"]


@dataclass(frozen=True, kw_only=True)
class Model:
    """What is fine-tuned."""

    checkpoint: str
    """A folder, a hub name, or ``mini``."""
    preset: str = ""
    """Name of a preset; empty for the one the checkpoint would run with."""
    precision: Precision = "auto"
    """Of the arithmetic: bf16 where the machine has it, else fp32. The weights stay float32."""
    gradient_checkpointing: bool = False
    """Forget activations and compute them again in the backward pass: slower, less memory."""
    dropout: float | None = None
    """Instead of the checkpoint's own."""
    licence: str = ""
    """Of the fine-tuned weights, for the model card."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Names of the columns of XL-Sum style lines, tables and hub datasets."""

    text: str = "text"
    summary: str = "summary"
    id: str = "id"
    title: str = "title"


@dataclass(frozen=True, kw_only=True)
class Data:
    """The corpus, and what is made of it."""

    train: tuple[str, ...]
    """Files, folders or hub names."""
    validation: tuple[str, ...] = ()
    """The same; with a hub name alone its split ``validation``. Empty: a share of ``train``."""
    kind: Kind = "auto"
    columns: Columns = field(default_factory=Columns)
    reference_files: str = "reference*"
    """Names of the reference files within a folder of articles."""
    validation_share: float = 0.1
    """Share of the clusters kept for validation where none is given."""
    validation_most: int = 200
    """Validation examples that are generated for at most; they cost as much as they are worth."""
    most: int = 0
    """Training clusters to take at most, 0 for all."""
    leakage: Leakage = "drop"
    """What becomes of training clusters that stand, nearly or wholly, in the validation too."""
    drop_unsupported: bool = False
    """Leave out references with a name or number that no source has; they are counted either way."""
    pairs: Mining = "references"
    """Theme way: out of the references, out of what outlets write of each other, or both."""
    headlines: bool = True
    """Theme way, where the preset writes headlines: titles as headlines, so that they are not unlearnt."""
    support: float = 0.7
    """Theme way: share of a target's content stems that its sources must hold."""
    max_words: int = 0
    """Joint way: the budget that decides how many themes go in; 0 for the reference's own length."""
    workers: int = 1
    """Processes that make examples."""
    cache: str = ""
    """Folder of made examples; empty for the user's cache."""
    description: str = ""
    """For the model card: what the corpus is and whose."""


@dataclass(frozen=True, kw_only=True)
class Train:
    """The run."""

    epochs: int = 3
    steps: int = 0
    """End after so many steps; 0 for ``epochs``."""
    minutes: float = 0.0
    """End after so many minutes of training, resumed ones counted; 0 for never. The rate still falls by
    steps: give ``steps`` that fit."""
    batch_size: int = 8
    """Examples on each device at once."""
    accumulation: int = 1
    """Batches added up to one step."""
    learning_rate: float = 5e-5
    schedule: Schedule = "linear"
    warmup: float = 0.05
    """Steps of warm-up, or below 1 a share of all."""
    optimizer: str = "adamw_torch"
    weight_decay: float = 0.01
    label_smoothing: float = 0.1
    clip: float = 1.0
    group_by_length: bool = True
    target_pieces: int = 0
    """Longest target; 0 for what the preset may write."""
    evaluate_every: int = 0
    """Steps; 0 for once an epoch."""
    evaluation_batch_size: int = 0
    """0 for ``batch_size``."""
    evaluation_beams: int = 1
    select_by: Measure = "rouge"
    """What decides which checkpoint is exported and when to stop: F1 of generated text; ``rouge`` is the
    mean of ROUGE-1, 2 and L."""
    patience: int = 5
    """Evaluations without a better one until the run ends; 0 for never."""
    save_every: int = 0
    """Steps between checkpoints besides those at evaluations; 0 for none."""
    save_minutes: float = 15.0
    """Minutes between checkpoints at most; 0 for only at evaluations."""
    keep: int = 2
    """Checkpoints kept, the best one besides."""
    log_every: int = 10
    seed: int = 0
    threads: int = 2
    tensorboard: bool = False


@dataclass(frozen=True, kw_only=True)
class Lora:
    """Low-rank adapters (Hu et al. 2022); rank 0 trains every weight."""

    rank: int = 0
    alpha: float = 32.0
    dropout: float = 0.05
    targets: tuple[str, ...] = ()
    """Names of the linear maps; empty for every one in attention and feed-forward."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything a run depends on, resolved."""

    model: Model
    data: Data
    preset: Mapping[str, Any] = field(default_factory=dict)
    """What differs from the checkpoint's preset (``summarizer.writing.presets``)."""
    train: Train = field(default_factory=Train)
    lora: Lora = field(default_factory=Lora)
    out: str = "runs/finetuned"

    def resolved(self) -> dict[str, Any]:
        """Plain values of every option, in order, for YAML."""
        tree = asdict(self)
        plain: dict[str, Any] = _plain(tree)
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
