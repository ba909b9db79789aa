"""How much of a summary is new wording: shares of n-grams that stand in no source.

After See, Liu and Manning (2017), "Get to the point": an n-gram is novel if it occurs in no source text.
Distinct n-grams of words, folded orthographically; none crosses the end of a statement or of a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.arabic.normalise import words

ORDERS = (1, 2, 3, 4)


def novel_ngrams(statements: Sequence[str], sources: Iterable[str]) -> tuple[float, float, float, float]:
    """Shares (0 to 1) of the distinct 1- to 4-grams of ``statements`` that no source holds.

    An order for which the statements are too short has the share 0.
    """
    mine = [words(statement) for statement in statements]
    theirs = [words(source) for source in sources]
    one, two, three, four = (_share(mine, theirs, order) for order in ORDERS)
    return one, two, three, four


def _share(mine: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], order: int) -> float:
    wanted = {gram for tokens in mine for gram in _grams(tokens, order)}
    if not wanted:
        return 0.0
    known: set[tuple[str, ...]] = set()
    for tokens in theirs:
        known.update(_grams(tokens, order))
    return len(wanted - known) / len(wanted)


def _grams(tokens: Sequence[str], order: int) -> Iterable[tuple[str, ...]]:
    return zip(*(tokens[shift:] for shift in range(order)), strict=False)
