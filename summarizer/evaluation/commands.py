"""``mujaz evaluate``: predictions and references in, scores with intervals and a signature out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import InputError, SettingsError

if TYPE_CHECKING:
    from summarizer.evaluation.inputs import PredictionSet, ReferenceSet
    from summarizer.evaluation.scores import Evaluation

FEWEST_RESAMPLES, MOST_RESAMPLES = 100, 1_000_000


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``evaluate`` to the parser of ``mujaz``."""
    parser = subparsers.add_parser(
        "evaluate",
        help="score predictions against references",
        description=(
            'ROUGE for Arabic. Predictions: one {"id", "prediction"} or briefing a line. References: one '
            '{"id", "references": [...]} or cluster a line. Files may be .gz, .bz2 or .xz.'
        ),
    )
    parser.add_argument("predictions", metavar="PREDICTIONS.jsonl")
    parser.add_argument("reference_file", metavar="REFERENCES.jsonl")
    parser.add_argument(
        "--against", metavar="B.jsonl", help="compare with a second system, example by example"
    )
    parser.add_argument(
        "--protocol",
        default="orthographic",
        metavar="NAME",
        help="orthographic, xlsum, light or raw (default orthographic)",
    )
    parser.add_argument(
        "--references",
        dest="reference_rule",
        metavar="RULE",
        default="mean",
        help="with several references: mean over them, or the best one (default mean)",
    )
    parser.add_argument(
        "--sentences",
        default="mujaz",
        metavar="RULE",
        help="what ends a sentence for ROUGE-Lsum: mujaz (lines and stops) or lines (default mujaz)",
    )
    parser.add_argument(
        "--per-reference", action="store_true", help="show the scores against each reference too"
    )
    parser.add_argument(
        "--resamples", type=int, default=2_000, metavar="N", help="of the bootstrap (default 2000)"
    )
    parser.add_argument(
        "--seed", type=int, default=12_345, metavar="N", help="of the bootstrap (default 12345)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--per-example", metavar="OUT.csv", help="write the scores of every example")
    parser.add_argument("--plot", metavar="SCORES.png", help="draw means, intervals and spread")
    parser.set_defaults(run=run_evaluate)


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Score, print, write what was asked for. The exit code."""
    from summarizer.evaluation.inputs import read_predictions, read_references
    from summarizer.evaluation.selftest import check_protocol

    _check(arguments)
    check_protocol(arguments.protocol)
    references = read_references(arguments.reference_file)
    files = [arguments.predictions, *([arguments.against] if arguments.against else [])]
    evaluations = [_evaluate(path, read_predictions(path), references, arguments) for path in files]
    _write_files(arguments, files, evaluations)
    print(_json(arguments, files, evaluations) if arguments.json else _text(arguments, files, evaluations))
    return 0


def _check(arguments: argparse.Namespace) -> None:
    from summarizer.evaluation.rouge import REFERENCE_RULES
    from summarizer.evaluation.sentences import get_sentence_rule

    if arguments.reference_rule not in REFERENCE_RULES:
        raise SettingsError(
            f"unknown rule {arguments.reference_rule!r}", where="--references", remedy="Use mean or best."
        )
    get_sentence_rule(arguments.sentences)
    if not FEWEST_RESAMPLES <= arguments.resamples <= MOST_RESAMPLES:
        raise SettingsError(
            f"resamples is {arguments.resamples}",
            where="--resamples",
            remedy=f"Give {FEWEST_RESAMPLES} to {MOST_RESAMPLES}.",
        )
    if arguments.seed < 0:
        raise SettingsError(f"seed is {arguments.seed}", where="--seed", remedy="Give 0 or more.")


def _evaluate(
    path: str, predicted: PredictionSet, references: ReferenceSet, arguments: argparse.Namespace
) -> Evaluation:
    from summarizer.evaluation.scores import ExampleError, check_ids, evaluate_briefings

    check_ids(
        predicted.predictions,
        references.references,
        prediction_source=path,
        reference_source=arguments.reference_file,
    )
    try:
        return evaluate_briefings(
            predicted.predictions,
            references.references,
            clusters=references.clusters,
            protocol=arguments.protocol,
            reference_rule=arguments.reference_rule,
            sentences=arguments.sentences,
            resamples=arguments.resamples,
            seed=arguments.seed,
        )
    except ExampleError as error:
        raise InputError(error.cause, where=predicted.places[error.example], remedy=error.remedy) from error


def _text(arguments: argparse.Namespace, files: list[str], evaluations: list[Evaluation]) -> str:
    from summarizer.evaluation.report import comparison_table, evaluation_table, per_reference_table
    from summarizer.evaluation.scores import compare_briefings

    if len(evaluations) == 2:
        ours, theirs = evaluations
        comparisons, signature = compare_briefings(ours, theirs)
        parts = [comparison_table(ours, theirs, comparisons, signature, names=(files[0], files[1]))]
    else:
        parts = [evaluation_table(evaluations[0])]
    if arguments.per_reference:
        for path, evaluation in zip(files, evaluations, strict=True):
            parts.append(f"F1 by reference, {path}\n{per_reference_table(evaluation)}")
    return "\n\n".join(parts)


def _json(arguments: argparse.Namespace, files: list[str], evaluations: list[Evaluation]) -> str:
    from summarizer.evaluation.report import comparison_record, evaluation_record
    from summarizer.evaluation.scores import compare_briefings

    records = [
        {"predictions": path, **evaluation_record(evaluation, per_reference=arguments.per_reference)}
        for path, evaluation in zip(files, evaluations, strict=True)
    ]
    record = records[0]
    if len(evaluations) == 2:
        ours, theirs = evaluations
        record["against"] = records[1]
        record["comparison"] = comparison_record(*compare_briefings(ours, theirs))
    return json.dumps(record, ensure_ascii=False, indent=2)


def _write_files(arguments: argparse.Namespace, files: list[str], evaluations: list[Evaluation]) -> None:
    from summarizer.evaluation.plot import scores_png
    from summarizer.evaluation.report import per_example_csv
    from summarizer.rendering.files import write_all

    contents: dict[Path, bytes] = {}
    if arguments.per_example:
        table = per_example_csv(
            dict(zip(files, evaluations, strict=True)), per_reference=arguments.per_reference
        )
        contents[Path(arguments.per_example)] = table.encode()
    if arguments.plot:
        contents[Path(arguments.plot)] = scores_png(evaluations, [Path(path).name for path in files])
    if contents:
        write_all(contents)
