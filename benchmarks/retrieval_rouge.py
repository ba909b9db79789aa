"""Quoting alone against LexRank: each theme's clearest sentence, in the order of choice, until the budget.

    python -m benchmarks.retrieval_rouge CLUSTERS.jsonl:85 [CLUSTERS.jsonl:40 ...]

Clusters have references; the number is the budget in words, at which the last sentence is cut, as for the
baselines. Prints mean F1 with intervals, the paired difference to LexRank with position, and the signature.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from summarizer.evaluation.baselines import BASELINES
from summarizer.evaluation.lines import open_text
from summarizer.evaluation.rouge import Metric
from summarizer.evaluation.scores import Evaluation, compare_briefings, evaluate_briefings
from summarizer.evaluation.systems import Summary, fill
from summarizer.reading import parse_cluster
from summarizer.retrieval import retrieve
from summarizer.retrieval.weights import weights_digest
from summarizer.types import Cluster

METRICS: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL")


def quoting(cluster: Cluster, words: int) -> Summary:
    """Retrieval without a writer."""
    themes = retrieve(cluster.articles).themes
    return fill((theme.sentences[0] for theme in themes), words)


def score(clusters: Sequence[Cluster], summaries: Sequence[Summary]) -> Evaluation:
    """ROUGE of the summaries, orthographic protocol, mean over references."""
    return evaluate_briefings(
        {cluster.id: summary.text for cluster, summary in zip(clusters, summaries, strict=True)},
        {cluster.id: list(cluster.references) for cluster in clusters},
        metrics=METRICS,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run both systems on every file and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("clusters", nargs="+", metavar="CLUSTERS:WORDS")
    options = parser.parse_args(arguments)
    lexrank = BASELINES["lexrank"]
    for given in options.clusters:
        name, _, budget = given.rpartition(":")
        words = int(budget)
        clusters = [
            parse_cluster(line, f"{name}, line {number}")
            for number, line in enumerate(open_text(Path(name)), start=1)
            if line.strip()
        ]
        ours = score(clusters, [quoting(cluster, words) for cluster in clusters])
        theirs = score(clusters, [lexrank.summarize(cluster, max_words=words) for cluster in clusters])
        differences, signature = compare_briefings(ours, theirs)
        print(f"{Path(name).name}, {len(clusters)} clusters, {words} words")
        for label, found in (("retrieval", ours), (lexrank.identity, theirs)):
            cells = [
                f"{100 * e.mean:.1f} [{100 * e.low:.1f}, {100 * e.high:.1f}]"
                for e in (found.scores[metric].fmeasure for metric in METRICS)
            ]
            print(f"| {label} | {' | '.join(cells)} |")
        cells = [
            f"{100 * d.difference:+.1f} [{100 * d.low:+.1f}, {100 * d.high:+.1f}], p {d.p_bootstrap:.4f}"
            for d in (differences[metric] for metric in METRICS)
        ]
        print(f"| difference | {' | '.join(cells)} |")
        print(f"{signature}|weights:{weights_digest()}")


if __name__ == "__main__":
    main()
