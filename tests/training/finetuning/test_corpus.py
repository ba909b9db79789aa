"""Every way a corpus can lie on disk gives the same clusters, and what is wrong with one is told."""

from __future__ import annotations

import csv
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.types import Cluster
from training.finetuning.config import Columns, Data
from training.finetuning.corpus import kind_of, read_corpus

WriteClusters = Callable[[Path, list[Cluster]], Path]
ROWS = [
    {
        "id": "خ1",
        "text": "افتتح رئيس البلدية الجسر الجديد بعد عامين من الأشغال.",
        "summary": "افتتاح الجسر الجديد.",
    },
    {
        "id": "خ2",
        "text": "نفت وزيرة الصحة إغلاق المستشفى القديم في المدينة.",
        "summary": "الوزيرة تنفي الإغلاق.",
    },
]


def data_of(path: Path, **options: object) -> Data:
    return Data(train=(str(path),), **options)  # type: ignore[arg-type]


def read(path: Path, split: str = "train", **options: object) -> list[Cluster]:
    return read_corpus([str(path)], data_of(path, **options), split=split)


def pairs(clusters: list[Cluster]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(cluster.id, cluster.articles[0].text, cluster.references) for cluster in clusters]


EXPECTED = [(row["id"], row["text"], (row["summary"],)) for row in ROWS]


def test_cluster_lines_plain_and_compressed(
    clusters: list[Cluster], write_clusters: WriteClusters, tmp_path: Path
) -> None:
    path = write_clusters(tmp_path / "corpus.jsonl", clusters)
    assert read(path) == clusters
    packed = tmp_path / "corpus.jsonl.xz"
    packed.write_bytes(lzma.compress(path.read_bytes()))
    assert read(packed) == clusters


def test_xlsum_lines(tmp_path: Path) -> None:
    path = tmp_path / "xlsum.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert pairs(read(path)) == EXPECTED


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_tables_with_columns_of_any_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"corpus{suffix}"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if suffix == ".tsv" else ",")
        writer.writerow(["id", "المقال", "الملخص"])
        writer.writerows([row["id"], row["text"], row["summary"]] for row in ROWS)
    assert pairs(read(path, columns=Columns(text="المقال", summary="الملخص"))) == EXPECTED


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "corpus.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    assert pairs(read(path)) == EXPECTED


def test_a_folder_of_folders_with_reference_files(tmp_path: Path) -> None:
    for number, row in enumerate(ROWS):
        event = tmp_path / "events" / f"حدث-{number}"
        event.mkdir(parents=True)
        (event / "صحيفة.txt").write_text(row["text"], encoding="utf-8")
        (event / "وكالة.txt").write_text("رحب سكان المدينة بالخبر الذي انتظروه طويلا.", encoding="utf-8")
        (event / "reference-1.txt").write_text(row["summary"], encoding="cp1256")
        (event / "reference-2.txt").write_text("صياغة أخرى للخبر.", encoding="utf-8")
    found = read(tmp_path / "events")
    assert [cluster.id for cluster in found] == ["حدث-0", "حدث-1"]
    assert [len(cluster.articles) for cluster in found] == [2, 2]
    assert found[0].references == (ROWS[0]["summary"], "صياغة أخرى للخبر.")


def test_a_hub_dataset_laid_out_locally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasets")
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "dataset" / "data"
    folder.mkdir(parents=True)
    for split, row in zip(("train", "validation"), ROWS, strict=True):
        parquet.write_table(pyarrow.Table.from_pylist([row]), folder / f"{split}-00000-of-00001.parquet")
    hub = tmp_path / "dataset"
    assert kind_of(str(hub)) == "hub"
    assert pairs(read(hub)) == EXPECTED[:1]
    assert pairs(read(hub, split="validation")) == EXPECTED[1:]
    with pytest.raises(InputError, match="no split 'test'; there are train, validation"):
        read(hub, split="test")


def test_a_hub_name_that_cannot_be_had_is_told_with_its_cause() -> None:
    pytest.importorskip("datasets")
    with pytest.raises(InputError, match=r"nobody/nothing-here: the dataset cannot be loaded \("):
        read_corpus(["nobody/nothing-here"], Data(train=("nobody/nothing-here",)), split="train")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", "", "the file is empty"),
        ("a.jsonl", '{"text": "نص"}\n', "no column 'summary'; there are text"),
        ("a.jsonl", "{", "is not JSON"),
        ("a.csv", "id,body,summary\n1,نص,خبر\n", "no column 'text'; there are id, body, summary"),
        ("a.csv", "text,summary\n,\n", "the train split is empty"),
        ("a.docx", "", "a corpus in a .docx file is unknown"),
    ],
)
def test_a_corpus_that_cannot_be_used_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_a_path_that_is_not_there_is_no_hub_name(tmp_path: Path) -> None:
    for name in (str(tmp_path / "none"), "corpus.jsonl", "./corpus"):
        with pytest.raises(InputError, match="no such file"):
            kind_of(name)


def test_ids_that_stand_in_two_files_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    found = read_corpus([str(path), str(path)], data_of(path), split="train")
    assert [cluster.id for cluster in found] == ["خ1", "خ2", "خ1-2", "خ2-2"]
