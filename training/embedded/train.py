"""Stage ``train``: one loop for denoising, mined pairs and references; the config says which.

    python -m training.embedded.train configs/embedded/train-references.yaml [until=04:45] [option=value ...]

A run goes on where it was cut off: weights, optimizer, random state and place in the pass are written
together every few minutes, and on SIGTERM. With ``steps`` it is a function of its options and seed; with
``minutes`` or ``until`` the rate falls with the clock, so that it ends annealed at the time given.
CPU and one GPU run the same code; the GPU computes in bfloat16 and compiles the step.
"""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import tokenizers
import torch
import transformers
from tokenizers import Tokenizer
from transformers import BartForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput

from summarizer.errors import InputError, SettingsError
from training.embedded.examples import Batch, Example, Limits, Mixture, batches, collate, encode
from training.embedded.measure import dev_loss, drafts, figures
from training.embedded.noise import Noise
from training.embedded.options import make_options, read_options
from training.embedded.records import Pair, read_pairs, write_whole
from training.embedded.support import stays_near
from training.embedded.texts import read_texts

MAY_CHANGE = frozenset(
    {"minutes", "until", "call_minutes", "threads", "save_minutes", "dev", "dev_items", "measured"}
)
"""Options that a run that goes on may have other values for than when it began."""


@dataclass(frozen=True, kw_only=True)
class TrainOptions:
    """Options of a run."""

    init: str
    """Folder of the checkpoint to start from, with its ``tokenizer.json``."""
    out: str
    """Folder of the run: ``state.pt``, ``log.jsonl``, ``train.json``, ``checkpoints/``."""
    pairs: list[dict[str, Any]] = field(default_factory=list)
    """``{file: PATH, tasks: {TASK: WEIGHT}}``: how often a pair of a task comes in one pass. With ``near:
    true`` only pairs that stay near their sources (:func:`training.embedded.support.stays_near`)."""
    texts: list[dict[str, Any]] = field(default_factory=list)
    """``{file: PATH, windows: COUNT}``: packed texts to restore, windows per pass."""
    noise: dict[str, float] = field(default_factory=dict)
    dev: list[str] = field(default_factory=list)
    """Pairs that measure the run; nothing that shares a sentence with them is trained on."""
    seed: int = 0
    steps: int = 0
    """End after so many steps ..."""
    minutes: float = 0.0
    """... or after so many minutes of training in all ..."""
    until: str = ""
    """... or at this time of day, HH:MM."""
    call_minutes: float = 0.0
    """Stop after so many minutes of this call, to go on in the next one; 0 for never."""
    batch_tokens: int = 2400
    """Padded source and target tokens of a batch: about 18 pairs. Small, because two cores see so few."""
    rate: float = 1.5e-4
    """Peak rate of the decoder and the embeddings."""
    encoder_rate: float = 5e-5
    """Peak rate of the encoder, which has read more text than it will ever see here."""
    thaw: float = 0.0
    """Share of the run during which the encoder's layers stand still (a step costs 40 % less)."""
    warm_up: int = 100
    """Steps until the peak: Adam's second moments must be known before it walks."""
    fall: float = 1.0
    """Share of the run, at its end, over which the rate falls: 1 is a cosine from start to end; 0.3 holds
    the peak first, so that an end that is moved costs nothing but the fall."""
    last_rate: float = 0.0
    """Rate at the end as a share of the peak."""
    smoothing: float = 0.1
    decay: float = 0.01
    clip: float = 1.0
    source_tokens: int = 256
    target_tokens: int = 96
    save_minutes: float = 10.0
    dev_items: int = 300
    """Statements the dev loss is taken on, at most."""
    measured: int = 100
    """Dev statements that are written out, greedily, at each checkpoint; 0 for none."""
    threads: int = 2

    def __post_init__(self) -> None:
        if not (self.steps or self.minutes or self.until):
            raise SettingsError("a run needs an end", where="steps", remedy="Give steps, minutes or until.")


