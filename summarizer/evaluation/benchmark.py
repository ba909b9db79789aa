"""Run systems over clusters and compare them: outputs first, resumable; then scores from outputs alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.errors import InputError, MujazError
from summarizer.evaluation.journal import Journal, Key, Output, cluster_digest, data_digest
from summarizer.evaluation.measures import MEASURES, measure
from summarizer.evaluation.pipeline_systems import check_references
from summarizer.evaluation.protocols import DEFAULT_PROTOCOL
from summarizer.evaluation.rouge import Metric
from summarizer.evaluation.scores import Evaluation, compare_briefings, evaluate_briefings
from summarizer.evaluation.signature import RougeSignature
from summarizer.evaluation.significance import Comparison, Interval, bootstrap_intervals
from summarizer.evaluation.systems import Summary, System
from summarizer.types import Cluster

Progress = Callable[[str, int, int], None]
"""Called with a system's name, the clusters done and the clusters in all."""

METRICS: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL", "rougeLsum")


@dataclass(frozen=True)
class SystemResult:
    """One system: its outputs in the order of the clusters, its scores, its comparison with the first."""

    name: str
    identity: str
    outputs: tuple[Output, ...]
    rouge: Evaluation | None
    """None where the clusters have no references."""
    measures: Mapping[str, Interval]
    """Means of the measures beyond ROUGE (:mod:`.measures`) over the clusters where they are defined."""
    values: tuple[Mapping[str, float], ...]
    """The same cluster by cluster."""
    comparison: Mapping[Metric, Comparison]
    """Against the first system, this one less the first; empty for the first."""

    @property
    def failed(self) -> tuple[str, ...]:
        """Clusters the system could not summarise: scored as empty."""
        return tuple(output.key.cluster for output in self.outputs if output.error)


@dataclass(frozen=True)
class BenchmarkResult:
    """Everything a run found."""

    clusters: tuple[str, ...]
    articles: int
    digest: str
    max_words: int
    systems: tuple[SystemResult, ...]
    signature: RougeSignature | None


def run_systems(
    clusters: Sequence[Cluster],
    systems: Sequence[System],
    *,
    max_words: int,
    journal: Journal | None = None,
    progress: Progress | None = None,
) -> dict[str, list[Output]]:
    """The outputs of every system, made or found in ``journal``, in the order of ``clusters``.

    A cluster that a system cannot summarise gets an empty summary and the reason; the run goes on.
    """
    check_references(systems, clusters)
    kept = Journal(None) if journal is None else journal
    digests = {cluster.id: cluster_digest(cluster) for cluster in clusters}
    if len(digests) < len(clusters):
        raise InputError("two clusters have the same id", remedy="Give every cluster its own id.")
    outputs: dict[str, list[Output]] = {}
    for system in systems:
        identity = system.identity
        made = outputs.setdefault(system.name, [])
        for done, cluster in enumerate(clusters):
            if progress:
                progress(system.name, done, len(clusters))
            key = Key(identity, max_words, cluster.id, digests[cluster.id])
            output = kept.get(key)
            if output is None:
                output = _make(system, cluster, key)
                kept.add(output)
            made.append(output)
        if progress:
            progress(system.name, len(clusters), len(clusters))
    return outputs


def benchmark(
    clusters: Sequence[Cluster],
    systems: Sequence[System],
    *,
    max_words: int,
    protocol: str = DEFAULT_PROTOCOL,
    journal: Journal | None = None,
    progress: Progress | None = None,
    beyond_rouge: bool = True,
) -> BenchmarkResult:
    """Run and score. Clusters either all have references or none has.

    Raises:
        InputError: no cluster, some with references and some without, or two of one id.
    """
    if not clusters:
        raise InputError("no cluster to run on", remedy="Give at least one cluster.")
    referenced = [bool(cluster.references) for cluster in clusters]
    if any(referenced) and not all(referenced):
        bare = clusters[referenced.index(False)].id
        raise InputError(f"cluster {bare} has no references, others have", remedy="Add them or drop it.")
    outputs = run_systems(clusters, systems, max_words=max_words, journal=journal, progress=progress)
    results: list[SystemResult] = []
    for system in systems:
        made = outputs[system.name]
        rouge = _rouge(clusters, made, protocol) if all(referenced) else None
        if progress:
            progress(f"score {system.name}", 0, 1)
        values = [
            measure(output.summary, cluster) if beyond_rouge else {}
            for output, cluster in zip(made, clusters, strict=True)
        ]
        first = results[0].rouge if results else None
        comparison = compare_briefings(rouge, first)[0] if rouge and first else {}
        results.append(
            SystemResult(
                system.name, system.identity, tuple(made), rouge, _means(values), tuple(values), comparison
            )
        )
    return BenchmarkResult(
        clusters=tuple(cluster.id for cluster in clusters),
        articles=sum(len(cluster.articles) for cluster in clusters),
        digest=data_digest(clusters),
        max_words=max_words,
        systems=tuple(results),
        signature=results[0].rouge.signature if results[0].rouge else None,
    )


def _make(system: System, cluster: Cluster, key: Key) -> Output:
    start = time.perf_counter()
    try:
        summary, error = system.summarize(cluster, max_words=key.max_words), ""
    except MujazError as failure:
        summary, error = Summary(()), str(failure)
    return Output(key, summary, time.perf_counter() - start, error)


def _rouge(clusters: Sequence[Cluster], outputs: Sequence[Output], protocol: str) -> Evaluation:
    return evaluate_briefings(
        {output.key.cluster: output.summary.text for output in outputs},
        {cluster.id: list(cluster.references) for cluster in clusters},
        protocol=protocol,
        metrics=METRICS,
    )


def _means(values: Sequence[Mapping[str, float]]) -> dict[str, Interval]:
    """Means with intervals over the clusters that have the measure, in the order of ``MEASURES``."""
    means = {}
    for name in MEASURES:
        column = [row[name] for row in values if name in row]
        if column:
            (means[name],) = bootstrap_intervals(column)
    return means
