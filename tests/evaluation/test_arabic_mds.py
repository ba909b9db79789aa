"""The benchmark's references come without news text and find it again in the user's corpus."""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from summarizer.errors import InputError
from summarizer.evaluation import benchmark_command
from summarizer.evaluation.arabic_mds import (
    PARTS,
    article_keys,
    clusters,
    fusion_examples,
    rebuild,
    text_hash,
)
from summarizer.evaluation.lines import open_text

FIRST = "افتتحت البلدية حديقة جديدة في حي الزيتون.\nوتضم الحديقة ملعبا صغيرا ومكتبة للأطفال."
SECOND = "قال سكان الحي إن الحديقة تأخرت عامين.\nوتبلغ مساحتها ثلاثة آلاف متر."


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_bytes(lzma.compress("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()))


def _document(identity: str, title: str, text: str) -> str:
    return (
        f"<DOC>\n<DOCNO>{identity}</DOCNO>\n<TITLE>{title}</TITLE>\n<ABSTRACT>\nملخص\n</ABSTRACT>\n"
        f"<TEXT>\n{text}\n</TEXT>\n</DOC>\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A benchmark of two articles, one briefing and one statement."""
    home = tmp_path / "benchmark"
    home.mkdir()
    keys = [
        {"id": i, "outlet": o, "date": "2018-07-01", "length": len(t), "sha256": text_hash(t)}
        for i, o, t in (("XA-city-1-20180701", "xa", FIRST), ("XB-city-2-20180701", "xb", SECOND))
    ]
    _write(home / "articles.jsonl.xz", keys)
    start = FIRST.index("وتضم")
    statement = {
        "id": "d0",
        "cluster": "c1",
        "sources": [
            {"article": "XA-city-1-20180701", "start": start, "end": len(FIRST)},
            {"article": "XB-city-2-20180701", "start": 0, "end": SECOND.index("\n")},
        ],
        "statement": "في الحديقة ملعب ومكتبة للأطفال، وقد تأخرت عامين بحسب سكان.",
        "headline": "حديقة متأخرة في حي الزيتون",
    }
    briefing = {
        "id": "c1",
        "articles": ["XA-city-1-20180701", "XB-city-2-20180701"],
        "headlines": ["حديقة جديدة"],
        "references": ["فتحت حديقة أبوابها في حي الزيتون.\nويقول السكان إنها تأخرت عامين."],
    }
    standfirst = {
        "id": "c1-XB-city-2-20180701",
        "articles": ["XA-city-1-20180701"],
        "reference": {"article": "XB-city-2-20180701", "sha256": text_hash("ملخص")},
    }
    for split in ("dev", "train"):
        _write(home / f"standfirsts_{split}.jsonl.xz", [standfirst])
        _write(home / f"statements_{split}.jsonl.xz", [statement])
        _write(home / f"briefings_{split}.jsonl.xz", [briefing])
    return home


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The two articles as the corpus publishes them: dateline, double blanks, standfirst repeated."""
    home = tmp_path / "corpus"
    (home / "XA" / "city").mkdir(parents=True)
    (home / "XB" / "city").mkdir(parents=True)
    raw = "عمان، الأردن (XA)--  " + FIRST.replace(" ملعبا", "  ملعبا") + " \n\n"
    (home / "XA/city/XA-city-1-20180701.txt").write_text(
        _document("XA-city-1-20180701", "حديقة  الزيتون", raw), encoding="utf-8"
    )
    (home / "XB/city/XB-city-2-20180701.txt").write_text(
        _document("XB-city-2-20180701", "السكان والحديقة", "ملخص يسبق النص.\n" + SECOND), encoding="utf-8"
    )
    return home


def test_briefings_find_their_articles_in_the_published_layout(folder: Path, corpus: Path) -> None:
    (cluster,) = clusters(folder, "briefings_dev", corpus)
    assert [article.text for article in cluster.articles] == [FIRST, SECOND]
    assert cluster.articles[0].title == "حديقة الزيتون"
    assert cluster.references[0].count("\n") == 1


def test_odd_line_breaks_in_the_corpus_do_no_harm(folder: Path, corpus: Path) -> None:
    path = corpus / "XB/city/XB-city-2-20180701.txt"
    content = path.read_text(encoding="utf-8")
    for old, new in (
        ("\nوتبلغ", "\u2028وتبلغ"),
        ("إن الحديقة", "إن\u2028الحديقة"),
        ("السكان و", "السكان &amp; و"),
    ):
        path.write_text(content.replace(old, new), encoding="utf-8")
        assert len(clusters(folder, "briefings_dev", corpus)) == 1


def test_statements_become_clusters_of_their_source_sentences(folder: Path, corpus: Path) -> None:
    (cluster,) = clusters(folder, "statements_dev", corpus)
    assert [article.text for article in cluster.articles] == [
        "وتضم الحديقة ملعبا صغيرا ومكتبة للأطفال.",
        "قال سكان الحي إن الحديقة تأخرت عامين.",
    ]


def test_json_lines_serve_as_corpus_too(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.xz"
    _write(path, [{"id": "XA-city-1-20180701", "text": FIRST}, {"id": "XB-city-2-20180701", "text": SECOND}])
    assert len(clusters(folder, "briefings_train", path)) == 1


def test_a_changed_article_is_told_and_never_used(folder: Path, corpus: Path) -> None:
    path = corpus / "XB/city/XB-city-2-20180701.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("عامين", "عاما"), encoding="utf-8")
    rebuilt = rebuild(article_keys(folder), ["XA-city-1-20180701", "XB-city-2-20180701"], corpus)
    assert rebuilt.different == ("XB-city-2-20180701",)
    assert "XB-city-2-20180701" not in rebuilt.articles
    with pytest.raises(InputError, match="XB-city-2-20180701"):
        clusters(folder, "briefings_dev", corpus)
    assert clusters(folder, "briefings_dev", corpus, partial=True) == []


def test_a_missing_article_is_told(folder: Path, corpus: Path) -> None:
    (corpus / "XA/city/XA-city-1-20180701.txt").unlink()
    with pytest.raises(InputError, match="1 articles are missing"):
        clusters(folder, "statements_dev", corpus)


def test_a_wrong_corpus_is_refused_with_a_remedy(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="ANT corpus"):
        clusters(folder, "briefings_dev", empty)
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "x", "text": "نص"}\nليس هذا\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.jsonl:2"):
        clusters(folder, "briefings_dev", broken)


def test_the_published_files_are_consistent_and_hold_no_news_text(root: Path) -> None:
    home = root / "benchmarks" / "arabic_mds"
    keys = article_keys(home)
    assert len(keys) == 8255
    first = next(open_text(home / "articles.jsonl.xz"))
    assert sorted(json.loads(first)) == ["date", "id", "length", "outlet", "sha256"]
    split_of: dict[str, set[str]] = {}
    for part in PARTS:
        split = part.split("_")[1]
        if part.startswith("statements"):
            examples = fusion_examples(home, part)
            for example in examples:
                for article, start, end in example.sources:
                    assert 0 <= start < end <= keys[article].length
                    split_of.setdefault(article, set()).add(split)
                assert example.statement
                assert example.headline
    assert all(len(splits) == 1 for splits in split_of.values())


def test_the_rebuild_command_writes_cluster_lines(
    folder: Path, corpus: Path, tmp_path: Path, root: Path
) -> None:
    module = _load(root / "benchmarks" / "arabic_mds" / "rebuild.py")
    module.HERE = folder
    out = tmp_path / "out"
    assert module.main([str(corpus), str(out)]) == 0
    row = json.loads((out / "statements_dev.fusion.jsonl").read_text(encoding="utf-8"))
    assert row["sources"][0]["text"] == "وتضم الحديقة ملعبا صغيرا ومكتبة للأطفال."
    cluster = json.loads((out / "briefings_train.jsonl").read_text(encoding="utf-8"))
    assert [a["date"] for a in cluster["articles"]] == ["2018-07-01", "2018-07-01"]
    (corpus / "XA/city/XA-city-1-20180701.txt").unlink()
    assert module.main([str(corpus), str(out)]) == 2


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("arabic_mds_rebuild", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_standfirsts_take_their_reference_from_the_corpus(folder: Path, corpus: Path) -> None:
    (cluster,) = clusters(folder, "standfirsts_dev", corpus)
    assert (cluster.references, [a.id for a in cluster.articles]) == (("ملخص",), ["XA-city-1-20180701"])
    path = corpus / "XB/city/XB-city-2-20180701.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("\nملخص\n", "\nغيره\n"), encoding="utf-8")
    with pytest.raises(InputError, match="1 have another text"):
        clusters(folder, "standfirsts_dev", corpus)
    assert clusters(folder, "standfirsts_dev", corpus, partial=True) == []


def test_the_benchmark_command_runs_on_a_published_folder(
    folder: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    benchmark_command.add_parsers(parser.add_subparsers(required=True))
    out = tmp_path / "results.json"
    given = ["benchmark", "--data", str(folder), "--corpus", str(corpus), "--out", str(out)]
    arguments = parser.parse_args([*given, "--systems", "lead,oracle", "--max-words", "12"])
    assert arguments.run(arguments) == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["data"]["name"] == "arabic_mds/briefings_dev"
    assert [system["name"] for system in record["systems"]] == ["lead", "oracle"]
    assert "| oracle" in capsys.readouterr().out