@dataclass
class Place:
    """How far a run has come."""

    step: int = 0
    turn: int = 0
    """The pass over the data."""
    batch: int = 0
    """Batches of this pass that are done."""
    seconds: float = 0.0
    examples: int = 0
    tokens: int = 0


class Run:
    """A model, its optimizer and its place in the data."""

    def __init__(self, options: TrainOptions) -> None:
        self.options = options
        self.out = Path(options.out)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.set_num_threads(options.threads)
        torch.manual_seed(options.seed)
        self.tokenizer = Tokenizer.from_file(str(Path(options.init) / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.model = BartForConditionalGeneration.from_pretrained(options.init, dtype=torch.float32)
        self.model.to(self.device).train()
        self.limits = Limits(options.source_tokens, options.target_tokens)
        statements = [pair for pair in read_pairs(options.dev) if pair.task == "statement"]
        self.dev = statements[: options.dev_items]
        self.dev_examples = encode(self.dev, self.tokenizer, self.limits) if self.dev else []
        self.mixture, self.counts = make_mixture(options, read_pairs(options.dev))
        self.optimizer = torch.optim.AdamW(
            parameter_groups(self.model, options), betas=(0.9, 0.98), fused=True
        )
        self.forward = torch.compile(self.loss, dynamic=True) if self.device.type == "cuda" else self.loss
        self.place = Place()
        self.stopped = False
        self.resume()

    def loss(self, batch: Batch, frozen: bool) -> torch.Tensor:
        """Smoothed cross-entropy of a batch; a frozen encoder is run without gradients."""
        amp = torch.autocast("cuda", torch.bfloat16, enabled=self.device.type == "cuda")
        with amp:
            with torch.set_grad_enabled(not frozen):
                read = self.model.model.encoder(input_ids=batch.source, attention_mask=batch.mask)[0]
            logits = self.model(
                encoder_outputs=BaseModelOutput(last_hidden_state=read),
                attention_mask=batch.mask,
                labels=batch.labels,
            ).logits
        return torch.nn.functional.cross_entropy(
            logits.float().view(-1, logits.size(-1)),
            batch.labels.view(-1),
            label_smoothing=self.options.smoothing,
        )

    def step(self, batch: Sequence[Example], progress: float) -> float:
        """One step of the optimizer at ``progress`` (0 to 1) of the run; returns the loss."""
        frozen = progress < self.options.thaw
        factor = rate_factor(self.place.step, progress, self.options)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        held = collate(batch, multiple=16 if self.device.type == "cuda" else 1).to(self.device)
        loss = self.forward(held, frozen)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.place.step += 1
        self.place.batch += 1
        self.place.examples += len(batch)
        self.place.tokens += sum(len(example.source) + len(example.target) for example in batch)
        return float(loss.detach())

    def train(self) -> None:
        """Train to the end, or until told to stop; the state is on disk afterwards either way."""
        minutes = minutes_of(self.options, self.place.seconds)
        began = time.monotonic() - self.place.seconds
        call_ends = time.monotonic() + 60 * (self.options.call_minutes or math.inf)
        saved, since = self.place.seconds, self.place.step
        losses: list[float] = []
        if self.place.step == 0:
            self.checkpoint(losses)
        while not self.stopped:
            turn, seed = self.place.turn, self.options.seed
            examples = self.mixture.examples(self.tokenizer, seed, turn)
            made = batches(examples, self.options.batch_tokens, seed, turn)
            for batch in made[self.place.batch :]:
                progress = progress_of(self.place, self.options, minutes)
                self.stopped |= progress >= 1 or time.monotonic() > call_ends
                if self.stopped:
                    break
                losses.append(self.step(batch, progress))
                self.place.seconds = time.monotonic() - began
                if self.place.seconds - saved >= 60 * self.options.save_minutes:
                    saved, since = self.place.seconds, self.place.step
                    self.save()
                    self.checkpoint(losses)
                    losses.clear()
            else:
                self.place.turn, self.place.batch = turn + 1, 0
        self.save()
        if self.place.step > since:
            self.checkpoint(losses)

    def stop(self, *_: object) -> None:
        """End after the step at hand; the run can go on later."""
        self.stopped = True

    def save(self) -> None:
        """Write everything the run needs to go on, whole or not at all."""
        self.out.mkdir(parents=True, exist_ok=True)
        beside = self.out / "state.pt.part"
        state = {
            "options": asdict(self.options),
            "place": asdict(self.place),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state() if self.device.type == "cuda" else None,
        }
        torch.save(state, beside)
        os.replace(beside, self.out / "state.pt")

    def resume(self) -> None:
        """Go on from ``state.pt`` where there is one.

        Raises:
            SettingsError: the run began with other options.
        """
        path = self.out / "state.pt"
        if not path.is_file():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        now = asdict(self.options)
        changed = [k for k, v in state["options"].items() if now[k] != v and k not in MAY_CHANGE]
        if changed:
            raise SettingsError(
                f"this run began with another {', '.join(changed)}",
                where=str(path),
                remedy="Name another out folder, or remove this one.",
            )
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        if self.device.type == "cuda" and state["cuda"] is not None:
            torch.cuda.set_rng_state(state["cuda"].cpu())
        self.place = Place(**state["place"])

    def checkpoint(self, losses: Sequence[float]) -> None:
        """Write the weights as a transformers checkpoint, measure them, add a line to ``log.jsonl``."""
        line: dict[str, Any] = {**asdict(self.place), "time": datetime.now().isoformat(timespec="seconds")}
        line["rate"] = self.optimizer.param_groups[0]["lr"] if self.place.step else 0.0
        line["train_loss"] = sum(losses) / len(losses) if losses else None
        self.model.eval()
        if self.dev:
            line["dev_loss"] = round(dev_loss(self.model, self.dev_examples, self.device), 4)
            some = self.options.measured
            if some:
                texts = drafts(self.model, self.tokenizer, self.dev_examples[:some], self.device)
                line |= asdict(figures(texts, self.dev[:some]))
        self.model.train()
        if self.place.step:
            name = f"step-{self.place.step:06d}"
            write_checkpoint(self.model, self.options.init, self.out / "checkpoints" / name)
            link = self.out / "last.part"
            link.unlink(missing_ok=True)
            link.symlink_to(Path("checkpoints") / name)
            os.replace(link, self.out / "last")
        self.out.mkdir(parents=True, exist_ok=True)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        write_whole(self.out / "train.json", json.dumps(self.record(line), ensure_ascii=False, indent=1))
        print(json.dumps(line), flush=True)

    def record(self, last: dict[str, Any]) -> dict[str, Any]:
        """What must be known to make the run again."""
        files = [entry["file"] for entry in [*self.options.pairs, *self.options.texts]]
        weights = Path(self.options.init) / "model.safetensors"
        return {
            "options": asdict(self.options),
            "counts": self.counts,
            "parameters": sum(parameter.numel() for parameter in self.model.parameters()),
            "digests": {
                Path(path).name: sha256(Path(path).read_bytes()).hexdigest()[:16]
                for path in [*files, *self.options.dev, weights]
            },
            "versions": {
                "python": platform.python_version(),
                "torch": torch.__version__,
                "transformers": transformers.__version__,
                "tokenizers": tokenizers.__version__,
            },
            "machine": f"{platform.machine()} {self.device.type} {os.cpu_count()} cores",
            "last": last,
        }


def make_mixture(options: TrainOptions, dev: Sequence[Pair]) -> tuple[Mixture, dict[str, dict[str, int]]]:
    """The data of a run without what shares a sentence with ``dev``, and the pairs counted by task.

    Raises:
        InputError: a pair of ``dev`` is among the training pairs, or there is nothing to train on.
    """
    files, counts = [], {}
    for entry in options.pairs:
        pairs, left_out = hold_out(read_pairs([entry["file"]]), dev)
        if entry.get("near"):
            pairs = [pair for pair in pairs if stays_near(pair.target, pair.sources)]
        tasks = Counter(pair.task for pair in pairs if entry["tasks"].get(pair.task))
        counts[Path(entry["file"]).name] = {**tasks, "held out": left_out}
        files.append((tuple(pairs), dict(entry["tasks"])))
    texts = [(read_texts(entry["file"]), int(entry["windows"])) for entry in options.texts]
    for entry, (held, windows) in zip(options.texts, texts, strict=True):
        counts[Path(entry["file"]).name] = {"windows a pass": windows, "tokens": len(held.ids)}
    if not files and not texts:
        raise InputError("nothing to train on", where="pairs", remedy="Name pairs or texts in the config.")
    limits = Limits(options.source_tokens, options.target_tokens)
    noise = make_options(Noise, dict(options.noise))
    return Mixture(tuple(files), tuple(texts), noise, limits), counts


def hold_out(pairs: Sequence[Pair], dev: Sequence[Pair]) -> tuple[list[Pair], int]:
    """``pairs`` that share no source and no target with ``dev``, and how many do.

    Raises:
        InputError: a pair stands in both by its id: somebody trains on what shall measure.
    """
    both = {pair.id for pair in pairs} & {pair.id for pair in dev}
    if both:
        raise InputError(
            f"{len(both)} pairs to train on measure as well, {min(both)} among them", where="dev"
        )
    seen = {text for pair in dev for text in (*pair.sources, pair.target)}
    kept = [pair for pair in pairs if seen.isdisjoint((*pair.sources, pair.target))]
    return kept, len(pairs) - len(kept)


def parameter_groups(model: Any, options: TrainOptions) -> list[dict[str, Any]]:
    """Encoder layers and the rest; biases and norms do not decay."""
    encoder = {id(parameter) for parameter in model.model.encoder.layers.parameters()}
    groups: dict[tuple[bool, bool], list[Any]] = {}
    for parameter in model.parameters():
        groups.setdefault((id(parameter) in encoder, parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": parameters,
            "peak": options.encoder_rate if of_encoder else options.rate,
            "weight_decay": options.decay if matrix else 0.0,
        }
        for (of_encoder, matrix), parameters in sorted(groups.items(), key=lambda item: item[0])
    ]


def rate_factor(step: int, progress: float, options: TrainOptions) -> float:
    """Share of the peak rate: linear warm-up over steps, then the peak, then a cosine to ``last_rate``."""
    falling = max(0.0, min(1.0, progress) - (1 - options.fall)) / options.fall
    cosine = 0.5 * (1 + math.cos(math.pi * falling))
    return min(1.0, (step + 1) / options.warm_up) * (options.last_rate + (1 - options.last_rate) * cosine)


def progress_of(place: Place, options: TrainOptions, minutes: float) -> float:
    """How much of the run is done, by steps or by the clock, whichever is further."""
    by_steps = place.step / options.steps if options.steps else 0.0
    return max(by_steps, place.seconds / (60 * minutes) if minutes else 0.0)


def minutes_of(options: TrainOptions, seconds: float, now: datetime | None = None) -> float:
    """Minutes of training in all; ``until`` is the next time the clock shows it."""
    if not options.until:
        return options.minutes
    now = now or datetime.now()
    hour, minute = map(int, options.until.split(":"))
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    end += timedelta(days=1) if end <= now else timedelta()
    return (seconds + (end - now).total_seconds()) / 60


def write_checkpoint(model: Any, tokenizer_from: str | Path, folder: Path) -> None:
    """A transformers checkpoint in bfloat16, whole or not at all, with the tokenizer's files as they were."""
    beside = folder.with_name(folder.name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    copy = BartForConditionalGeneration(model.config).to(torch.bfloat16)
    copy.load_state_dict(model.state_dict())
    copy.generation_config = model.generation_config
    copy.save_pretrained(beside)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        if (Path(tokenizer_from) / name).is_file():
            shutil.copyfile(Path(tokenizer_from) / name, beside / name)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(beside, folder)


def main(arguments: Sequence[str]) -> None:
    """Run the stage, from the start or from where it was cut off."""
    run = Run(read_options(TrainOptions, arguments))
    signal.signal(signal.SIGTERM, run.stop)
    signal.signal(signal.SIGINT, run.stop)
    run.train()


if __name__ == "__main__":
    main(sys.argv[1:])
