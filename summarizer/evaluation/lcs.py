"""Longest common subsequences by bits: one big integer holds a row of the table.

Hyyrö (2004), "Bit-parallel LCS-length computation revisited". A zero bit at place i says that the
table grows by one from row i to row i + 1. rapidfuzz, where installed, does the same in C++.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from summarizer.errors import MujazError

_rapidfuzz: Callable[[Sequence[str], Sequence[str]], int] | None
try:
    from rapidfuzz.distance.LCSseq import similarity as _rapidfuzz
except ImportError:
    _rapidfuzz = None

LARGEST_TABLE = 1 << 36
"""Cells. A million words against 60,000: some seconds. Beyond it a comparison is refused."""


def lcs_length(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest common subsequence of two token lists."""
    if _rapidfuzz is None:
        return lcs_length_by_bits(left, right)
    _refuse_giants(left, right)
    return _rapidfuzz(left, right)


def lcs_length_by_bits(left: Sequence[str], right: Sequence[str]) -> int:
    """The same without rapidfuzz."""
    if len(left) > len(right):
        left, right = right, left
    _refuse_giants(left, right)
    full = (1 << len(left)) - 1
    return len(left) - _last(_rows(_places(left), right, full), full).bit_count()


def union_positions(reference: Sequence[str], predictions: Iterable[Sequence[str]]) -> set[int]:
    """Places in ``reference`` that a longest common subsequence with any of ``predictions`` covers.

    Where a prediction has several such subsequences, the one that rouge-score's backtracking finds.
    """
    places = _places(reference)
    full = (1 << len(reference)) - 1
    found: set[int] = set()
    for prediction in predictions:
        if not places.keys().isdisjoint(prediction):
            _refuse_giants(reference, prediction)
            found.update(_backtrack(reference, prediction, list(_rows(places, prediction, full))))
    return found


def _backtrack(reference: Sequence[str], prediction: Sequence[str], rows: Sequence[int]) -> Iterator[int]:
    """rouge-score goes left where ``t[i][j-1] > t[i-1][j]``. Its table need not be kept: away from a match
    that is true exactly where column j grows at row i, which is a zero bit.
    """
    at, column = len(reference) - 1, len(prediction) - 1
    while at >= 0 and column >= 0:
        if reference[at] == prediction[column]:
            yield at
            at -= 1
            column -= 1
        elif rows[column] >> at & 1:
            at -= 1
        else:
            column -= 1


def _places(tokens: Sequence[str]) -> dict[str, int]:
    """For each token the bits of the places where it stands."""
    places: dict[str, int] = {}
    for index, token in enumerate(tokens):
        places[token] = places.get(token, 0) | 1 << index
    return places


def _rows(places: dict[str, int], right: Sequence[str], full: int) -> Iterator[int]:
    """The bits after each token of ``right``."""
    bits = full
    for token in right:
        if matches := places.get(token):
            hit = bits & matches
            bits = ((bits + hit) | (bits - hit)) & full
        yield bits


def _last(rows: Iterator[int], default: int) -> int:
    bits = default
    for row in rows:
        bits = row
    return bits


def _refuse_giants(left: Sequence[str], right: Sequence[str]) -> None:
    if len(left) * len(right) > LARGEST_TABLE:
        raise MujazError(
            f"texts too long to compare: {len(left):,} tokens against {len(right):,}",
            remedy="Check that the field holds one summary.",
        )
