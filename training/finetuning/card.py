"""The model card: what somebody must know who finds the folder, with no figure that no run printed."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from summarizer.version import VERSION
from training.finetuning.config import Recipe
from training.finetuning.measure import Gain
from training.finetuning.progress import duration

RECIPE_FILE = "finetune.yaml"
NAMES = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L", "rougeLsum": "ROUGE-Lsum"}


@dataclass(frozen=True)
class Facts:
    """What the card tells."""

    name: str
    recipe: Recipe
    manner: str
    model_type: str
    parameters: int
    trained: int
    arithmetic: str
    step: int
    steps: int
    seconds: float
    ended: str
    """Why the run ended early; empty if it went to its last step."""
    counts: Mapping[str, int]
    """Labels and numbers about the data, in order."""
    data_digest: str
    start_digest: str
    gain: Gain | None


def card(facts: Facts) -> str:
    """README.md of the exported folder."""
    recipe = facts.recipe
    licence = (
        recipe.model.licence or "not stated: ask whoever trained this, and mind the licence of the start"
    )
    front = ["---", "language: ar", "library_name: transformers", "pipeline_tag: summarization"]
    if recipe.model.licence:
        front.append(f"license: {recipe.model.licence}")
    front.append("---")
    manner = {
        "theme": "one sentence out of the sentences of a few articles that tell the same fact",
        "joint": "one summary out of the chosen sentences of all articles",
    }[facts.manner]
    lines = [
        *front,
        "",
        f"# {facts.name}",
        "",
        f"An Arabic summarisation model that writes {manner}. Fine-tuned by Mujaz {VERSION} from "
        f"`{_public(recipe.model.checkpoint)}`.",
        "",
        "    mujaz summarize ARTICLES/ --model THIS_FOLDER",
        "",
        "| | |",
        "|---|---|",
        f"| architecture | {facts.model_type}, {facts.parameters:,} parameters |",
        f"| start | `{_public(recipe.model.checkpoint)}`, SHA-256 {facts.start_digest[:16]} |",
        f"| trained | {_trained(facts)} |",
        f"| manner | {facts.manner} (`mujaz-preset.yaml` holds prefix, separators, limits, decoding) |",
        f"| weights | step {facts.step} of {facts.steps}, the best one by {recipe.train.select_by} on the "
        "validation |",
        f"| run | {duration(facts.seconds)}, {facts.arithmetic} arithmetic, {_machine()} |",
        f"| ended | {facts.ended or 'at its last step'} |",
        f"| licence | {licence} |",
        "",
        "transformers 5 or later is needed: earlier versions do not read every checkpoint that it saves.",
        "",
        "## Data",
        "",
        recipe.data.description or "The corpus was not described (`data.description`).",
        "",
        "| | |",
        "|---|---|",
        *(f"| {label} | {count:,} |" for label, count in facts.counts.items()),
        f"| digest | {facts.data_digest} |",
        "",
        "## Measured",
        "",
        *_measured(facts),
        "",
        "## Recipe",
        "",
        f"Every option stands in `{RECIPE_FILE}`. To train again:",
        "",
        f"    python training/finetune.py --config {RECIPE_FILE}",
        "",
        "## Intended use and limits",
        "",
        "Drafts for briefings of Arabic news that a guard checks against their sources and people read with "
        "the sources at hand. It can join a name to a deed of somebody else, turn numbers round and leave "
        "out who said a thing; ROUGE sees none of this. It knows the language and the time of its corpus. "
        "Do not show its output without the check, and do not use it to judge people.",
        "",
    ]
    return "\n".join(lines)


def _measured(facts: Facts) -> list[str]:
    found = facts.gain
    if found is None:
        return ["Not measured."]
    beams = facts.recipe.train.evaluation_beams
    lines = [
        f"F1 in percent of what the model writes for the validation, {beams} beam{'s' * (beams > 1)}, with "
        "95 % bootstrap intervals over events; p of the paired difference (approximate randomisation).",
        "",
        "| | start | this model | difference | p |",
        "|---|---|---|---|---|",
    ]
    for metric, name in NAMES.items():
        for key, after in found.after.scores.items():
            if key == metric:
                before, change = found.before.scores[key].fmeasure, found.difference[key]
                now = after.fmeasure
                lines.append(
                    f"| {name} | {_interval(before.mean, before.low, before.high)} "
                    f"| {_interval(now.mean, now.low, now.high)} "
                    f"| {_interval(change.difference, change.low, change.high, sign='+')} "
                    f"| {change.p_randomisation:.4f} |"
                )
    return [
        *lines,
        "",
        f"Signature: `{found.after.signature}`. The validation chose the weights, so the figures flatter a "
        "little; report a test set of your own with `mujaz benchmark`.",
    ]


def _interval(mean: float, low: float, high: float, *, sign: str = "") -> str:
    return f"{100 * mean:{sign}.1f} [{100 * low:{sign}.1f}, {100 * high:{sign}.1f}]"


def _trained(facts: Facts) -> str:
    if facts.recipe.lora.rank:
        rank = facts.recipe.lora.rank
        return f"adapters of rank {rank}, {facts.trained:,} parameters, merged into the weights"
    return f"{facts.trained:,} parameters"


def _public(name: str) -> str:
    """A name as it can be shown: of a path only its last part."""
    return name if name.count("/") <= 1 and not name.startswith(("/", ".", "~")) else name.rsplit("/", 1)[-1]


def _machine() -> str:
    versions = [f"Python {platform.python_version()}"]
    for package in ("torch", "transformers"):
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join([platform.machine(), *versions])
