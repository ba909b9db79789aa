"""A benchmark for people (Markdown tables) and for programs (one JSON with all that is needed to redo it)."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from typing import Any

from summarizer.evaluation.benchmark import BenchmarkResult, SystemResult
from summarizer.evaluation.journal import statement_records
from summarizer.evaluation.rouge import Metric
from summarizer.evaluation.significance import Interval
from summarizer.evaluation.support import support_quality
from summarizer.evaluation.surface import has_chrf
from summarizer.version import VERSION

SCHEMA = "mujaz/benchmark/1"
SHOWN: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL")
DECIMALS = 6
_PLAIN = frozenset({"density", "compression", "words", "statements"})
_COLUMNS: Mapping[str, str] = {
    "words": "words",
    "chrf": "chrF",
    "faithful_cited": "faithful (cited)",
    "faithful_any": "faithful (any)",
    "citation_recall": "cit. recall",
    "citation_precision": "cit. precision",
    "support": "support",
    "novel_2": "novel bigrams",
    "coverage": "coverage",
    "density": "density",
    "redundancy": "redundancy",
    "written": "written",
}


def benchmark_text(result: BenchmarkResult) -> str:
    """Tables of ROUGE with intervals, of the comparison with the first system, and of the other measures."""
    parts = [
        f"{len(result.clusters)} clusters, {result.articles} articles, {result.max_words} words, "
        f"data {result.digest}"
    ]
    if result.signature is not None:
        parts.append(_rouge_table(result.systems))
        if len(result.systems) > 1:
            parts.append(_comparison_table(result.systems))
    if any(system.measures for system in result.systems):
        parts += [measure_table(result.systems), quality_lines()]
        if result.signature is not None and not has_chrf():
            parts.append("chrF is left out: sacrebleu is not installed (pip install 'mujaz[eval]').")
    parts += _failures(result.systems)
    if result.signature is not None:
        parts.append(str(result.signature))
    return "\n\n".join(parts)


def quality_lines() -> str:
    """How well the tests behind faithfulness and citations tell true from false, as measured."""
    quality = support_quality()
    lines = [
        "How far the figures on facts and citations can be trusted (true statements kept / false caught):"
    ]
    names = {
        "statements": "reworded references against the same made false by rule",
        "ans": "ANS headlines, paraphrased against contradicted",
    }
    for name, said in names.items():
        found = quality[name]
        support, checked, area = found["support"], found["facts"], found["support"]["auc"]
        lines.append(
            f"- {said}: facts {_both(checked['true_faithful'], checked['false_unfaithful'])}; "
            f"support {_both(support['true_supported'], support['false_rejected'])}, "
            f"AUC {area['mean']:.2f} [{area['low']:.2f}, {area['high']:.2f}]"
        )
    return "\n".join(lines)


def benchmark_record(result: BenchmarkResult, *, command: Sequence[str], data: str) -> dict[str, Any]:
    """Everything as plain dictionaries, outputs included; fractions of 1."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "command": list(command),
        "data": {
            "name": data,
            "digest": result.digest,
            "clusters": list(result.clusters),
            "articles": result.articles,
        },
        "max_words": result.max_words,
        "signature": str(result.signature) if result.signature else None,
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processor": platform.machine(),
        },
        "support_quality": dict(support_quality()),
        "systems": [_system(system) for system in result.systems],
    }


def _system(system: SystemResult) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": system.name,
        "identity": system.identity,
        "failed": list(system.failed),
        "seconds": round(sum(output.seconds for output in system.outputs), 3),
        "measures": {name: _interval(value) for name, value in system.measures.items()},
        "against_first": {
            metric: {
                "difference": round(found.difference, DECIMALS),
                "low": round(found.low, DECIMALS),
                "high": round(found.high, DECIMALS),
                "p_bootstrap": round(found.p_bootstrap, DECIMALS),
                "p_randomisation": round(found.p_randomisation, DECIMALS),
            }
            for metric, found in system.comparison.items()
        },
    }
    scores: dict[str, Mapping[str, Any]] = {}
    if system.rouge is not None:
        record["rouge"] = {
            metric: {
                "precision": _interval(estimate.precision),
                "recall": _interval(estimate.recall),
                "fmeasure": _interval(estimate.fmeasure),
            }
            for metric, estimate in system.rouge.scores.items()
        }
        scores = {
            example.id: {m: round(score.fmeasure, DECIMALS) for m, score in example.scores.items()}
            for example in system.rouge.examples
        }
    record["outputs"] = [
        {
            "cluster": output.key.cluster,
            "digest": output.key.digest,
            "seconds": round(output.seconds, 4),
            "error": output.error or None,
            "statements": statement_records(output.summary),
            "rouge": scores.get(output.key.cluster, {}),
            "measures": {name: round(value, DECIMALS) for name, value in values.items()},
        }
        for output, values in zip(system.outputs, system.values, strict=True)
    ]
    return record


