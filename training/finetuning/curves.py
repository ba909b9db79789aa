"""Loss and ROUGE over the steps as a picture, out of ``log.jsonl``. Needs matplotlib."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.errors import MujazError


def read_log(path: Path) -> list[dict[str, Any]]:
    """The lines of a log in the order of their steps; of a step that was done twice, the later ones."""
    rows: dict[tuple[int, bool], dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # cut off by a kill
        if "step" in row:
            rows[row["step"], "dev_loss" in row] = row
    return [rows[key] for key in sorted(rows)]


def draw_curves(log: Path, out: Path) -> None:
    """Draw training and dev loss on the left, ROUGE of generated text on the right, into the PNG ``out``.

    Raises:
        MujazError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MujazError(
            "drawing needs matplotlib", where=str(out), remedy="pip install 'mujaz[eval]'"
        ) from error
    rows = read_log(log)
    figure = Figure(figsize=(10, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    for axes, names in ((left, {"loss": "training", "dev_loss": "validation"}), (right, _ROUGE)):
        for name, label in names.items():
            points = [(row["step"], row[name]) for row in rows if row.get(name) is not None]
            if points:
                mark = "o" if name.startswith("dev_") else None
                axes.plot(*zip(*points, strict=True), label=label, marker=mark, markersize=3, linewidth=1.2)
        axes.set_xlabel("step")
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, fontsize=8)
    left.set_title("Loss, nats a token", fontsize=10)
    right.set_title("F1 of generated text on the validation, %", fontsize=10)
    part = out.with_name(out.name + ".part")
    figure.savefig(part, format="png", metadata={"Software": None})
    part.replace(out)


_ROUGE = {"dev_rouge1": "ROUGE-1", "dev_rouge2": "ROUGE-2", "dev_rougeL": "ROUGE-L"}
