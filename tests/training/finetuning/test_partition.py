"""Validation is kept apart from training, near-copies included, and unsupported references are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from summarizer.errors import InputError
from summarizer.types import Article, Cluster
from training.finetuning.config import Data
from training.finetuning.leakage import groups, leaks
from training.finetuning.partition import make_partition, split, unsupported

WriteClusters = Callable[[Path, list[Cluster]], Path]


def single(identity: str, text: str, *references: str) -> Cluster:
    return Cluster(identity, (Article(id=identity, text=text),), references)


TEXT = (
    "أعلنت هيئة الأرصاد أن عاصفة رملية ستضرب السواحل الجنوبية مساء غد، ودعت الصيادين إلى البقاء في الموانئ "
    "حتى صباح السبت، كما طلبت من المدارس أن تغلق أبوابها في القرى القريبة من البحر."
)


def test_a_copy_and_a_near_copy_leak_and_another_story_does_not() -> None:
    validation = [single("قياس", TEXT, "عاصفة رملية تقترب.")]
    train = [
        single("نسخة", TEXT.replace("أن", "أنّ"), "تحذير."),
        single("شبه نسخة", "عاجل: " + TEXT.removesuffix(" القريبة من البحر.") + " كلها.", "تنبيه."),
        single(
            "أخرى", "نفت وزيرة الصحة إغلاق المستشفى القديم وقالت إن ترميمه يبدأ في الربيع المقبل.", "نفي."
        ),
    ]
    assert [(leak.train, leak.exact) for leak in leaks(train, validation)] == [
        ("نسخة", True),
        ("شبه نسخة", False),
    ]
    assert groups([*validation, *train]) == [[0, 1, 2], [3]]


def test_a_split_is_the_same_in_any_order_and_keeps_copies_together(clusters: list[Cluster]) -> None:
    copy = replace(clusters[0], id="copy")
    many = [*clusters, copy]
    _, chosen = split(many, share=0.3)
    shuffled = Random(1).sample(many, len(many))
    _, again = split(shuffled, share=0.3)
    assert {c.id for c in chosen} == {c.id for c in again}
    assert ("copy" in {c.id for c in chosen}) == (clusters[0].id in {c.id for c in chosen})
    train, _ = split(many, share=0.3)
    assert len(train) + len(chosen) == len(many)
    assert train


def test_a_name_or_number_that_no_source_has_is_found(clusters: list[Cluster]) -> None:
    assert unsupported(clusters[0], clusters[0].references[0]) == []
    assert unsupported(clusters[0], "افتتح الميناء بكلفة 99 مليون دينار.") == ["99 مليون"]


@pytest.mark.parametrize("drop", [False, True])
def test_unsupported_references_are_counted_and_on_request_dropped(
    clusters: list[Cluster], write_clusters: WriteClusters, tmp_path: Path, drop: bool
) -> None:
    invented = replace(clusters[0], references=("افتتح سامر حداد الميناء بكلفة 99 مليون دينار.",))
    train = write_clusters(tmp_path / "train.jsonl", [invented, *clusters[1:4]])
    validation = write_clusters(tmp_path / "validation.jsonl", clusters[4:])
    told: list[str] = []
    data = Data(train=(str(train),), validation=(str(validation),), drop_unsupported=drop)
    partition = make_partition(data, told.append)
    assert partition.unsupported == (invented.id,)
    assert partition.dropped == int(drop)
    assert (invented.id in {c.id for c in partition.train}) is not drop
    assert any(line.startswith("unsupported: 1 clusters") for line in told)


@pytest.mark.parametrize(("leakage", "left"), [("drop", 2), ("tell", 4)])
def test_leaks_are_told_and_left_out(
    clusters: list[Cluster], write_clusters: WriteClusters, tmp_path: Path, leakage: str, left: int
) -> None:
    train = write_clusters(tmp_path / "train.jsonl", clusters[:4])
    validation = write_clusters(tmp_path / "validation.jsonl", clusters[2:])
    told: list[str] = []
    data = Data(train=(str(train),), validation=(str(validation),), leakage=leakage)  # type: ignore[arg-type]
    partition = make_partition(data, told.append)
    assert len(partition.leaks) == 2
    assert len(partition.train) == left
    assert told[0].startswith(
        "leakage: 2 training clusters share a text with the validation (2 word for word"
    )
    refused = replace(data, leakage="refuse")
    with pytest.raises(InputError, match="2 training clusters share a text"):
        make_partition(refused, told.append)


def test_references_longer_than_their_sources_are_left_out_or_refused(
    clusters: list[Cluster], write_clusters: WriteClusters, tmp_path: Path
) -> None:
    wrong = [
        single(f"م{n}", "خبر قصير جدا.", f"نص طويل رقم {n} أطول من مصدره بكثير ولا يصلح ملخصا.")
        for n in range(9)
    ]
    one = write_clusters(tmp_path / "one.jsonl", [*clusters, wrong[0]])
    told: list[str] = []
    assert make_partition(Data(train=(str(one),)), told.append).longer == 1
    assert "left out: 1 references longer than their sources" in told
    most = write_clusters(tmp_path / "most.jsonl", [*clusters, *wrong])
    with pytest.raises(InputError, match="9 of 15 references are longer than their sources"):
        make_partition(Data(train=(str(most),)), told.append)


def test_a_split_without_training_clusters_is_refused(
    clusters: list[Cluster], write_clusters: WriteClusters, tmp_path: Path
) -> None:
    path = write_clusters(tmp_path / "one.jsonl", clusters[:1])
    with pytest.raises(InputError, match="the training split is empty"):
        make_partition(Data(train=(str(path),)), lambda line: None)
