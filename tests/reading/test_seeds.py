"""The five seeds against what a person read in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.reading import read_folder
from summarizer.splitting import sentences_of


@pytest.fixture(scope="module")
def golden(root: Path) -> dict[str, Any]:
    document = json.loads((root / "tests/golden/seeds.json").read_text(encoding="utf-8"))
    return {article["id"]: article for article in document["articles"]}


def test_all_five_are_read_and_nothing_is_skipped(seeds: Path, golden: dict[str, Any]) -> None:
    reading = read_folder(seeds)
    assert [article.id for article in reading.articles] == sorted(golden)
    assert reading.skipped == ()


def test_title_outlet_date_and_furniture(seeds: Path, golden: dict[str, Any]) -> None:
    for article in read_folder(seeds).articles:
        expected = golden[article.id]
        assert article.title == expected["title"]
        assert article.outlet == expected["outlet"]
        assert (article.date.isoformat() if article.date else None) == expected["date"]
        assert article.boilerplate == expected["boilerplate"]


def test_every_sentence(seeds: Path, golden: dict[str, Any]) -> None:
    for article in read_folder(seeds).articles:
        found = [{"start": s.start, "end": s.end, "text": s.text} for s in sentences_of(article)]
        assert found == golden[article.id]["sentences"]


def test_no_word_of_the_articles_is_lost(seeds: Path) -> None:
    for article in read_folder(seeds).articles:
        assert article.path is not None
        source = Path(article.path).read_text(encoding="utf-8")
        for line in article.text.split("\n"):
            assert line in source
        if article.id.startswith(("000", "001", "002")):
            assert article.text.split() == source.split()
