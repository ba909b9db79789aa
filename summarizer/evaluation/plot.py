"""Scores as a picture: means with intervals beside the spread over examples. Needs matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import MujazError
from summarizer.evaluation.report import NAMES
from summarizer.evaluation.scores import Evaluation

if TYPE_CHECKING:
    from summarizer.evaluation.rouge import Metric

_COLOURS = ("#1f4e79", "#c55a11")
_BINS = 20


def scores_png(evaluations: Sequence[Evaluation], names: Sequence[str]) -> bytes:
    """A PNG of one or two evaluations made under the same signature.

    Left: mean F1 of every metric with its interval. Right: how many examples have which ROUGE-1 F1, or
    with two systems which difference of it.

    Raises:
        MujazError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MujazError(
            "drawing needs matplotlib", where="--plot", remedy="Install it with: pip install 'mujaz[eval]'"
        ) from error
    figure = Figure(figsize=(10, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    _draw_means(left, evaluations, names)
    _draw_spread(right, evaluations)
    figure.supxlabel(str(evaluations[0].signature), fontsize=6, family="monospace", color="#555555")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _draw_means(axes: Any, evaluations: Sequence[Evaluation], names: Sequence[str]) -> None:
    metrics = evaluations[0].metrics
    width = 0.8 / len(evaluations)
    for place, (evaluation, name) in enumerate(zip(evaluations, names, strict=True)):
        found = [evaluation.scores[metric].fmeasure for metric in metrics]
        at = [index + (place - (len(evaluations) - 1) / 2) * width for index in range(len(metrics))]
        means = [100 * interval.mean for interval in found]
        below = [max(0.0, 100 * (interval.mean - interval.low)) for interval in found]
        above = [max(0.0, 100 * (interval.high - interval.mean)) for interval in found]
        axes.bar(at, means, width * 0.92, yerr=[below, above], capsize=3, color=_COLOURS[place], label=name)
        for x, mean, reach in zip(at, means, above, strict=True):
            axes.annotate(
                f"{mean:.1f}", (x, mean + reach), (0, 3), textcoords="offset points", ha="center", fontsize=8
            )
    axes.set_xticks(range(len(metrics)), [NAMES[metric] for metric in metrics])
    axes.set_ylabel("F1, %")
    axes.set_title("Mean F1 with 95 % interval", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(y=0.12)
    if len(evaluations) > 1:
        axes.legend(frameon=False, fontsize=8)


def _draw_spread(axes: Any, evaluations: Sequence[Evaluation]) -> None:
    metric = evaluations[0].metrics[0]
    values = [_f1(evaluation, metric) for evaluation in evaluations]
    if len(values) == 1:
        axes.hist(values[0], bins=_BINS, color=_COLOURS[0], edgecolor="white")
        axes.set_xlabel(f"{NAMES[metric]} F1 of an example, %")
        axes.set_title("Spread over examples", fontsize=10)
    else:
        differences = [first - second for first, second in zip(*values, strict=True)]
        axes.hist(differences, bins=_centred_bins(differences), color="#7f7f7f", edgecolor="white")
        axes.axvline(0, color="black", linewidth=1)
        axes.set_xlabel(f"{NAMES[metric]} F1, first less second, points")
        better, worse = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
        same = len(differences) - better - worse
        axes.set_title(f"By example: first better {better}, equal {same}, worse {worse}", fontsize=10)
    axes.set_ylabel("examples")
    axes.spines[["top", "right"]].set_visible(False)


def _centred_bins(values: Sequence[float]) -> list[float]:
    """Edges of equal bins, one of them around 0, so that small wins and losses look alike."""
    reach = max(1.0, *(abs(value) for value in values))
    width = 2 * reach / _BINS
    half = _BINS // 2
    return [(place - 0.5) * width for place in range(-half, half + 2)]


def _f1(evaluation: Evaluation, metric: Metric) -> list[float]:
    return [100 * example.scores[metric].fmeasure for example in evaluation.examples]
