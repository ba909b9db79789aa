"""mT5's and AraBART's file layouts all the way: four clusters learnt by heart, exported, read by everybody.

Fine-tuned until the references come out, so that what is compared afterwards is a model that has a will.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch

from summarizer.cli import main as mujaz
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings
from summarizer.types import Cluster
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.engines.ctranslate2 import CTranslate2Engine
from summarizer.writing.engines.transformers import TransformersEngine
from summarizer.writing.presets import Language
from training.finetune import main as finetune
from training.finetuning import run as module
from training.finetuning.convert import main as convert
from training.finetuning.curves import read_log
from training.finetuning.encoding import IGNORED, Collator
from training.finetuning.recipes import read_recipe

LAYOUTS = ("mt5_checkpoint", "arabart_checkpoint")
WriteClusters = Callable[[Path, list[Cluster]], Path]
BY_HEART: dict[str, Any] = {
    "steps": 300,
    "batch_size": 2,
    "learning_rate": 0.01,
    "schedule": "linear",
    "label_smoothing": 0.0,
    "weight_decay": 0.0,
    "threads": 1,
    "evaluate_every": 300,
    "save_minutes": 0.0,
}


@dataclass(frozen=True)
class Trained:
    """A run that has ended, and the model as it was in memory when it did."""

    out: Path
    recipe: Path
    clusters: list[Cluster]
    log_probabilities: list[float]
    """Of the four references, from the weights in memory."""
    sources: list[str]
    targets: list[str]


@pytest.fixture(scope="module", params=LAYOUTS)
def trained(
    request: pytest.FixtureRequest,
    clusters: list[Cluster],
    write_clusters: WriteClusters,
    tmp_path_factory: pytest.TempPathFactory,
) -> Trained:
    import yaml

    folder = tmp_path_factory.mktemp("run")
    corpus = str(write_clusters(folder / "corpus.jsonl", clusters[:4]))
    tree = {
        "model": {"checkpoint": str(request.getfixturevalue(request.param)), "licence": "apache-2.0"},
        "data": {
            "train": [corpus],
            "validation": [corpus],
            "leakage": "tell",
            "cache": str(folder / "cache"),
            "description": "مدينة من نسج الخيال",
        },
        "preset": {
            "manner": "theme",
            "source": {"max_pieces": 128, "sentence_separator": " "},
            "statement": {"max_pieces": 40, "no_repeat_ngram": 0},  # pieces are letters here
        },
        "train": BY_HEART,
        "out": str(folder / "out"),
    }
    recipe = folder / "recipe.yaml"
    recipe.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    seen: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        export = module._export

        def listening(prepared: Any, trainer: Any, *rest: Any) -> None:
            seen.extend([prepared, trainer.model.eval()])
            export(prepared, trainer, *rest)

        patch.setattr(module, "_export", listening)
        assert finetune(["--config", str(recipe)]) == 0
    prepared, model = seen
    examples = prepared.train.examples
    return Trained(
        out=folder / "out",
        recipe=recipe,
        clusters=clusters[:4],
        log_probabilities=[_log_probability(prepared, model, n) for n in range(len(examples))],
        sources=[example.source for example in examples],
        targets=[example.targets[0] for example in examples],
    )


def _log_probability(prepared: Any, model: Any, number: int) -> float:
    batch = dict(
        Collator(prepared.start.pad, prepared.start.tokenizer.frame.start[0])([prepared.train[number]])
    )
    labels = batch.pop("labels")
    assert (labels != IGNORED).all()
    with torch.inference_mode():
        logs = model(**batch).logits.float().log_softmax(-1)
    return float(logs.gather(-1, labels.unsqueeze(-1)).sum())


pytestmark = pytest.mark.slow


def test_the_loss_falls_tenfold_and_the_references_come_out(trained: Trained) -> None:
    rows = read_log(trained.out / "training" / "log.jsonl")
    losses = {row["step"]: row["dev_loss"] for row in rows if "dev_loss" in row}
    assert losses[300] < losses[0] / 10
    assert [row["dev_rouge"] for row in rows if row["step"] == 300 and "dev_rouge" in row] == [100.0]


def test_plain_transformers_loads_the_export_and_writes_the_references(trained: Trained) -> None:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(trained.out)
    model = AutoModelForSeq2SeqLM.from_pretrained(trained.out).eval()
    for source, target in zip(trained.sources, trained.targets, strict=True):
        found = model.generate(**tokenizer(source, return_tensors="pt"), num_beams=1)
        assert tokenizer.decode(found[0], skip_special_tokens=True).strip() == target


@pytest.mark.parametrize("engine", ["transformers", "ctranslate2"])
def test_mujaz_summarises_with_the_export(trained: Trained, engine: str) -> None:
    summarizer = Summarizer(Settings(model=str(trained.out), engine=engine, threads=1))
    writer = summarizer.writer()
    assert writer is not None
    assert (writer.manner, writer.writes_headlines) == ("theme", False)
    briefing = summarizer.summarize(trained.clusters[0].articles)
    assert briefing.statements
    assert trained.out.name in briefing.signature


def test_log_probabilities_are_those_of_the_weights_in_memory(trained: Trained) -> None:
    """The tying trap (a head of its own dropped on reload) and the scaling trap (outputs times d^-0.5)."""
    checkpoint = open_checkpoint(trained.out)
    for engine in (
        TransformersEngine(checkpoint, language=Language(), threads=1),
        CTranslate2Engine(checkpoint, language=Language(), threads=1, precision="float32"),
    ):
        found = engine.score(trained.sources, trained.targets)
        assert found == pytest.approx(trained.log_probabilities, abs=2e-3)


def test_what_the_convert_command_writes_scores_the_same(trained: Trained, tmp_path: Path) -> None:
    import ctranslate2

    assert convert([str(trained.out), str(tmp_path / "ct2"), "--precision", "float32"]) == 0
    translator = ctranslate2.Translator(str(tmp_path / "ct2"), intra_threads=1)
    assert _scores(trained, translator) == pytest.approx(trained.log_probabilities, abs=2e-3)


def test_ctranslate2s_own_converter_takes_the_export(trained: Trained, tmp_path: Path) -> None:
    """And scores BART's family rightly; mT5 once its loader is told that the embeddings are not tied."""
    import ctranslate2
    from ctranslate2.converters import transformers as converters

    is_mt5 = open_checkpoint(trained.out).model_type == "mt5"
    loader = converters._MODEL_LOADERS["MT5Config" if is_mt5 else "MBartConfig"]
    with pytest.MonkeyPatch.context() as patch:
        if is_mt5:
            get_spec = loader.get_model_spec

            def untied(model: Any) -> Any:
                model.config.tie_word_embeddings = False
                return get_spec(model)

            patch.setattr(loader, "get_model_spec", untied)
        converters.TransformersConverter(str(trained.out)).convert(str(tmp_path / "theirs"))
    translator = ctranslate2.Translator(str(tmp_path / "theirs"), intra_threads=1)
    assert _scores(trained, translator, starts_itself=True) == pytest.approx(
        trained.log_probabilities, abs=2e-3
    )