def compact_table(result: BenchmarkResult) -> str:
    """One row a system: F1 with intervals, and ROUGE-1 less that of the first system."""
    first = result.systems[0].name
    rows = [["F1 [95 %]", "ROUGE-1", "ROUGE-2", "ROUGE-L", f"ROUGE-1 less {first}"]]
    for system in result.systems:
        row = [system.name]
        for metric in SHOWN:
            found = system.rouge.scores[metric].fmeasure if system.rouge else Interval(0, 0, 0)
            row.append(f"{100 * found.mean:.1f} [{100 * found.low:.1f}, {100 * found.high:.1f}]")
        compared = system.comparison.get("rouge1")
        difference = (
            f"{100 * compared.difference:+.1f} (p {compared.p_randomisation:.4f})" if compared else "–"
        )
        rows.append([*row, difference])
    return markdown_table(rows)


def _rouge_table(systems: Sequence[SystemResult]) -> str:
    rows = [["F1", "ROUGE-1", "95 %", "ROUGE-2", "95 %", "ROUGE-L", "95 %"]]
    for system in systems:
        row = [system.name]
        for metric in SHOWN:
            found = system.rouge.scores[metric].fmeasure if system.rouge else Interval(0, 0, 0)
            row += [f"{100 * found.mean:.1f}", f"{100 * found.low:.1f}–{100 * found.high:.1f}"]
        rows.append(row)
    return markdown_table(rows)


def _comparison_table(systems: Sequence[SystemResult]) -> str:
    rows = [[f"less {systems[0].name}"]]
    for metric in ("ROUGE-1", "ROUGE-2", "ROUGE-L"):
        rows[0] += [metric, "95 %", "p"]
    for system in systems[1:]:
        row = [system.name]
        for metric in SHOWN:
            found = system.comparison[metric]
            row += [
                f"{100 * found.difference:+.1f}",
                f"{100 * found.low:+.1f} to {100 * found.high:+.1f}",
                f"{found.p_randomisation:.4f}",
            ]
        rows.append(row)
    return markdown_table(rows)


def measure_table(systems: Sequence[SystemResult]) -> str:
    """Means of the measures beyond ROUGE; shares in percent."""
    columns = [name for name in _COLUMNS if any(name in system.measures for system in systems)]
    rows = [["", *(_COLUMNS[name] for name in columns)]]
    for system in systems:
        rows.append([system.name, *(_value(name, system.measures.get(name)) for name in columns)])
    return markdown_table(rows)


def _failures(systems: Sequence[SystemResult]) -> list[str]:
    said = []
    for system in systems:
        if system.failed:
            first = next(output for output in system.outputs if output.error)
            said.append(
                f"{system.name}: {len(system.failed)} clusters failed and score 0, first "
                f"{first.key.cluster}: {first.error}"
            )
    return said


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """``rows`` as a Markdown table, the first one its head; columns aligned for reading as text."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def line(row: Sequence[str]) -> str:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        return f"| {' | '.join(cells)} |"

    rule = "|".join(["", "-" * (widths[0] + 2), *(f"{'-' * (w + 1)}:" for w in widths[1:]), ""])
    return "\n".join([line(rows[0]), rule, *(line(row) for row in rows[1:])])


def _value(name: str, found: Interval | None) -> str:
    if found is None:
        return "–"
    return f"{found.mean:.1f}" if name in _PLAIN else f"{100 * found.mean:.1f}"


def _both(kept: Mapping[str, float], caught: Mapping[str, float]) -> str:
    return f"{100 * kept['mean']:.0f} % / {100 * caught['mean']:.0f} %"


def _interval(found: Interval) -> dict[str, float]:
    return {
        "mean": round(found.mean, DECIMALS),
        "low": round(found.low, DECIMALS),
        "high": round(found.high, DECIMALS),
    }
