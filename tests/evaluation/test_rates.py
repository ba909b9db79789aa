"""Ratios and areas under the curve on cases worked out by hand, and the script that judges the name rule."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from summarizer.errors import MujazError
from summarizer.evaluation.arabic_mds import text_hash
from summarizer.evaluation.rates import auc_interval, ratio_interval


def test_a_ratio_is_the_ratio_of_sums() -> None:
    share = ratio_interval([1, 0, 3], [2, 0, 4])
    assert share.mean == pytest.approx(4 / 6)
    assert 0.5 <= share.low <= share.mean <= share.high <= 0.75
    assert ratio_interval([1, 0, 3], [2, 0, 4]) == share


def test_the_area_counts_pairs_in_the_right_order_and_ties_half() -> None:
    # Pairs: 3>1, 3>2, 2>1, 2=2: three and a half of four.
    assert auc_interval([3, 2], [1, 2]).mean == pytest.approx(3.5 / 4)
    assert auc_interval([1], [0, 0, 0]).mean == 1
    assert auc_interval([0, 0], [0]).mean == 0.5
    area = auc_interval([1, 5, 4, 2, 6], [0, 1, 3, 2])
    assert 0 <= area.low <= area.mean <= area.high <= 1


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(MujazError):
        auc_interval([], [1])
    with pytest.raises(MujazError):
        ratio_interval([0], [0])


def _script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("names_agreement", root / "benchmarks/names_agreement.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def test_name_words_are_compared_by_their_places(root: Path) -> None:
    script = _script(root)
    sentence = script.Labelled(
        "a", "زار سامر حداد الأمم المتحدة", frozenset({(4, 8), (9, 13)}), frozenset({(14, 19)})
    )
    counts = script.count(sentence, [(4, 8), (14, 19), (0, 3)])
    assert (counts.right, counts.found, counts.right_names, counts.names, counts.all_wanted) == (
        2,
        3,
        1,
        2,
        3,
    )
    shares = script.figures([counts])
    assert shares["precision"]["value"] == pytest.approx(2 / 3)
    assert shares["recall_names"]["value"] == pytest.approx(1 / 2)
    assert shares["recall_all"]["value"] == pytest.approx(2 / 3)


def test_each_sign_has_its_own_precision(root: Path) -> None:
    script = _script(root)
    text = "زار دونالد ترامب موسكو"
    sentence = script.Labelled("a", text, frozenset({(4, 10), (11, 16)}), frozenset())
    shares = script.by_sign([sentence], [script.name_tokens(text)])
    assert shares["place"] == {"found": 1, "precision": 0.0}  # the labels do not name the city
    assert shares["given"]["precision"] == 1


def test_the_name_labels_need_the_very_text_they_were_made_for(root: Path, tmp_path: Path) -> None:
    script = _script(root)
    text = "وصل سامر حداد إلى المدينة."
    row = {
        "article": "X-1",
        "outlet": "x",
        "date": "2018-07-01",
        "length": len(text),
        "sha256": text_hash(text),
    }
    row |= {"start": 0, "end": len(text), "names": [[4, 8], [9, 13]], "common_words": []}
    labels, corpus = tmp_path / "labels.jsonl", tmp_path / "corpus.jsonl"
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
    corpus.write_text(json.dumps({"id": "X-1", "text": text}) + "\n", encoding="utf-8")
    (sentence,) = script.read_labels(labels, corpus)
    assert sorted(sentence.text[start:end] for start, end in sentence.names) == ["حداد", "سامر"]
    corpus.write_text(json.dumps({"id": "X-1", "text": text + "!"}) + "\n", encoding="utf-8")
    with pytest.raises(MujazError, match="X-1"):
        script.read_labels(labels, corpus)


def test_the_published_name_labels_are_offsets_and_nothing_else(root: Path) -> None:
    lines = (root / "benchmarks/names/labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 200
    assert sum(len(json.loads(line)["names"]) for line in lines) == 638
    assert all(line.isascii() for line in lines)
