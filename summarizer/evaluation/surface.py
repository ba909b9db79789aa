"""What a summary looks like beside its sources: extractive coverage and density, compression, repetition.

Coverage, density, compression: Grusky, Naaman and Artzi (2018), "Newsroom". Redundancy: Bommasani and
Cardie (2020), "Intrinsic evaluation of summarization datasets": mean ROUGE-L F1 over pairs of sentences.
Repetition: one minus the share of distinct trigrams (Xiao and Carenini 2020). Words are folded
orthographically, as in the protocol ``orthographic``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.arabic.normalise import normalise, words
from summarizer.evaluation.lcs import lcs_length


@dataclass(frozen=True)
class Surface:
    """Figures of one summary; shares are fractions of 1."""

    words: int
    statements: int
    coverage: float
    """Share of the summary's words that lie in a fragment copied from a source."""
    density: float
    """Mean length, over the summary's words, of the copied fragment a word lies in."""
    compression: float
    """Words of the sources for each word of the summary."""
    redundancy: float
    """Mean ROUGE-L F1 between two statements; 0 with fewer than two."""
    repetition: float
    """Share of trigrams that are not the first of their kind."""


def surface(statements: Sequence[str], sources: Sequence[str]) -> Surface:
    """The figures of a summary of ``statements`` about ``sources``."""
    mine = [words(statement) for statement in statements]
    theirs = [words(source) for source in sources]
    length = sum(len(tokens) for tokens in mine)
    copied = [size for tokens in mine for size in fragments(tokens, theirs)]
    trigrams = [gram for tokens in mine for gram in zip(tokens, tokens[1:], tokens[2:], strict=False)]
    return Surface(
        words=length,
        statements=len(statements),
        coverage=sum(copied) / length if length else 0.0,
        density=sum(size * size for size in copied) / length if length else 0.0,
        compression=sum(len(tokens) for tokens in theirs) / length if length else 0.0,
        redundancy=_redundancy(mine),
        repetition=1 - len(set(trigrams)) / len(trigrams) if trigrams else 0.0,
    )


def fragments(tokens: Sequence[str], sources: Sequence[Sequence[str]]) -> Iterator[int]:
    """Lengths of the fragments of ``tokens`` copied from a source: greedy, longest first at each word.

    Figure 3 of Grusky et al. (2018); a fragment does not run from one source into the next.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for number, source in enumerate(sources):
        for position, token in enumerate(source):
            places.setdefault(token, []).append((number, position))
    start = 0
    while start < len(tokens):
        longest = max(
            (_run(tokens, start, sources[number], at) for number, at in places.get(tokens[start], ())),
            default=0,
        )
        if longest:
            yield longest
        start += max(longest, 1)


def has_chrf() -> bool:
    """Whether sacrebleu is there."""
    from importlib.util import find_spec

    return find_spec("sacrebleu") is not None


def chrf(prediction: str, references: Sequence[str]) -> float:
    """chrF2 (Popović 2015) of folded text, 0 to 1, from sacrebleu; the best of several references.

    Raises:
        ModuleNotFoundError: sacrebleu is not installed (``pip install 'mujaz[eval]'``).
    """
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    score: float = metric.sentence_score(normalise(prediction), [normalise(r) for r in references]).score
    return score / 100


def _run(tokens: Sequence[str], start: int, source: Sequence[str], at: int) -> int:
    size = 0
    while (
        start + size < len(tokens) and at + size < len(source) and tokens[start + size] == source[at + size]
    ):
        size += 1
    return size


def _redundancy(statements: Sequence[list[str]]) -> float:
    pairs = list(combinations([tokens for tokens in statements if tokens], 2))
    if not pairs:
        return 0.0
    return sum(2 * lcs_length(a, b) / (len(a) + len(b)) for a, b in pairs) / len(pairs)
