"""mT5's and AraBART's file layouts from the first step to ``mujaz summarize``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.types import Cluster
from training.finetuning.curves import read_log
from training.finetuning.recipes import read_recipe
from training.finetuning.run import run

TINY = {
    "epochs": 2,
    "batch_size": 2,
    "learning_rate": 0.003,
    "label_smoothing": 0.0,
    "weight_decay": 0.0,
    "threads": 1,
    "save_minutes": 0.0,
    "log_every": 1,
}


@pytest.fixture
def corpus(
    clusters: list[Cluster], write_clusters: Callable[[Path, list[Cluster]], Path], tmp_path: Path
) -> dict[str, Any]:
    """Four clusters to train on and to measure, for that is what overfitting is."""
    path = write_clusters(tmp_path / "corpus.jsonl", clusters[:4])
    return {"train": [str(path)], "validation": [str(path)], "leakage": "tell"}


@pytest.mark.parametrize("layout", ["bart_checkpoint", "mt5_checkpoint", "arabart_checkpoint"])
def test_a_run_leaves_a_folder_that_summarises(
    layout: str,
    corpus: dict[str, Any],
    recipe_file: Callable[..., Path],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    path = recipe_file(
        model={"checkpoint": str(request.getfixturevalue(layout))},
        data=corpus,
        preset={"manner": "theme", "source": {"max_pieces": 128}, "statement": {"max_pieces": 24}},
        train=TINY,
        out=str(tmp_path / "out"),
    )
    out = run(read_recipe(path), where=str(path))
    rows = read_log(out / "training" / "log.jsonl")
    assert [row["step"] for row in rows if "dev_loss" in row] == [0, 2, 4]
