"""ROUGE-1, 2, L and Lsum over the tokens of a protocol.

Definitions: Lin (2004), "ROUGE: a package for automatic evaluation of summaries", with clipped n-gram
counts and the union LCS of ROUGE-1.5.5. Given the same tokens and sentences the values equal those of
the rouge-score package; tests/evaluation compares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from summarizer.errors import MujazError
from summarizer.evaluation.lcs import lcs_length, union_positions
from summarizer.evaluation.protocols import DEFAULT_PROTOCOL, Protocol, get_protocol
from summarizer.evaluation.sentences import DEFAULT_SENTENCES, get_sentence_rule

Metric = Literal["rouge1", "rouge2", "rougeL", "rougeLsum"]
METRICS: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL", "rougeLsum")
ReferenceRule = Literal["mean", "best"]
REFERENCE_RULES: tuple[ReferenceRule, ...] = ("mean", "best")

_Item = TypeVar("_Item", bound=Hashable)


class Score(NamedTuple):
    """Fractions from 0 to 1."""

    precision: float
    recall: float
    fmeasure: float


NOTHING = Score(0.0, 0.0, 0.0)


class Tokens(NamedTuple):
    """A text made ready for scoring: its tokens, and the tokens of each of its sentences."""

    all: list[str]
    sentences: list[list[str]]


def prepare(
    text: str,
    *,
    protocol: str | Protocol = DEFAULT_PROTOCOL,
    sentences: str = DEFAULT_SENTENCES,
    metrics: Iterable[Metric] = METRICS,
) -> Tokens:
    """Tokenise ``text`` once, to be scored against many. Sentences only if ``metrics`` need them."""
    rule = get_protocol(protocol)
    split = get_sentence_rule(sentences).split if "rougeLsum" in metrics else None
    return Tokens(rule.tokens(text), [rule.tokens(part) for part in split(text)] if split else [])


def score_tokens(
    prediction: Tokens, reference: Tokens, *, metrics: Sequence[Metric] = METRICS
) -> dict[Metric, Score]:
    """Score one prepared prediction against one prepared reference."""
    return {metric: _SCORERS[metric](prediction, reference) for metric in metrics}


def rouge_per_reference(
    prediction: str,
    references: Sequence[str],
    *,
    protocol: str | Protocol = DEFAULT_PROTOCOL,
    sentences: str = DEFAULT_SENTENCES,
    metrics: Sequence[Metric] = METRICS,
) -> list[dict[Metric, Score]]:
    """Scores of ``prediction`` against each reference, in their order."""
    prepared = prepare(prediction, protocol=protocol, sentences=sentences, metrics=metrics)
    return [
        score_tokens(
            prepared,
            prepare(reference, protocol=protocol, sentences=sentences, metrics=metrics),
            metrics=metrics,
        )
        for reference in references
    ]


def rouge(
    prediction: str,
    references: str | Sequence[str],
    *,
    protocol: str | Protocol = DEFAULT_PROTOCOL,
    reference_rule: ReferenceRule = "mean",
    sentences: str = DEFAULT_SENTENCES,
    metrics: Sequence[Metric] = METRICS,
) -> dict[Metric, Score]:
    """Scores of one prediction against one reference or several.

    Args:
        reference_rule: ``mean`` averages precision, recall and F1 over the references; ``best`` takes,
            for each metric, the reference with the highest F1 (rouge-score's ``score_multi``).
        sentences: how ROUGE-Lsum finds sentences: ``mujaz`` (lines, then stops) or ``lines``.

    Raises:
        MujazError: no reference, or an unknown protocol, rule or metric.
    """
    texts = [references] if isinstance(references, str) else list(references)
    scores = rouge_per_reference(prediction, texts, protocol=protocol, sentences=sentences, metrics=metrics)
    return combine(scores, reference_rule)


def combine(
    scores: Sequence[Mapping[Metric, Score]], reference_rule: ReferenceRule = "mean"
) -> dict[Metric, Score]:
    """One score per metric out of one per reference; see :func:`rouge`."""
    if not scores:
        raise MujazError("nothing to compare with", remedy="Give at least one reference.")
    if reference_rule == "best":
        return {m: max((s[m] for s in scores), key=lambda score: score.fmeasure) for m in scores[0]}
    if reference_rule != "mean":
        raise MujazError(f"unknown rule {reference_rule!r}", where="--references", remedy="Use mean or best.")
    if len(scores) == 1:
        return dict(scores[0])
    return {
        m: Score(*(sum(values) / len(scores) for values in zip(*(s[m] for s in scores), strict=True)))
        for m in scores[0]
    }


def _score(hits: int, predicted: int, wanted: int) -> Score:
    if not hits:
        return NOTHING
    precision, recall = hits / predicted, hits / wanted
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def _overlap(left: Iterable[_Item], right: Iterable[_Item]) -> int:
    """Items in common, each counted as often as in the text that has it less often."""
    mine, other = Counter(left), Counter(right)
    hits = 0
    for item in mine.keys() & other.keys():
        here, there = mine[item], other[item]
        hits += here if here < there else there  # min() would double the time
    return hits


def _rouge1(prediction: Tokens, reference: Tokens) -> Score:
    mine, wanted = prediction.all, reference.all
    return _score(_overlap(mine, wanted), len(mine), len(wanted))


def _rouge2(prediction: Tokens, reference: Tokens) -> Score:
    mine, wanted = prediction.all, reference.all
    return _score(_overlap(pairwise(mine), pairwise(wanted)), len(mine) - 1, len(wanted) - 1)


def _rouge_l(prediction: Tokens, reference: Tokens) -> Score:
    mine, wanted = prediction.all, reference.all
    return _score(lcs_length(mine, wanted), len(mine), len(wanted))


def _rouge_lsum(prediction: Tokens, reference: Tokens) -> Score:
    """Union LCS: a token counts once, and no more often than either summary has it."""
    left = Counter(token for sentence in prediction.sentences for token in sentence)
    wanted = Counter(token for sentence in reference.sentences for token in sentence)
    mine, all_wanted = left.total(), wanted.total()
    distinct = dict.fromkeys(map(tuple, prediction.sentences))
    hits = 0
    for sentence in reference.sentences:
        for position in sorted(union_positions(sentence, distinct)):
            token = sentence[position]
            if left[token] > 0 and wanted[token] > 0:
                hits += 1
                left[token] -= 1
                wanted[token] -= 1
    return _score(hits, mine, all_wanted)


_SCORERS: dict[Metric, Callable[[Tokens, Tokens], Score]] = {
    "rouge1": _rouge1,
    "rouge2": _rouge2,
    "rougeL": _rouge_l,
    "rougeLsum": _rouge_lsum,
}
