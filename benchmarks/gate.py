"""The quality gate: figures of the baselines and of the pipeline against committed floors.

    python benchmarks/gate.py                                  # exit code 1 if a figure is below its floor
    python benchmarks/gate.py --systems quote,mini --repin     # new floors; lowering one needs --reason "..."

Two sets: ``seeds`` (the five articles, with a reference of our own) and ``sample`` (twelve events of three
short articles each, written for this gate, ``gate/sample.jsonl``). Floors: ``gate/floors.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from summarizer.errors import MujazError
from summarizer.evaluation.benchmark import benchmark
from summarizer.evaluation.gate import check, read_floors, repin, write_floors
from summarizer.evaluation.journal import data_digest
from summarizer.evaluation.pipeline_systems import PIPELINES, open_systems
from summarizer.reading import parse_cluster, read_articles
from summarizer.types import Cluster

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "gate" / "floors.json"
SYSTEMS = ("lead", "lead-interleaved", "random", "lexrank", "centroid", "oracle", "quote", "mini")
WORDS = {"sample": 45, "seeds": 85}
SLACK = {"mini": 0.02}
"""Below the measured figure: int8 arithmetic differs between processors, and with it some drafts."""


def gate_sets() -> dict[str, list[Cluster]]:
    """The clusters of both sets by name."""
    lines = (HERE / "gate" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    sample = [parse_cluster(line, f"sample.jsonl, line {n}") for n, line in enumerate(lines, start=1)]
    row = json.loads((HERE / "gate" / "seeds_references.jsonl").read_text(encoding="utf-8"))
    articles = tuple(read_articles(HERE.parent / "seeds"))
    return {"sample": sample, "seeds": [Cluster(row["id"], articles, tuple(row["references"]))]}


def figures(names: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Figures by ``set/system/measure`` and digests by set."""
    measured: dict[str, float] = {}
    digests: dict[str, str] = {}
    for set_name, clusters in gate_sets().items():
        digests[set_name] = data_digest(clusters)
        result = benchmark(clusters, open_systems(names), max_words=WORDS[set_name])
        for system in result.systems:
            place = f"{set_name}/{system.name}"
            if system.rouge is not None:
                for metric in ("rouge1", "rouge2", "rougeL"):
                    measured[f"{place}/{metric}"] = system.rouge.scores[metric].fmeasure.mean
            if system.name in PIPELINES:
                for measure in ("faithful_cited", "citation_recall"):
                    measured[f"{place}/{measure}"] = system.measures[measure].mean
    return measured, digests


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--repin", action="store_true", help="write new floors")
    parser.add_argument("--reason", default="", help="why a floor may fall")
    options = parser.parse_args(arguments)
    try:
        measured, digests = figures([name for name in options.systems.split(",") if name])
        floors = read_floors(FLOORS)
        if options.repin:
            write_floors(FLOORS, repin(floors, measured, digests, slack=SLACK, reason=options.reason))
            print(f"pinned {len(measured)} floors")
            return 0
        faults = check(floors, measured, digests)
    except MujazError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for name, value in measured.items():
        print(f"{name:36} {value:.4f}  floor {floors.figures.get(name, 0):.3f}")
    for fault in faults:
        print(f"FAILED {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
