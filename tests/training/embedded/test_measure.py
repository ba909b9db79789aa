"""The figures of a run say what they claim to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BartForConditionalGeneration

from training.embedded.examples import Limits, encode
from training.embedded.measure import dev_loss, drafts, figures, main
from training.embedded.records import Pair, write_pairs

SOURCE = "افتتح رئيس البلدية سامر حداد الثلاثاء الملعب الجديد بعد عامين."
PAIR = Pair("d", "g", "statement", (SOURCE,), "افتتح حداد الملعب الجديد.")


def test_the_reference_itself_scores_full_marks() -> None:
    told = figures([PAIR.target], [PAIR])
    assert (told.rouge1, told.rouge2, told.rougeL) == (100.0, 100.0, 100.0)
    assert told.unsupported_marks == told.unseen_stems == told.repeating == 0.0
    assert told.guarded == 100.0
    assert told.length == pytest.approx(40.0)
    assert told.novel_bigrams == pytest.approx(100 * 2 / 3, abs=0.01)


def test_inventions_and_stammering_are_counted() -> None:
    invented = figures(["افتتح حداد 7 ملاعب في الصين."], [PAIR])
    assert invented.unsupported_marks == 100.0
    assert invented.guarded == 0.0
    assert invented.unseen_stems > 0
    assert figures(["افتتح حداد الملعب الجديد افتتح حداد الملعب الجديد."], [PAIR]).repeating == 100.0


def test_the_loss_does_not_depend_on_how_items_are_batched(
    tiny: Path, tokenizer: Tokenizer, pairs: list[Pair]
) -> None:
    model = BartForConditionalGeneration.from_pretrained(tiny, dtype=torch.float32).eval()
    examples = encode(pairs[:20], tokenizer, Limits())
    cpu = torch.device("cpu")
    alone = [dev_loss(model, [example], cpu) * (len(example.target) - 1) for example in examples]
    tokens = sum(len(example.target) - 1 for example in examples)
    assert dev_loss(model, examples, cpu) == pytest.approx(sum(alone) / tokens, rel=1e-4)


def test_drafts_come_back_in_the_order_of_their_items(
    tiny: Path, tokenizer: Tokenizer, pairs: list[Pair]
) -> None:
    model = BartForConditionalGeneration.from_pretrained(tiny, dtype=torch.float32).eval()
    examples = encode([pairs[1], pairs[0], pairs[3]], tokenizer, Limits())
    cpu = torch.device("cpu")
    together = drafts(model, tokenizer, examples, cpu)
    assert together == [drafts(model, tokenizer, [example], cpu)[0] for example in examples]


def test_the_command_prints_figures_and_writes_drafts(
    tiny: Path, tmp_path: Path, dev_pairs: list[Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    write_pairs(tmp_path / "dev.jsonl", dev_pairs)
    out = tmp_path / "drafts.jsonl"
    main(
        [
            f"checkpoint={tiny}",
            f"pairs={tmp_path / 'dev.jsonl'}",
            "items=2",
            "beams=2",
            "threads=1",
            f"out={out}",
        ]
    )
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["items"] == 2
    assert told["dev_loss"] > 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["reference"] for row in rows] == [pair.target for pair in dev_pairs[:2]]
