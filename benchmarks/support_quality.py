"""How well the support test and the fact check tell true statements from false ones.

    python benchmarks/arabic_mds/rebuild.py ANT_FOLDER DATA --parts statements_dev
    python benchmarks/support_quality.py --statements DATA/statements_dev.fusion.jsonl --ans ANS.jsonl --write

Statements: the references are true and strongly reworded; the same made false by rule
(``summarizer.evaluation.corruptions``) are not. ANS (Khouja 2020): a person's paraphrase of a headline
(``agree``) against a person's change of its facts (``disagree``); JSON lines with ``first``, ``second``,
``label`` and ``split``, of which ``--ans-splits`` are used. ``--write`` puts the figures where the package
prints them from; ``--choose`` prints the threshold that balances both errors best (use it on train parts).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import MujazError
from summarizer.evaluation.corruptions import KINDS, corruptions
from summarizer.evaluation.faithfulness import is_faithful
from summarizer.evaluation.lines import open_text
from summarizer.evaluation.rates import auc_interval, ratio_interval
from summarizer.evaluation.significance import Interval
from summarizer.evaluation.support import THRESHOLD, support_score
from summarizer.version import VERSION

OUT = Path(__file__).resolve().parent.parent / "summarizer" / "evaluation" / "support_quality.json"


@dataclass(frozen=True)
class Case:
    """A statement, its passages, and how it came to be: ``true`` or the kind of its fault."""

    statement: str
    passages: tuple[str, ...]
    kind: str


def statement_cases(path: Path, limit: int | None) -> list[Case]:
    """References as they are and made false, from fusion JSON lines."""
    cases = []
    for number, line in enumerate(open_text(path)):
        if limit is not None and number >= limit:
            break
        row = json.loads(line)
        passages = tuple(source["text"] for source in row["sources"])
        cases.append(Case(row["statement"], passages, "true"))
        cases += [Case(c.text, passages, c.kind) for c in corruptions(row["statement"], passages)]
    return cases


def ans_cases(path: Path, splits: Sequence[str]) -> list[Case]:
    """Pairs of headlines: the second is judged against the first."""
    rows = [json.loads(line) for line in open_text(path)]
    return [
        Case(row["second"], (row["first"],), "true" if row["label"] == "agree" else "disagree")
        for row in rows
        if row["split"] in splits
    ]


def judged(cases: Sequence[Case]) -> list[tuple[str, float, bool]]:
    """(kind, support score, whether all facts are held) of every case."""
    return [
        (case.kind, support_score(case.statement, case.passages), is_faithful(case.statement, case.passages))
        for case in cases
    ]


def quality(results: Sequence[tuple[str, float, bool]]) -> dict[str, Any]:
    """Areas and rates with intervals; ``kinds`` gives each kind of fault by itself."""
    true = [r for r in results if r[0] == "true"]
    false = [r for r in results if r[0] != "true"]
    kinds = {}
    for kind in dict.fromkeys([*KINDS, *(r[0] for r in false)]):
        own = [r for r in false if r[0] == kind]
        if own:
            kinds[kind] = {
                "cases": len(own),
                "auc": round(auc_interval([r[1] for r in true], [r[1] for r in own], resamples=200).mean, 3),
                "rejected": round(sum(r[1] < THRESHOLD for r in own) / len(own), 3),
                "fact_missing": round(sum(not r[2] for r in own) / len(own), 3),
            }
    return {
        "true": len(true),
        "false": len(false),
        "support": {
            "auc": _rounded(auc_interval([r[1] for r in true], [r[1] for r in false])),
            "true_supported": _share([r[1] >= THRESHOLD for r in true]),
            "false_rejected": _share([r[1] < THRESHOLD for r in false]),
        },
        "facts": {
            "true_faithful": _share([r[2] for r in true]),
            "false_unfaithful": _share([not r[2] for r in false]),
        },
        "kinds": kinds,
    }


def best_threshold(results: Sequence[tuple[str, float, bool]]) -> tuple[float, float]:
    """The threshold, in hundredths, with the highest mean of both rates, and that mean."""
    true = [r[1] for r in results if r[0] == "true"]
    false = [r[1] for r in results if r[0] != "true"]

    def balance(threshold: float) -> float:
        kept = sum(score >= threshold for score in true) / len(true)
        return (kept + sum(score < threshold for score in false) / len(false)) / 2

    best = max((step / 100 for step in range(101)), key=lambda t: (balance(t), -t))
    return best, balance(best)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--statements", type=Path, required=True, help="fusion JSON lines of arabic_mds")
    parser.add_argument("--ans", type=Path, required=True, help="ANS stance pairs as JSON lines")
    parser.add_argument("--ans-splits", default="dev,test")
    parser.add_argument("--limit", type=int, help="use only the first N statements")
    parser.add_argument("--choose", action="store_true", help="print the best threshold for each set")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name} of the package")
    options = parser.parse_args(arguments)
    splits = options.ans_splits.split(",")
    try:
        sets = {
            "statements": judged(statement_cases(options.statements, options.limit)),
            "ans": judged(ans_cases(options.ans, splits)),
        }
        record: dict[str, Any] = {
            "schema": "mujaz/support-quality/1",
            "version": VERSION,
            "threshold": THRESHOLD,
            "data": {"statements": options.statements.name, "ans": ",".join(splits)},
        }
        record |= {name: quality(results) for name, results in sets.items()}
    except MujazError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if options.choose:
        for name, results in sets.items():
            print(f"{name}: best threshold %.2f, balanced accuracy %.3f" % best_threshold(results))
    text = json.dumps(record, indent=2) + "\n"
    if options.write:
        part = OUT.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(OUT)
    print(text, end="")
    return 0


def _share(answers: Sequence[bool]) -> dict[str, float]:
    return _rounded(ratio_interval([float(a) for a in answers], [1.0] * len(answers)))


def _rounded(interval: Interval) -> dict[str, float]:
    return {
        "mean": round(interval.mean, 3),
        "low": round(interval.low, 3),
        "high": round(interval.high, 3),
    }


if __name__ == "__main__":
    sys.exit(main())
