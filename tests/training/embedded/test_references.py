"""Written references become pairs; a briefing's sentence only with the sentences that hold it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from training.embedded.records import read_pairs
from training.embedded.references import ReferencesOptions, briefing_pairs, main, statement_pairs

SOURCES = [
    {"text": "دشن رئيس البلدية سامر حداد، الثلاثاء، متحف الصيد البحري بعد ترميم دام عامين."},
    {"text": "وبلغت كلفة ترميم المتحف 12 مليون دينار، بحسب بيان البلدية."},
]
STATEMENT = "دشن سامر حداد الثلاثاء متحف الصيد البحري بعد ترميم كلف 12 مليون دينار."


def test_a_statement_and_its_headline_are_two_pairs_of_one_event() -> None:
    row = {
        "id": "t1",
        "cluster": "c9",
        "sources": SOURCES,
        "statement": STATEMENT,
        "headline": "سامر حداد يدشن متحف الصيد البحري",
    }
    one, two = statement_pairs(row)
    assert (one.id, one.group, one.task, one.target) == ("t1", "c9", "statement", STATEMENT)
    assert (two.id, two.task) == ("t1-h", "headline")
    assert one.sources == tuple(source["text"] for source in SOURCES)


def test_a_dash_means_that_nothing_can_be_written() -> None:
    assert not list(statement_pairs({"id": "t1", "sources": SOURCES, "statement": "-", "headline": "متحف"}))


def test_a_reference_with_a_number_its_sources_lack_is_left_out() -> None:
    row = {"id": "t1", "sources": SOURCES, "statement": STATEMENT.replace("12", "20")}
    assert not list(statement_pairs(row))


def test_a_briefing_is_taken_apart_and_what_leans_or_has_no_sources_is_left_out() -> None:
    row = {
        "id": "b1",
        "articles": [{"id": "a", "text": "\n".join(source["text"] for source in SOURCES)}],
        "references": [
            f"{STATEMENT}\nوهو أول متحف من نوعه هناك.\nوفاز الفريق المحلي بكأس كرة السلة بعد وقت إضافي."
        ],
    }
    (pair,) = briefing_pairs(row, ReferencesOptions(out=""))
    assert pair.id == "b1-b0-0"
    assert pair.group == "b1"
    assert set(pair.sources) == {source["text"] for source in SOURCES}


def test_the_stage_takes_as_many_statements_as_it_is_told(
    tmp_path: Path, write_lines: Callable[[str, list[dict[str, Any]]], Path]
) -> None:
    rows = [{"id": f"t{n}", "sources": SOURCES, "statement": STATEMENT} for n in range(5)]
    file, out = write_lines("statements.jsonl", rows), tmp_path / "references.jsonl"
    main([f"statements={file}", f"out={out}"])
    assert len(read_pairs([out])) == 5
    main([f"statements={file}", f"out={out}", "most=2"])
    assert [pair.id for pair in read_pairs([out])] == ["t0", "t1"]
