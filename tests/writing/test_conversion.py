"""A converted checkpoint gives every sentence the probability transformers gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer.errors import ModelError
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.conversion.binary import quantise
from summarizer.writing.conversion.safetensors import Tensors
from summarizer.writing.engines.ctranslate2 import CTranslate2Engine
from summarizer.writing.opening import embedded_folder
from summarizer.writing.presets import Language

ARABIC = Language(source="ar_AR", target="ar_AR")
CASES = [
    ("mt5_folder", Language()),
    ("t5_folder", Language()),
    ("arabart_folder", Language()),
    ("bart_folder", Language()),
    ("mbart_folder", ARABIC),
]


def log_probabilities(folder: Path, sources: list[list[int]], targets: list[list[int]]) -> list[float]:
    """What transformers itself gives: the summed log-probability of ``targets`` after their first id."""
    import torch
    from transformers import AutoModelForSeq2SeqLM

    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    totals = []
    for source, target in zip(sources, targets, strict=True):
        with torch.inference_mode():
            logits: Any = model(
                input_ids=torch.tensor([source]), decoder_input_ids=torch.tensor([target[:-1]])
            ).logits
        steps = logits.log_softmax(-1)[0].gather(-1, torch.tensor(target[1:]).unsqueeze(-1))
        totals.append(float(steps.sum()))
    return totals


@pytest.mark.parametrize(("fixture", "language"), CASES)
def test_log_probabilities_equal_those_of_transformers(
    fixture: str, language: Language, request: pytest.FixtureRequest, arabic_lines: list[str]
) -> None:
    folder = request.getfixturevalue(fixture)
    engine = CTranslate2Engine(open_checkpoint(folder), language=language, threads=1, precision="float32")
    sources, targets = arabic_lines[::150], arabic_lines[40::150]
    tokenizer = engine.tokenizer
    expected = log_probabilities(
        folder,
        [tokenizer.ids(text) for text in sources],
        [[*tokenizer.frame.start, *tokenizer.bare_ids(text), tokenizer.frame.end] for text in targets],
    )
    assert min(expected) < -50, "the random model must have an opinion"
    assert engine.score(sources, targets) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("fixture", "language"), CASES)
def test_int8_stays_close(
    fixture: str, language: Language, request: pytest.FixtureRequest, arabic_lines: list[str]
) -> None:
    checkpoint = open_checkpoint(request.getfixturevalue(fixture))
    sources, targets = arabic_lines[::150], arabic_lines[40::150]
    exact, coarse = (
        CTranslate2Engine(checkpoint, language=language, threads=1, precision=precision).score(
            sources, targets
        )
        for precision in ("float32", "int8")
    )
    off = np.abs(np.array(coarse) / np.array(exact) - 1)
    assert off.mean() < 0.05
    assert off.max() > 0, "int8 must not secretly be float32"


def test_embedded_model_scores_like_transformers(arabic_lines: list[str]) -> None:
    folder = embedded_folder()
    if not any(folder.glob("model*.safetensors")):
        pytest.skip("the weights of the embedded model are not in this checkout")
    engine = CTranslate2Engine(open_checkpoint(folder), language=Language(), threads=1, precision="float32")
    sources, targets = arabic_lines[::400], arabic_lines[7::400]
    expected = log_probabilities(
        folder,
        [engine.tokenizer.ids(text) for text in sources],
        [[2, *engine.tokenizer.bare_ids(text), 2] for text in targets],
    )
    assert engine.score(sources, targets) == pytest.approx(expected, abs=1e-3)


def test_inputs_are_tokenised_as_transformers_does(mt5_folder: Path, arabic_lines: list[str]) -> None:
    from transformers import AutoTokenizer

    ours = CTranslate2Engine(open_checkpoint(mt5_folder), language=Language(), threads=1).tokenizer
    theirs = AutoTokenizer.from_pretrained(mt5_folder)
    assert [ours.ids(line) for line in arabic_lines[::50]] == theirs(arabic_lines[::50]).input_ids
    assert ours.ids("وزيرة الصحة")[-1] == 1, "T5 ends every input with </s>"


def test_barthez_tokenizer_gets_the_frame_it_forgets(arabart_folder: Path) -> None:
    tokenizer = CTranslate2Engine(open_checkpoint(arabart_folder), language=Language(), threads=1).tokenizer
    assert (tokenizer.frame.before, tokenizer.frame.after) == ((0,), (2,))


def test_mbart_source_ends_with_its_language_and_the_output_starts_with_it(mbart_folder: Path) -> None:
    tokenizer = CTranslate2Engine(open_checkpoint(mbart_folder), language=ARABIC, threads=1).tokenizer
    assert tokenizer.pieces(tokenizer.ids("وزيرة"))[-2:] == ["</s>", "ar_AR"]
    assert tokenizer.pieces(tokenizer.frame.start) == ["ar_AR"]


def test_saved_truncation_does_not_cut_the_input(bart_folder: Path, arabic_lines: list[str]) -> None:
    tokenizer = CTranslate2Engine(open_checkpoint(bart_folder), language=Language(), threads=1).tokenizer
    assert len(tokenizer.ids(" ".join(arabic_lines[:10]))) > 100


def test_unknown_language_is_named(mbart_folder: Path) -> None:
    with pytest.raises(ModelError, match="xx_XX"):
        CTranslate2Engine(open_checkpoint(mbart_folder), language=Language(source="xx_XX"), threads=1)


def test_safetensors_reader_agrees_with_the_library(bart_folder: Path) -> None:
    from safetensors import safe_open

    paths = sorted(bart_folder.glob("model*.safetensors"))
    assert len(paths) > 1
    ours = Tensors(paths)
    seen = 0
    for path in paths:
        with safe_open(path, "pt") as file:
            for name in file.keys():  # noqa: SIM118
                np.testing.assert_array_equal(ours[name], file.get_tensor(name).float().numpy())
                seen += 1
    assert seen == len(ours) > 50


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 4, b"\xff" * 64, b"\x10" + b"\0" * 7 + b"not json at all!"]
)
def test_broken_safetensors_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.safetensors.*not a whole"):
        Tensors([path])


def test_cut_off_safetensors_is_named(bart_folder: Path, tmp_path: Path) -> None:
    whole = min(bart_folder.glob("model*.safetensors")).read_bytes()
    path = tmp_path / "model.safetensors"
    path.write_bytes(whole[:-10])
    with pytest.raises(ModelError, match="cut off"):
        Tensors([path])


def test_quantised_rows_come_back_within_half_a_step() -> None:
    weight = np.random.default_rng(0).normal(size=(40, 16)).astype(np.float32)
    weight[3] = 0.0
    rows, scale = quantise(weight.copy())
    assert rows.dtype == np.int8
    assert rows.shape == (40, 16)
    assert np.abs(rows / scale[:, None] - weight).max() <= (0.5 / scale).max() + 1e-6
    assert not rows[3].any()
