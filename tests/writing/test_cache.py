"""Converted once, found again, healed when broken, done without where nothing can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.writing.checkpoints import Checkpoint, open_checkpoint
from summarizer.writing.conversion import cache
from summarizer.writing.engines.ctranslate2 import CTranslate2Engine
from summarizer.writing.presets import Language
from summarizer.writing.tokenization import Tokenizer, load_tokenizer


@pytest.fixture
def checkpoint(bart_folder: Path) -> Checkpoint:
    return open_checkpoint(bart_folder)


@pytest.fixture
def tokenizer(checkpoint: Checkpoint) -> Tokenizer:
    return load_tokenizer(checkpoint, Language())


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """An empty cache, and a list that grows with every conversion."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    done: list[str] = []
    convert: Callable[..., dict[str, bytes]] = cache.convert

    def counted(*arguments: Any) -> dict[str, bytes]:
        done.append("once")
        return convert(*arguments)

    monkeypatch.setattr(cache, "convert", counted)
    return done


def test_the_second_time_nothing_is_converted(
    checkpoint: Checkpoint, tokenizer: Tokenizer, conversions: list[str], tmp_path: Path
) -> None:
    first = cache.converted(checkpoint, tokenizer, "int8")
    second = cache.converted(checkpoint, tokenizer, "int8")
    assert first == second
    assert len(conversions) == 1
    assert isinstance(first, Path)
    assert first.is_relative_to(tmp_path / "cache" / "mujaz")
    assert [entry.name for entry in first.parent.iterdir()] == [first.name], "no drafts are left behind"


def test_precisions_do_not_share_a_place(
    checkpoint: Checkpoint, tokenizer: Tokenizer, conversions: list[str]
) -> None:
    assert cache.converted(checkpoint, tokenizer, "int8") != cache.converted(checkpoint, tokenizer, "float32")


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "no seal", "seal not json"])
def test_a_broken_cache_heals(
    damage: str, checkpoint: Checkpoint, tokenizer: Tokenizer, conversions: list[str]
) -> None:
    place = cache.converted(checkpoint, tokenizer, "int8")
    assert isinstance(place, Path)
    model = place / "model.bin"
    whole = model.read_bytes()
    if damage == "flip":
        model.write_bytes(whole[:999] + bytes([whole[999] ^ 1]) + whole[1000:])
    elif damage == "cut":
        model.write_bytes(whole[:1000])
    elif damage == "gone":
        model.unlink()
    elif damage == "no seal":
        (place / "seal.json").unlink()
    else:
        (place / "seal.json").write_text("[", encoding="utf-8")
    assert cache.converted(checkpoint, tokenizer, "int8") == place
    assert model.read_bytes() == whole
    assert len(conversions) == 2
    assert [entry.name for entry in place.parent.iterdir()] == [place.name]


def test_changed_weights_are_converted_anew(
    bart_folder: Path, tmp_path: Path, tokenizer: Tokenizer, conversions: list[str]
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in bart_folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    same = cache.converted(open_checkpoint(copy), tokenizer, "int8")
    assert same == cache.converted(open_checkpoint(bart_folder), tokenizer, "int8"), "the path says nothing"
    weights = max(copy.glob("model*.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert cache.converted(open_checkpoint(copy), tokenizer, "int8") != same
    assert len(conversions) == 2


def test_without_a_place_to_write_the_model_runs_from_memory(
    checkpoint: Checkpoint, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached = CTranslate2Engine(checkpoint, language=Language(), threads=1)
    (tmp_path / "file").write_text("no folder can stand below a file", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert isinstance(cache.converted(checkpoint, tokenizer, "int8"), dict)
    in_memory = CTranslate2Engine(checkpoint, language=Language(), threads=1)
    texts, targets = ["أعلنت وزيرة الصحة ذلك."], ["وزيرة الصحة في العاصمة."]
    assert in_memory.score(texts, targets) == cached.score(texts, targets)


@pytest.mark.parametrize("damage", ["", "[", "{}"])
def test_a_tokenizer_is_built_once_and_again_when_broken(
    damage: str, mt5_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    checkpoint = open_checkpoint(mt5_folder)
    first = load_tokenizer(checkpoint, Language())
    (kept,) = (tmp_path / "mujaz" / "tokenizers").iterdir()
    whole = kept.read_text(encoding="utf-8")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "transformers", None)
        assert load_tokenizer(checkpoint, Language()).vocabulary == first.vocabulary
    kept.write_text(damage, encoding="utf-8")
    assert load_tokenizer(checkpoint, Language()).vocabulary == first.vocabulary
    assert kept.read_text(encoding="utf-8") == whole


def test_processes_at_once_end_with_one_whole_model(bart_folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from summarizer.writing.checkpoints import open_checkpoint\n"
        "from summarizer.writing.conversion.cache import converted\n"
        "from summarizer.writing.presets import Language\n"
        "from summarizer.writing.tokenization import load_tokenizer\n"
        "checkpoint = open_checkpoint(Path(sys.argv[1]))\n"
        "print(converted(checkpoint, load_tokenizer(checkpoint, Language()), 'int8'))\n"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(bart_folder)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ended = [(process, *process.communicate()) for process in running]
    assert [(process.returncode, errors) for process, _, errors in ended] == [(0, "")] * 3
    (place,) = {Path(output.strip()) for _, output, _ in ended}
    assert [entry.name for entry in place.parent.iterdir()] == [place.name]
