"""Score the summaries of a system: means with intervals, one record per example, a signature.

Every text is tokenised once. Intervals and comparisons are computed from the stored scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from summarizer.errors import InputError, MujazError
from summarizer.evaluation.protocols import DEFAULT_PROTOCOL, Protocol
from summarizer.evaluation.rouge import (
    METRICS,
    Metric,
    ReferenceRule,
    Score,
    combine,
    prepare,
    score_tokens,
)
from summarizer.evaluation.selftest import check_protocol
from summarizer.evaluation.sentences import DEFAULT_SENTENCES, get_sentence_rule
from summarizer.evaluation.signature import RougeSignature
from summarizer.evaluation.significance import (
    RESAMPLES,
    SEED,
    TRIALS,
    Comparison,
    Interval,
    bootstrap_intervals,
    compare,
)
from summarizer.types import Briefing

Texts = Sequence[str | Briefing] | Mapping[str, str | Briefing]
References = Sequence[str | Sequence[str]] | Mapping[str, str | Sequence[str]]


class ExampleError(InputError):
    """One example cannot be scored; ``example`` is its id."""

    def __init__(self, cause: str, *, example: str, remedy: str = "") -> None:
        super().__init__(cause, where=f"example {example}", remedy=remedy)
        self.example = example


@dataclass(frozen=True)
class Example:
    """Scores of one prediction."""

    id: str
    cluster: str
    words: int
    """Tokens of the prediction under the protocol."""
    reference_words: tuple[int, ...]
    """Tokens of each reference."""
    scores: Mapping[Metric, Score]
    per_reference: tuple[Mapping[Metric, Score], ...]
    """Against each reference by itself, in their order."""


@dataclass(frozen=True)
class Estimate:
    """A metric's means over the examples, as fractions, with bootstrap intervals."""

    precision: Interval
    recall: Interval
    fmeasure: Interval


@dataclass(frozen=True)
class Evaluation:
    """What :func:`evaluate_briefings` found. ``signature`` belongs beside every figure quoted."""

    scores: Mapping[Metric, Estimate]
    examples: tuple[Example, ...]
    empty: tuple[str, ...]
    """Ids of predictions without a single token; they score 0 and are counted."""
    signature: RougeSignature

    @property
    def metrics(self) -> tuple[Metric, ...]:
        return tuple(self.scores)


@dataclass(frozen=True)
class ReferenceScores:
    """Means against the references at one place (first, second, ...) of their lists."""

    place: int
    """From 1."""
    examples: int
    """Examples that have a reference at this place."""
    scores: Mapping[Metric, Score]


