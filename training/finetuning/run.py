"""A run from recipe to exported folder; given the same command again it goes on where it was cut off."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
import transformers
import yaml
from transformers import Seq2SeqTrainingArguments, set_seed

from summarizer.errors import MujazError, SettingsError
from summarizer.evaluation.journal import data_digest
from training.embedded.records import write_whole
from training.finetuning.card import RECIPE_FILE, Facts, card
from training.finetuning.config import Recipe
from training.finetuning.curves import draw_curves, read_log
from training.finetuning.encoding import Collator, Examples, encode_all
from training.finetuning.export import (
    best_model,
    decoding_of,
    export,
    generation_config,
    write_companions,
)
from training.finetuning.measure import Measurer, gain
from training.finetuning.partition import Partition, make_partition
from training.finetuning.progress import LOG, Flow, Progress, seconds_so_far
from training.finetuning.start import Start, arithmetic, check_room, forecast, load_model, open_start
from training.finetuning.store import Store
from training.finetuning.trainer import FineTuner, Order, checkpoints, last_checkpoint, smoothed_loss

WORK = "training"
"""The run's own folder within ``out``: checkpoints, log, texts, curves."""
MAY_CHANGE = {
    "train": {
        "threads",
        "keep",
        "patience",
        "save_every",
        "save_minutes",
        "minutes",
        "log_every",
        "tensorboard",
    },
    "data": {"train", "validation", "workers", "cache", "description"},
    "model": {"licence", "checkpoint"},
}
"""Options that may differ when a run goes on; checkpoint and corpus are compared by their content."""


class Interrupted(MujazError):
    """Somebody asked the run to stop; its last checkpoint is whole."""


@dataclass(frozen=True)
class Prepared:
    """Everything a run needs before its first step."""

    recipe: Recipe
    start: Start
    partition: Partition
    train: Examples
    validation: Examples
    arithmetic: str
    record: dict[str, Any]
    """What the run depends on; kept beside it and compared when it goes on."""

    @property
    def work(self) -> Path:
        return Path(self.recipe.out) / WORK

    @property
    def name(self) -> str:
        return Path(self.recipe.out).resolve().name


def run(recipe: Recipe, *, where: str) -> Path:
    """Fine-tune as ``recipe`` says and export into ``recipe.out``; ``where`` is the recipe's path.

    Raises:
        MujazError: anything that can be foreseen, before the first step; :class:`Interrupted` and
            :class:`DiskFull` afterwards, with a whole checkpoint to go on from.
    """
    prepared = prepare(recipe, where=where)
    trained, step, flow, progress = _train(prepared)
    out = Path(recipe.out)
    if trained.is_world_process_zero():
        _export(prepared, trained, step, flow, progress)
    trained.accelerator.wait_for_everyone()
    return out


def prepare(recipe: Recipe, *, where: str) -> Prepared:
    """Read, split, make and encode; nothing is trained yet."""
    torch.set_num_threads(recipe.train.threads)
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    start = open_start(recipe, where=where)
    kind = arithmetic(recipe.model.precision, start.checkpoint.model_type, cuda=torch.cuda.is_available())
    _check_tensorboard(recipe)
    first = int(os.environ.get("RANK", "0")) == 0
    tell = _say if first else _nothing
    partition = make_partition(recipe.data, tell)
    vocabulary = sha256(start.tokenizer.serialised.encode()).hexdigest()
    store = Store(start.checkpoint.folder, vocabulary, start.preset, recipe.data)
    progress = _show if first else None
    train_examples = store.examples(partition.train, "train", progress)
    dev_examples = store.examples(partition.validation, "validation", progress)
    limits = {
        "source_pieces": start.preset.source.max_pieces,
        "target_pieces": recipe.train.target_pieces or decoding_of(start.preset).max_pieces + 1,
    }
    train = encode_all(train_examples, start.tokenizer, split="train", **limits)
    most = recipe.data.validation_most
    dev = encode_all(dev_examples[: most or None], start.tokenizer, split="validation", **limits)
    tell(f"examples: {len(train)} to train on, {len(dev)} to measure, {train.cut} targets cut")
    record = {
        "recipe": _compared(recipe.resolved()),
        "start": start.checkpoint.digest,
        "data": data_digest(partition.train)[:16],
        "validation": data_digest(partition.validation)[:16],
        "processes": int(os.environ.get("WORLD_SIZE", "1")),
    }
    prepared = Prepared(recipe, start, partition, train, dev, kind, record)
    if first:
        _same_run(prepared)
    return prepared


