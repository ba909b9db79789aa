"""What is trained is what runs: examples are packed as the writer packs, and framed as the engines frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from summarizer.errors import InputError
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings
from summarizer.types import Article, Cluster, Theme
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.decoding import Decoding, Hypothesis
from summarizer.writing.presets import Language, load_preset
from summarizer.writing.sequence_writer import SequenceWriter
from summarizer.writing.tokenization import load_tokenizer
from training.finetuning.config import Data
from training.finetuning.encoding import Collator, Examples, encode_all
from training.finetuning.examples import Example, Maker, mined
from training.finetuning.store import Store

DATA = Data(train=("corpus.jsonl",))


class Listening:
    """An engine that remembers what a writer asks it."""

    identity = "listening"
    special = frozenset({"</s>"})

    def __init__(self) -> None:
        self.asked: list[str] = []

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        self.asked.extend(texts)
        return [[] for _ in texts]


def maker(preset: str, **data: object) -> Maker:
    engine = Listening()
    return Maker(load_preset(preset), replace(DATA, **data), engine.count, engine.special)  # type: ignore[arg-type]


def test_a_joint_example_is_what_the_pipeline_would_give_the_model(clusters: list[Cluster]) -> None:
    engine = Listening()
    writer = SequenceWriter(engine, load_preset("arabart"))
    Summarizer(Settings(max_words=60), writer=writer).summarize(clusters[0].articles)
    (example,) = maker("arabart", max_words=60).training(clusters[0])
    assert engine.asked == [example.source]
    assert example.targets == clusters[0].references


def test_a_theme_example_is_what_the_pipeline_would_give_the_model(clusters: list[Cluster]) -> None:
    engine = Listening()
    Summarizer(writer=SequenceWriter(engine, load_preset("bart"))).summarize(clusters[0].articles)
    asked = set(engine.asked)
    one = replace(clusters[0], references=("بلغت كلفة الميناء 12 مليون دينار.",))
    (example,) = maker("bart").training(one)
    assert example.source in asked
    assert "12 مليون دينار" in example.source


def test_a_sentence_that_fuses_two_themes_gets_the_sentences_of_both(clusters: list[Cluster]) -> None:
    (example,) = maker("bart").training(clusters[0])
    assert example.targets == clusters[0].references
    assert "12" in example.source
    assert "سامر حداد" in example.source


def test_a_sentence_with_a_number_or_name_no_article_has_is_no_example(clusters: list[Cluster]) -> None:
    for invented in ("بلغت كلفة الميناء 99 مليون دينار.", "افتتح جورج طنوس الميناء الجديد الثلاثاء."):
        assert maker("bart").training(replace(clusters[0], references=(invented,))) == []


def test_several_references_train_apart_and_measure_together(clusters: list[Cluster]) -> None:
    two = replace(clusters[0], references=("افتتح سامر حداد الميناء.", "الميناء الجديد كلف 12 مليونا."))
    joint = maker("arabart")
    assert [example.targets for example in joint.training(two)] == [(text,) for text in two.references]
    (measured,) = joint.validation(two)
    assert measured.targets == two.references


def test_mined_pairs_are_held_by_their_sources_and_headlines_keep_their_prefix() -> None:
    lead = "افتتح سامر حداد رئيس البلدية الثلاثاء الميناء الجديد الذي كلف 12 مليون دينار."
    first = Article(
        id="أ", outlet="أ", title="سامر حداد يفتتح الميناء الجديد", text=lead + "\nرحب السكان بذلك كثيرا."
    )
    second = Article(
        id="ب",
        outlet="ب",
        text="كلف الميناء الجديد الذي افتتح الثلاثاء 12 مليون دينار.\nوافتتح سامر حداد رئيس البلدية الميناء.",
    )
    cluster = Cluster("حدث", (first, second))
    found = list(mined(cluster))
    assert ("cross", lead) in [(task, target) for task, _, target in found]
    for _, theme, _ in found:
        assert isinstance(theme, Theme)
        assert all(s.text == s.article.text[s.start : s.end] for s in theme.sentences)
    made = maker("mini", pairs="mined").training(cluster)
    assert {example.task for example in made} <= {"statement", "headline"}
    prefix = load_preset("mini").source.headline_prefix
    assert prefix is not None
    assert all(e.source.startswith(prefix) == (e.task == "headline") for e in made)


@pytest.mark.parametrize("layout", ["bart_checkpoint", "mt5_checkpoint", "arabart_checkpoint"])
def test_examples_are_framed_as_at_run_time(layout: str, request: pytest.FixtureRequest) -> None:
    tokenizer = load_tokenizer(open_checkpoint(request.getfixturevalue(layout)), Language())
    text, target = "افتتح سامر حداد الميناء.", "افتتح الميناء."
    examples = Examples(
        [Example("1", "1", "statement", text, (target,))], tokenizer, source_pieces=64, target_pieces=32
    )
    batch = Collator(0, tokenizer.frame.start[0])([examples[0]])
    assert batch["input_ids"][0].tolist() == tokenizer.ids(text)
    labels = [*tokenizer.frame.start[1:], *tokenizer.bare_ids(target), tokenizer.frame.end]
    assert batch["labels"][0].tolist() == labels
    assert batch["decoder_input_ids"][0].tolist() == [tokenizer.frame.start[0], *labels[:-1]]
    if layout == "arabart_checkpoint":
        assert batch["input_ids"][0][0] == 0
        assert batch["input_ids"][0][-1] == 2


def test_padding_never_counts(bart_checkpoint: Path) -> None:
    tokenizer = load_tokenizer(open_checkpoint(bart_checkpoint), Language())
    rows = [Example(str(n), "1", "statement", "افتتح " * n, ("الميناء " * n,)) for n in (1, 4)]
    examples = Examples(rows, tokenizer, source_pieces=64, target_pieces=32)
    batch = Collator(1, 2)([examples[0], examples[1]])
    assert torch.equal(batch["attention_mask"] == 0, batch["input_ids"] == 1)
    assert (batch["labels"][0] == -100).sum() > 0
    assert ((batch["labels"] == -100) <= (batch["decoder_input_ids"] == 1)).all()


def test_a_long_target_is_cut_before_its_end_and_counted(bart_checkpoint: Path) -> None:
    tokenizer = load_tokenizer(open_checkpoint(bart_checkpoint), Language())
    row = Example("1", "1", "statement", "افتتح", ("الميناء الجديد " * 20,))
    examples = Examples([row], tokenizer, source_pieces=64, target_pieces=10)
    assert examples.cut == 1
    assert len(examples[0].labels) == 10
    assert examples[0].labels[-1] == tokenizer.frame.end


def test_no_example_at_all_is_told_with_what_helps(bart_checkpoint: Path) -> None:
    tokenizer = load_tokenizer(open_checkpoint(bart_checkpoint), Language())
    with pytest.raises(InputError, match=r"no example came out of the train split.*lower data\.support"):
        encode_all([], tokenizer, source_pieces=8, target_pieces=8, split="train")


def test_examples_are_made_once_and_again_when_something_changes(
    clusters: list[Cluster],
    bart_checkpoint: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    training = Maker.training

    def counted(self: Maker, cluster: Cluster) -> list[Example]:
        made.append(cluster.id)
        return training(self, cluster)

    monkeypatch.setattr(Maker, "training", counted)
    monkeypatch.setattr("training.finetuning.store.BLOCK", 2)
    data = replace(DATA, cache=str(tmp_path / "cache"))
    store = Store(bart_checkpoint, "v", load_preset("bart"), data)
    first = store.examples(clusters[:4], "train")
    assert store.examples(clusters[:4], "train") == first
    assert len(made) == 4
    store.examples([*clusters[:2], replace(clusters[2], references=("نص آخر.",)), clusters[3]], "train")
    assert len(made) == 6  # only the block that changed
    replace(store, preset=load_preset("mt5-small")).examples(clusters[:4], "train")
    assert len(made) == 10
    monkeypatch.setattr("training.finetuning.store._write", lambda path, examples: False)
    unwritten = Store(bart_checkpoint, "w", load_preset("bart"), data)
    assert unwritten.examples(clusters[:4], "train") == first


def test_workers_make_the_same_examples(
    clusters: list[Cluster], bart_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.finetuning.store.ProcessPoolExecutor", _Here)
    monkeypatch.setattr("training.finetuning.store.BLOCK", 2)
    alone, together = (
        Store(
            bart_checkpoint, "v", load_preset("bart"), replace(DATA, workers=n, cache=str(tmp_path / str(n)))
        )
        for n in (1, 2)
    )
    assert alone.examples(clusters, "train") == together.examples(clusters, "train")


class _Here:
    """A pool without processes: starting Python twice more costs a busy machine many seconds."""

    def __init__(self, workers: int, **options: object) -> None:
        assert workers == 2

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *arguments: object) -> None: ...

    def map(self, function: Callable[[object], object], arguments: list[object]) -> list[object]:
        return [function(argument) for argument in arguments]