def evaluate_briefings(
    predictions: Texts,
    references: References,
    *,
    clusters: Sequence[str] | Mapping[str, str] | None = None,
    protocol: str | Protocol = DEFAULT_PROTOCOL,
    reference_rule: ReferenceRule = "mean",
    sentences: str = DEFAULT_SENTENCES,
    metrics: Sequence[Metric] = METRICS,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Evaluation:
    """Score predictions against references, both as lists in the same order or both by id.

    Args:
        predictions: texts, or briefings, which are scored by their statements.
        references: for each prediction one text or several.
        clusters: the event of each example, where several examples belong to one; the bootstrap
            draws events. By default every example is its own event.
        reference_rule: ``mean`` over the references, or the ``best`` one for each metric.
        sentences: the rule that finds sentences for ROUGE-Lsum, ``mujaz`` or ``lines``.

    Raises:
        InputError: nothing to score, ids that differ, an example without a reference.
        ProtocolError: the protocol is unknown or fails its self-test.
    """
    rule = check_protocol(protocol)
    ids, texts, wanted, events = _aligned(predictions, references, clusters)
    examples = tuple(
        _score_example(
            name,
            event,
            text,
            of,
            rule=rule,
            sentences=sentences,
            metrics=metrics,
            reference_rule=reference_rule,
        )
        for name, event, text, of in zip(ids, events, texts, wanted, strict=True)
    )
    table = [[value for metric in metrics for value in example.scores[metric]] for example in examples]
    found = iter(bootstrap_intervals(table, clusters=events, resamples=resamples, seed=seed))
    estimates = {metric: Estimate(next(found), next(found), next(found)) for metric in metrics}
    named = clusters is not None or isinstance(predictions, Mapping)
    signature = RougeSignature(
        protocol=rule.label,
        reference_rule=reference_rule,
        sentences=get_sentence_rule(sentences).label,
        unit="cluster" if named else "example",
        resamples=resamples,
        seed=seed,
        examples=len(examples),
        clusters=len(set(events)),
    )
    empty = tuple(example.id for example in examples if not example.words)
    return Evaluation(MappingProxyType(estimates), examples, empty, signature)


def compare_briefings(
    ours: Evaluation, theirs: Evaluation, *, trials: int = TRIALS
) -> tuple[Mapping[Metric, Comparison], RougeSignature]:
    """Paired comparison of F1 on the same examples: differences, intervals, p-values, signature.

    Raises:
        MujazError: the two were not scored on the same examples under the same signature.
    """
    if ours.signature != theirs.signature or ours.metrics != theirs.metrics:
        raise MujazError(
            "two systems scored in different ways cannot be compared",
            where=f"{ours.signature} and {theirs.signature}",
            remedy="Score both with the same options.",
        )
    if [(e.id, e.cluster) for e in ours.examples] != [(e.id, e.cluster) for e in theirs.examples]:
        raise MujazError(
            "the two systems were scored on different examples",
            remedy="Give both a prediction for the same ids.",
        )
    results = compare(
        _f1_table(ours),
        _f1_table(theirs),
        clusters=[example.cluster for example in ours.examples],
        resamples=ours.signature.resamples,
        trials=trials,
        seed=ours.signature.seed,
    )
    by_metric = dict(zip(ours.metrics, results, strict=True))
    return MappingProxyType(by_metric), replace(ours.signature, trials=trials)


def scores_per_reference(evaluation: Evaluation) -> list[ReferenceScores]:
    """Means against the first reference of every example, the second, and so on."""
    places = max(len(example.per_reference) for example in evaluation.examples)
    rows: list[ReferenceScores] = []
    for place in range(places):
        having = [e.per_reference[place] for e in evaluation.examples if len(e.per_reference) > place]
        means = {
            metric: Score(
                *(sum(column) / len(having) for column in zip(*(s[metric] for s in having), strict=True))
            )
            for metric in evaluation.metrics
        }
        rows.append(ReferenceScores(place + 1, len(having), means))
    return rows


def _f1_table(evaluation: Evaluation) -> list[list[float]]:
    return [
        [example.scores[metric].fmeasure for metric in evaluation.metrics] for example in evaluation.examples
    ]


def _score_example(
    name: str,
    cluster: str,
    prediction: str,
    references: Sequence[str],
    *,
    rule: Protocol,
    sentences: str,
    metrics: Sequence[Metric],
    reference_rule: ReferenceRule,
) -> Example:
    mine = prepare(prediction, protocol=rule, sentences=sentences, metrics=metrics)
    wanted = [prepare(text, protocol=rule, sentences=sentences, metrics=metrics) for text in references]
    try:
        each = tuple(score_tokens(mine, reference, metrics=metrics) for reference in wanted)
    except MujazError as error:
        raise ExampleError(error.cause, example=name, remedy=error.remedy) from error
    lengths = tuple(len(reference.all) for reference in wanted)
    return Example(name, cluster, len(mine.all), lengths, combine(each, reference_rule), each)


def _aligned(
    predictions: Texts, references: References, clusters: Sequence[str] | Mapping[str, str] | None
) -> tuple[list[str], list[str], list[list[str]], list[str]]:
    """Ids, predictions, references and clusters in one order: by id for mappings, as given for lists."""
    if isinstance(predictions, Mapping) != isinstance(references, Mapping):
        raise InputError(
            "predictions and references are of different kinds", remedy="Give both as lists or both by id."
        )
    if isinstance(predictions, Mapping) and isinstance(references, Mapping):
        check_ids(predictions, references)
        ids = sorted(predictions)
        texts, wanted = [_text(predictions[name]) for name in ids], [_texts(references[name]) for name in ids]
    else:
        if isinstance(predictions, str) or isinstance(references, str):
            raise InputError("one text instead of a list", remedy="Use rouge() for a single pair.")
        ids = [str(place) for place in range(len(predictions))]
        if len(predictions) != len(references):
            raise InputError(
                f"{len(predictions)} predictions and {len(references)} references",
                remedy="Give one entry of references for each prediction.",
            )
        texts, wanted = [_text(entry) for entry in predictions], [_texts(entry) for entry in references]
    if not ids:
        raise InputError("no predictions", remedy="Give at least one.")
    for name, entry in zip(ids, wanted, strict=True):
        if not entry or not all(text.strip() for text in entry):
            raise ExampleError("no reference, or an empty one", example=name)
    if clusters is None:
        return ids, texts, wanted, ids
    if isinstance(clusters, Mapping):
        return ids, texts, wanted, [clusters.get(name, name) for name in ids]
    return ids, texts, wanted, list(clusters)


def check_ids(
    predictions: Mapping[str, object],
    references: Mapping[str, object],
    *,
    prediction_source: str = "predictions",
    reference_source: str = "references",
) -> None:
    """Refuse two sets of ids that differ, with some of those that only one side has.

    Raises:
        InputError: an id on one side only.
    """
    extra = [name for name in predictions if name not in references]
    missing = [name for name in references if name not in predictions]
    if extra or missing:
        sides = ((extra, prediction_source), (missing, reference_source))
        said = [f"{len(ids)} only in {source} ({_some(ids)})" for ids, source in sides if ids]
        raise InputError(
            f"the ids differ: {'; '.join(said)}",
            where=f"{prediction_source} and {reference_source}",
            remedy="Every reference needs one prediction, an empty text if the system gave none.",
        )


def _some(ids: Sequence[str]) -> str:
    shown = ", ".join(repr(name) for name in ids[:3])
    return f"{shown}, ..." if len(ids) > 3 else shown


def _text(prediction: str | Briefing) -> str:
    """A briefing is scored by its statements, one a line; its headline is not counted."""
    if isinstance(prediction, str):
        return prediction
    return "\n".join(statement.text for statement in prediction.statements)


def _texts(entry: str | Sequence[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry)
