"""Leads as a corpus, the card, the log and its curves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.presets import Language
from summarizer.writing.tokenization import load_tokenizer
from training.finetuning.card import Facts, card
from training.finetuning.config import Data, Lora, Model, Recipe
from training.finetuning.curves import draw_curves, read_log
from training.finetuning.examples import Example
from training.finetuning.export import generation_config, write_companions
from training.finetuning.leads import lead_of, main
from training.finetuning.measure import Measurer, gain, texts_file
from training.finetuning.progress import duration
from training.finetuning.recipes import read_recipe
from training.finetuning.start import open_start

LEAD = "أعلن مدير المتحف كريم ناصر افتتاح القاعة الكبرى يوم الثلاثاء أمام الزوار."
REST = (
    "وقال كريم ناصر مدير المتحف إن القاعة الكبرى التي افتتحت الثلاثاء تضم 40 لوحة من القرن الماضي.\n"
    "وأضاف أن أبوابها تبقى مفتوحة أمام الزوار حتى المساء، وأن الدخول إلى المتحف مجاني في الأسبوع الأول.\n"
    "وكانت أعمال الترميم قد بدأت قبل عامين بعد عاصفة أغرقت الطابق السفلي وأتلفت عددا من اللوحات القديمة."
)


def test_a_lead_that_the_rest_holds_is_an_example() -> None:
    assert lead_of({"id": "1", "text": f"{LEAD}\n{REST}"}) == (LEAD, REST)


@pytest.mark.parametrize(
    "lead",
    [
        LEAD.replace("كريم ناصر", "جورج طنوس"),
        LEAD.replace("القاعة الكبرى", "القاعات 99"),
        "افتتاح القاعة الكبرى.",
        "وأضاف أنها ستفتح أبوابها أمام زوار المتحف حتى المساء في الأسبوع الأول.",
    ],
    ids=["another name", "another number", "too short", "leans on something"],
)
def test_a_lead_that_says_more_or_leans_is_none(lead: str) -> None:
    assert lead_of({"id": "1", "text": f"{lead}\n{REST}"}) is None


def test_unsupported_leads_are_kept_on_request() -> None:
    lead = LEAD.replace("كريم ناصر", "جورج طنوس")
    article = {"id": "1", "text": f"{lead}\n{REST}"}
    assert lead_of(article, least=0.4, supported=False) == (lead, REST)
    assert lead_of(article, least=0.95, supported=False) is None


def test_leads_become_lines_that_can_be_trained_on(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    rows = [
        {"id": str(n), "text": text} for n, text in enumerate((f"{LEAD}\n{REST}", REST, f"{LEAD}\n{REST}"))
    ]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main([str(articles), str(tmp_path / "leads.jsonl"), "--most", "1"]) == 0
    (line,) = (tmp_path / "leads.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"id": "0", "text": REST, "summary": LEAD}
    assert main([str(tmp_path / "none.jsonl"), str(tmp_path / "x.jsonl")]) == 2


def _texts(folder: Path, step: int, texts: list[str]) -> None:
    (folder / "dev").mkdir(exist_ok=True)
    rows = [
        {"id": str(n), "cluster": f"c{n // 2}", "source": "", "references": [LEAD], "text": text}
        for n, text in enumerate(texts)
    ]
    path = folder / "dev" / f"step-{step:06d}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_the_gain_is_a_paired_comparison_with_the_start(tmp_path: Path) -> None:
    _texts(tmp_path, 0, ["كلام آخر لا صلة له بالخبر."] * 12)
    _texts(tmp_path, 40, [LEAD] * 12)
    found = gain(tmp_path, 40)
    assert found.difference["rouge1"].difference == pytest.approx(1.0)
    assert found.difference["rouge1"].p_randomisation < 0.05
    assert (found.after.signature.clusters, found.after.signature.unit) == (6, "cluster")
    text = card(_facts(gain=found))
    assert "| ROUGE-1 | 0.0 [0.0, 0.0] | 100.0 [100.0, 100.0] | +100.0 [+100.0, +100.0] |" in text
    assert str(found.after.signature) in text


def test_generated_ids_become_figures_and_a_file_to_read(bart_checkpoint: Path, tmp_path: Path) -> None:
    """Padding is no text, and what several processes add to fill their last batch is not measured."""
    tokenizer = load_tokenizer(open_checkpoint(bart_checkpoint), Language())
    texts = ["افتتح سامر حداد الميناء.", "افتتح كريم ناصر الملعب."]
    examples = [Example(str(n), str(n), "statement", "", (text,)) for n, text in enumerate(texts)]
    ids = [[2, *tokenizer.bare_ids(text), 2] for text in (*texts, texts[0])]
    width = max(map(len, ids))
    rows = np.array([[*row, *[-100] * (width - len(row))] for row in ids])
    measurer = Measurer(examples, tokenizer, tmp_path, step=lambda: 7, writes=lambda: True)
    assert measurer(SimpleNamespace(predictions=rows)) == pytest.approx(
        {"rouge1": 100.0, "rouge2": 100.0, "rougeL": 100.0, "rouge": 100.0}
    )
    kept = [json.loads(line) for line in texts_file(tmp_path, 7).read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in kept] == texts


def _facts(**changes: object) -> Facts:
    recipe = Recipe(
        model=Model(checkpoint="/home/somebody/secret/mt5"), data=Data(train=("a",)), lora=Lora(rank=8)
    )
    values: dict[str, object] = {
        "name": "نموذج",
        "recipe": recipe,
        "manner": "theme",
        "model_type": "mt5",
        "parameters": 1000,
        "trained": 10,
        "arithmetic": "bf16",
        "step": 40,
        "steps": 80,
        "seconds": 4000.0,
        "ended": "5 evaluations without a better rouge",
        "counts": {"training clusters": 1234},
        "data_digest": "abc",
        "start_digest": "d" * 64,
        "gain": None,
    }
    return Facts(**(values | changes))  # type: ignore[arg-type]


def test_the_card_tells_the_run_and_no_place_on_anybodys_disk() -> None:
    text = card(_facts())
    for told in (
        "adapters of rank 8, 10 parameters, merged",
        "| training clusters | 1,234 |",
        "5 evaluations without a better rouge",
        "1 h 06 min, bf16 arithmetic",
        "not stated: ask whoever trained this",
        "Not measured.",
        "## Intended use and limits",
    ):
        assert told in text
    assert "secret" not in text
    assert "license:" not in text


def test_a_log_of_a_resumed_run_is_read_with_the_later_lines(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    lines = [
        {"step": 1, "loss": 5.0},
        {"step": 2, "loss": 4.0},
        {"step": 2, "dev_loss": 4.1, "dev_rouge1": 10.0, "dev_rouge2": 3.0, "dev_rougeL": 8.0},
        {"step": 2, "loss": 3.9},
    ]
    log.write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"step": 3, "lo')
    assert read_log(log) == [lines[0], lines[3], lines[2]]
    pytest.importorskip("matplotlib")
    draw_curves(log, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_language_token_survives_the_export(
    arabart_checkpoint: Path, tmp_path: Path, recipe_file: Callable[..., Path]
) -> None:
    """mBART: the code behind the source and at the start of the target, for plain transformers too."""
    from transformers import AutoTokenizer, BarthezTokenizer

    folder = tmp_path / "mbart"
    shutil.copytree(arabart_checkpoint, folder)
    backend = BarthezTokenizer.from_pretrained(folder).backend_tokenizer
    (folder / "sentencepiece.bpe.model").unlink()
    config = json.loads((folder / "config.json").read_text())
    backend.add_special_tokens(["ar_AR"])
    config["vocab_size"] += 1
    del config["tokenizer_class"]
    (folder / "config.json").write_text(json.dumps(config))
    backend.save(str(folder / "tokenizer.json"))
    path = recipe_file(
        model={"checkpoint": str(folder)},
        data={"train": ["x"]},
        preset={"language": {"source": "ar_AR", "target": "ar_AR"}, "source": {"max_pieces": 64}},
    )
    start = open_start(read_recipe(path), where=str(path))
    code = config["vocab_size"] - 1
    assert start.tokenizer.ids("افتتح")[-2:] == [2, code]
    out = tmp_path / "out"
    out.mkdir()
    write_companions(out, start, "نموذج")
    assert AutoTokenizer.from_pretrained(out)("افتتح")["input_ids"] == start.tokenizer.ids("افتتح")
    decoding = generation_config(start, start.preset.joint)
    assert (decoding.decoder_start_token_id, decoding.forced_bos_token_id) == (code, None)


def test_durations_are_for_people() -> None:
    assert [duration(s) for s in (5, 65, 3600, 7260.0)] == ["5 s", "1 min", "1 h 00 min", "2 h 01 min"]
