"""Citation recall and precision after ALCE, with a support test of our own.

Gao, Yen, Yu and Chen (2023), "Enabling large language models to generate text with citations". A statement is
recalled if its cited passages together support it. A citation is precise if its statement is recalled
and the citation is needed or supports on its own: it counts against precision only if it does not
support the statement alone and the others still do. A statement without citations counts against recall
only: it has nothing whose precision could be judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Supports = Callable[[str, Sequence[str]], bool]
"""(statement, passages) to whether the passages together support the statement."""


@dataclass(frozen=True)
class CitationScore:
    """Counts over the statements of a summary."""

    statements: int
    recalled: int
    citations: int
    precise: int

    @property
    def recall(self) -> float:
        """Share of statements that their citations support; 0 without statements."""
        return self.recalled / self.statements if self.statements else 0.0

    @property
    def precision(self) -> float:
        """Share of citations that are of use; 0 without citations."""
        return self.precise / self.citations if self.citations else 0.0


def citation_score(cited: Sequence[tuple[str, Sequence[str]]], supports: Supports) -> CitationScore:
    """Judge (statement, cited passages) pairs with the support test ``supports``."""
    recalled = citations = precise = 0
    for statement, passages in cited:
        citations += len(passages)
        if not passages or not supports(statement, passages):
            continue
        recalled += 1
        precise += sum(_of_use(statement, passages, place, supports) for place in range(len(passages)))
    return CitationScore(len(cited), recalled, citations, precise)


def _of_use(statement: str, passages: Sequence[str], place: int, supports: Supports) -> bool:
    if len(passages) == 1 or supports(statement, [passages[place]]):
        return True
    others = [passage for number, passage in enumerate(passages) if number != place]
    return not supports(statement, others)