def _scores(trained: Trained, translator: Any, *, starts_itself: bool = False) -> list[float]:
    """``starts_itself``: the converted model knows its first token and must not be given it."""
    engine = CTranslate2Engine(open_checkpoint(trained.out), language=Language(), threads=1)
    tokenizer = engine.tokenizer
    start = [] if starts_itself else tokenizer.pieces(tokenizer.frame.start)
    results = translator.score_batch(
        [tokenizer.pieces(tokenizer.ids(text)) for text in trained.sources],
        [start + tokenizer.pieces(tokenizer.bare_ids(text)) for text in trained.targets],
        offset=max(0, len(start) - 1),
    )
    return [float(sum(result.log_probs)) for result in results]


def test_the_export_says_what_it_is(trained: Trained) -> None:
    card = (trained.out / "README.md").read_text(encoding="utf-8")
    for told in (
        "license: apache-2.0",
        "مدينة من نسج الخيال",
        "| ROUGE-1 | 0.0 [",
        "ROUGE|protocol:orthographic",
    ):
        assert told in card
    assert "| training clusters that leaked into the validation | 4 |" in card
    again = read_recipe(trained.out / "finetune.yaml")
    assert again.resolved() == read_recipe(trained.recipe).resolved()
    assert (trained.out / "training" / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_checkpoint_of_the_run_can_be_used_by_itself(trained: Trained) -> None:
    checkpoint = open_checkpoint(trained.out / "training" / "checkpoint-300")
    engine = TransformersEngine(checkpoint, language=Language(), threads=1)
    assert engine.score(trained.sources, trained.targets) == pytest.approx(
        trained.log_probabilities, abs=2e-3
    )


def test_the_same_command_again_exports_again_without_training(trained: Trained) -> None:
    before = (trained.out / "model.safetensors").read_bytes()
    (trained.out / "model.safetensors").unlink()
    log = (trained.out / "training" / "log.jsonl").read_bytes()
    assert finetune(["--config", str(trained.recipe)]) == 0
    assert (trained.out / "model.safetensors").read_bytes() == before
    assert (trained.out / "training" / "log.jsonl").read_bytes() == log


def test_the_command_line_summarises_with_the_export(
    trained: Trained, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for article in trained.clusters[0].articles:
        (tmp_path / f"{article.id}.txt").write_text(f"{article.title}\n\n{article.text}", encoding="utf-8")
    assert mujaz(["summarize", str(tmp_path), "--model", str(trained.out)]) == 0
    assert "الميناء" in capsys.readouterr().out
