"""What a model writes, measured on held-out pairs: the same few figures for every checkpoint of a run.

Also a command, with beams, for one checkpoint:

    python -m training.embedded.measure checkpoint=FOLDER pairs=dev.jsonl items=300 beams=4 out=drafts.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BartForConditionalGeneration

from summarizer.arabic.normalise import count_words, words
from summarizer.evaluation.rouge import rouge
from summarizer.trust.guard import violations
from training.embedded.examples import Example, Limits, encode, in_order
from training.embedded.options import read_options
from training.embedded.records import Pair, read_pairs, write_whole
from training.embedded.support import marks_held, novelty, support

NO_REPEAT = 3
"""Pieces in a row that a draft does not tell twice: the writer bars as much (configs/presets/mini.yaml)."""


@dataclass(frozen=True)
class Figures:
    """Means over items, in percent; ROUGE is F1 under the orthographic protocol."""

    items: int
    rouge1: float
    rouge2: float
    rougeL: float
    novel_bigrams: float
    unseen_stems: float
    """Content stems of a draft that stand in no source."""
    unsupported_marks: float
    """Drafts with a number or a Latin word that no source holds."""
    guarded: float
    """Drafts in which the guard finds nothing: the share that would be printed."""
    repeating: float
    """Drafts that tell a run of three words twice."""
    length: float
    """Words of a draft over words of its longest source."""


@dataclass(frozen=True, kw_only=True)
class MeasureOptions:
    """Options of the command."""

    checkpoint: str
    pairs: list[str]
    task: str = "statement"
    items: int = 300
    beams: int = 4
    threads: int = 2
    out: str = ""
    """Where the drafts go, one JSON line each, to be read."""


def dev_loss(model: torch.nn.Module, examples: Sequence[Example], device: torch.device) -> float:
    """Mean cross-entropy per target token, nats, teacher forced, without smoothing or dropout."""
    total, tokens = 0.0, 0
    with torch.inference_mode():
        for batch in in_order(examples, 16):
            batch = batch.to(device)
            logits = model(input_ids=batch.source, attention_mask=batch.mask, labels=batch.labels).logits
            loss = torch.nn.functional.cross_entropy(
                logits.float().view(-1, logits.size(-1)), batch.labels.view(-1), reduction="sum"
            )
            total += float(loss)
            tokens += int((batch.labels != -100).sum())
    return total / max(1, tokens)


def drafts(
    model: Any, tokenizer: Tokenizer, examples: Sequence[Example], device: torch.device, *, beams: int = 1
) -> list[str]:
    """The best draft of each example."""
    texts: list[str] = []
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].source))
    with torch.inference_mode():
        for batch in in_order([examples[place] for place in order], 25):
            ids = model.generate(
                input_ids=batch.source.to(device),
                attention_mask=batch.mask.to(device),
                num_beams=beams,
                no_repeat_ngram_size=NO_REPEAT,
                do_sample=False,
                max_new_tokens=80,
                length_penalty=1.0,
                early_stopping=beams > 1,
            )
            texts += tokenizer.decode_batch(ids.tolist(), skip_special_tokens=True)
    back = dict(zip(order, texts, strict=True))
    return [back[place].strip() for place in range(len(examples))]


def figures(texts: Sequence[str], pairs: Sequence[Pair]) -> Figures:
    """Figures of drafts ``texts`` of ``pairs``."""
    scores = [
        rouge(text, pair.target, metrics=("rouge1", "rouge2", "rougeL"))
        for text, pair in zip(texts, pairs, strict=True)
    ]

    def percent(values: Sequence[float]) -> float:
        return round(100 * fmean(values), 2)

    return Figures(
        items=len(pairs),
        rouge1=percent([score["rouge1"].fmeasure for score in scores]),
        rouge2=percent([score["rouge2"].fmeasure for score in scores]),
        rougeL=percent([score["rougeL"].fmeasure for score in scores]),
        novel_bigrams=percent([novelty(t, p.sources) for t, p in zip(texts, pairs, strict=True)]),
        unseen_stems=percent([1 - support(t, p.sources) for t, p in zip(texts, pairs, strict=True)]),
        unsupported_marks=percent([not marks_held(t, p.sources) for t, p in zip(texts, pairs, strict=True)]),
        guarded=percent([not violations(t, p.sources) for t, p in zip(texts, pairs, strict=True)]),
        repeating=percent([_repeats(text) for text in texts]),
        length=percent(
            [count_words(t) / max(map(count_words, p.sources)) for t, p in zip(texts, pairs, strict=True)]
        ),
    )


def _repeats(text: str) -> bool:
    tokens = words(text)
    runs = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return len(set(runs)) < len(runs)


def main(arguments: Sequence[str]) -> None:
    """Measure one checkpoint and print its figures."""
    options = read_options(MeasureOptions, arguments)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(Path(options.checkpoint) / "tokenizer.json"))
    tokenizer.no_truncation()
    model = BartForConditionalGeneration.from_pretrained(options.checkpoint, dtype=torch.float32)
    model = model.to(device).eval()
    pairs = [pair for pair in read_pairs(options.pairs) if pair.task == options.task][: options.items]
    examples = encode(pairs, tokenizer, Limits())
    texts = drafts(model, tokenizer, examples, device, beams=options.beams)
    result = {"dev_loss": round(dev_loss(model, examples, device), 4), **asdict(figures(texts, pairs))}
    print(json.dumps({"checkpoint": options.checkpoint, "beams": options.beams, **result}))
    if options.out:
        rows = [
            {"id": pair.id, "sources": pair.sources, "reference": pair.target, "draft": text}
            for pair, text in zip(pairs, texts, strict=True)
        ]
        write_whole(options.out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


if __name__ == "__main__":
    main(sys.argv[1:])