def make_trainer(prepared: Prepared, *, resume: Path | None) -> tuple[FineTuner, Flow, Progress]:
    """The model and all that trains it."""
    recipe, start, work = prepared.recipe, prepared.start, prepared.work
    options = recipe.train
    set_seed(options.seed)
    model = load_model(start, recipe.model, recipe.lora)
    world = prepared.record["processes"]
    batches = -(-len(prepared.train) // (options.batch_size * world))
    steps_an_epoch = -(-batches // options.accumulation)
    steps = options.steps or options.epochs * steps_an_epoch
    source, target = prepared.train.largest
    needed = forecast(
        model,
        options,
        source=source,
        target=target,
        checkpointing=recipe.model.gradient_checkpointing,
        beams=options.evaluation_beams,
    )
    check_room(needed, work, keep=options.keep)
    every = min(options.evaluate_every or steps_an_epoch, steps)
    evaluated = model.get_base_model() if recipe.lora.rank else model
    evaluated.generation_config = generation_config(start, decoding_of(start.preset))
    arguments = Seq2SeqTrainingArguments(
        output_dir=str(work),
        max_steps=steps,
        per_device_train_batch_size=options.batch_size,
        per_device_eval_batch_size=options.evaluation_batch_size or options.batch_size,
        gradient_accumulation_steps=options.accumulation,
        learning_rate=options.learning_rate,
        lr_scheduler_type=options.schedule,
        warmup_steps=options.warmup,
        optim=options.optimizer,
        weight_decay=options.weight_decay,
        max_grad_norm=options.clip,
        bf16=prepared.arithmetic == "bf16",
        fp16=prepared.arithmetic == "fp16",
        use_cpu=not torch.cuda.is_available(),
        eval_strategy="steps",
        eval_steps=every,
        eval_on_start=resume is None,
        save_strategy="steps",
        save_steps=every,
        metric_for_best_model=f"eval_{options.select_by}",
        greater_is_better=True,
        predict_with_generate=True,
        generation_num_beams=options.evaluation_beams,
        logging_steps=options.log_every,
        seed=options.seed,
        report_to=["tensorboard"] if options.tensorboard else "none",
        remove_unused_columns=False,
        label_names=["labels"],
        disable_tqdm=True,
        log_level="error",
        ddp_find_unused_parameters=False,
    )
    order = Order(
        prepared.train.lengths,
        batch=options.batch_size * options.accumulation * world,
        seed=options.seed,
        by_length=options.group_by_length,
    )
    first = arguments.process_index == 0
    before = int(resume.name.rsplit("-", 1)[1]) if resume else 0
    progress = Progress(
        work,
        tokens_a_step=sum(prepared.train.lengths) / steps_an_epoch,
        seconds=seconds_so_far(work, before),
        writes=first,
    )
    flow = Flow(options, order, steps_an_epoch=steps_an_epoch, seconds=lambda: progress.seconds)
    trainer = FineTuner(
        model=model,
        args=arguments,
        data_collator=Collator(start.pad, start.tokenizer.frame.start[0]),
        train_dataset=prepared.train,
        eval_dataset=prepared.validation,
        compute_loss_func=smoothed_loss(options.label_smoothing),
        compute_metrics=Measurer(
            prepared.validation.examples,
            start.tokenizer,
            work,
            step=lambda: int(trainer.state.global_step),
            writes=lambda: first,
        ),
        callbacks=[progress, flow],
        order=order,
        beside=lambda folder: write_companions(folder, start, prepared.name),
        keep=options.keep,
    )
    for printer in (transformers.PrinterCallback, transformers.trainer_callback.ProgressCallback):
        trainer.remove_callback(printer)
    return trainer, flow, progress


def _train(prepared: Prepared) -> tuple[FineTuner, int, Flow, Progress]:
    """Train to the end; the step whose weights are the best, too."""
    work = prepared.work
    resume = last_checkpoint(work)
    trainer, flow, progress = make_trainer(prepared, resume=resume)
    finished = work / "finished.json"
    tell = _say if trainer.is_world_process_zero() else _nothing
    if resume is not None and finished.is_file():
        told = json.loads(finished.read_text(encoding="utf-8"))
        flow.reason = str(told["reason"])
        tell(f"{work}: this run has ended; exporting step {told['best']} again")
        return trainer, int(told["best"]), flow, progress
    if resume is not None:
        tell(f"going on from {resume.name}")
    with flow.interruptible():
        trainer.train(resume_from_checkpoint=str(resume) if resume else None)
    if flow.asked and trainer.state.global_step < trainer.state.max_steps:
        raise Interrupted(
            f"stopped at step {trainer.state.global_step} of {trainer.state.max_steps}",
            where=str(work),
            remedy="The checkpoint is whole: give the same command again to go on.",
        )
    best = int(trainer.state.best_global_step or trainer.state.global_step)
    if trainer.is_world_process_zero():
        write_whole(finished, json.dumps({"best": best, "reason": flow.reason}))
    return trainer, best, flow, progress


def _export(prepared: Prepared, trainer: FineTuner, step: int, flow: Flow, progress: Progress) -> None:
    recipe, start, work, out = prepared.recipe, prepared.start, prepared.work, Path(prepared.recipe.out)
    model = best_model(start, work / f"checkpoint-{step}", adapters=bool(recipe.lora.rank))
    found = gain(work, step)
    partition = prepared.partition
    seconds = max((row.get("seconds", 0.0) for row in read_log(work / LOG)), default=progress.seconds)
    facts = Facts(
        name=prepared.name,
        recipe=recipe,
        manner=start.preset.manner,
        model_type=start.checkpoint.model_type,
        parameters=sum(p.numel() for p in model.parameters()),
        trained=sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
        arithmetic=prepared.arithmetic,
        step=step,
        steps=int(trainer.args.max_steps),
        seconds=seconds,
        ended=flow.reason,
        counts={
            "training clusters": len(partition.train),
            "training examples": len(prepared.train),
            "validation clusters": len(partition.validation),
            "validation examples measured": len(prepared.validation),
            "training clusters that leaked into the validation": len(partition.leaks),
            "clusters with a name or number in a reference that no source has": len(partition.unsupported),
            "references left out for that": partition.dropped,
        },
        data_digest=prepared.record["data"],
        start_digest=start.checkpoint.digest,
        gain=found,
    )
    resolved = yaml.safe_dump(recipe.resolved(), allow_unicode=True, sort_keys=False)
    export(model, start, out, name=prepared.name, files={"README.md": card(facts), RECIPE_FILE: resolved})
    try:
        draw_curves(work / LOG, work / "curves.png")
    except MujazError as error:
        _say(str(error))
    change = found.difference["rouge1"]
    _say(
        f"{out}: step {step} of {facts.steps}{f' ({flow.reason})' if flow.reason else ''}; ROUGE-1 "
        f"{100 * found.before.scores['rouge1'].fmeasure.mean:.1f} -> "
        f"{100 * found.after.scores['rouge1'].fmeasure.mean:.1f}, p {change.p_randomisation:.4f}"
    )


def _same_run(prepared: Prepared) -> None:
    """Refuse to go on with another recipe, start or corpus than the run began with."""
    path = prepared.work / "run.json"
    if path.is_file() and checkpoints(prepared.work):
        before = json.loads(path.read_text(encoding="utf-8"))
        changed = [
            f"{part}.{name}" if isinstance(value, dict) else part
            for part, value in prepared.record["recipe"].items()
            for name in (value if isinstance(value, dict) else [""])
            if (value.get(name) if isinstance(value, dict) else value)
            != (
                before["recipe"].get(part, {}).get(name)
                if isinstance(value, dict)
                else before["recipe"].get(part)
            )
        ]
        changed += [
            key for key in ("start", "data", "validation", "processes") if before[key] != prepared.record[key]
        ]
        if changed:
            raise SettingsError(
                f"this run began with another {', '.join(changed)}",
                where=str(prepared.work),
                remedy="Name another out, or remove this folder to begin anew.",
            )
    write_whole(path, json.dumps(prepared.record, ensure_ascii=False, indent=1))


def _compared(resolved: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in resolved.items() if key != "out"}
    for part, names in MAY_CHANGE.items():
        kept[part] = {name: value for name, value in kept[part].items() if name not in names}
    return kept


def _check_tensorboard(recipe: Recipe) -> None:
    if recipe.train.tensorboard:
        from importlib.util import find_spec

        if not (find_spec("tensorboard") or find_spec("tensorboardX")):
            raise SettingsError(
                "TensorBoard is not installed", where="train.tensorboard", remedy="pip install tensorboard"
            )


def _say(text: str) -> None:
    print(f"finetune: {text}", file=sys.stderr, flush=True)


def _nothing(text: str) -> None:
    """Other processes than the first one keep quiet."""


def _show(stage: str, done: int, whole: int) -> None:
    if done == whole or done % 10 == 0:
        _say(f"{stage} {done}/{whole} blocks")
