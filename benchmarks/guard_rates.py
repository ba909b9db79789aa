"""How often the guard refuses what is true and catches what is false, with 95 % intervals.

    python -m benchmarks.guard_rates --statements STATEMENTS.jsonl[.xz] [--headlines HEADLINES.jsonl[.xz]]

``STATEMENTS``: a line is ``{"statement", "sources": [{"text"}]}``; the statements are true and reworded.
They are corrupted by rule (:mod:`summarizer.evaluation.corruptions`), one corruption a kind and seed.
``HEADLINES``: ``{"first", "second", "label": "agree" | "disagree"}``, people's paraphrases and changed facts;
``second`` is checked against ``first`` alone. Intervals are Wilson's. ``--show KIND`` prints the misses of a
kind, ``--show refused`` the true statements refused.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from summarizer.evaluation.corruptions import KINDS, corruptions
from summarizer.trust.guard import Violation, violations


def rows(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of ``path``."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if trials == 0:
        return 0.0, 1.0
    z = 1.959964
    share = hits / trials
    centre = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return centre - half, centre + half


def line(label: str, hits: int, trials: int) -> str:
    low, high = wilson(hits, trials)
    share = hits / trials if trials else 0.0
    return f"{label:28} {hits:5} of {trials:5}  {100 * share:5.1f} %  [{100 * low:.1f}, {100 * high:.1f}]"


def statements(path: Path, *, seeds: int, show: str) -> list[str]:
    """Lines on true statements refused and corruptions caught, by kind."""
    refused: dict[str, int] = defaultdict(int)
    refused_any = 0
    caught: dict[str, int] = defaultdict(int)
    made: dict[str, int] = defaultdict(int)
    data = rows(path)
    for row in data:
        sources = [source["text"] for source in row["sources"]]
        found = violations(row["statement"], sources)
        refused_any += bool(found)
        for kind in {violation.kind for violation in found}:
            refused[kind] += 1
        if show == "refused" and found:
            _print(row["statement"], found, sources)
        for seed in range(seeds):
            for one in corruptions(row["statement"], sources, seed=seed):
                made[one.kind] += 1
                found = violations(one.text, sources)
                caught[one.kind] += bool(found)
                if show == one.kind and not found:
                    _print(one.text, found, sources)
    lines = [line("true statements refused", refused_any, len(data))]
    lines += [line(f"  because of {kind}", count, len(data)) for kind, count in sorted(refused.items())]
    lines += [line(f"caught: {kind}", caught[kind], made[kind]) for kind in KINDS if made[kind]]
    lines.append(line("caught: all kinds", sum(caught.values()), sum(made.values())))
    return lines


def headlines(path: Path) -> list[str]:
    """Lines on people's paraphrases refused and people's changed facts caught."""
    refused: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for row in rows(path):
        if row["label"] in ("agree", "disagree"):
            total[row["label"]] += 1
            refused[row["label"]] += bool(violations(row["second"], [row["first"]]))
    return [
        line("headlines: paraphrase refused", refused["agree"], total["agree"]),
        line("headlines: change caught", refused["disagree"], total["disagree"]),
    ]


def _print(text: str, found: tuple[Violation, ...], sources: list[str]) -> None:
    print(text, [(violation.kind, violation.detail) for violation in found])
    for source in sources:
        print("    -", source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument("--headlines", type=Path)
    parser.add_argument("--seeds", type=int, default=1, help="corruptions of each kind a statement")
    parser.add_argument("--show", default="", help="a kind of corruption, or refused")
    options = parser.parse_args()
    for text in statements(options.statements, seeds=options.seeds, show=options.show):
        print(text)
    if options.headlines:
        for text in headlines(options.headlines):
            print(text)


if __name__ == "__main__":
    main()
