"""When two statements say the same: by the content stems they share."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.arabic.stems import content_stems

REPEATED_SHARE = 0.7
"""Two statements repeat each other when this share of the shorter one's content stems is shared."""


def repeats(text: str, earlier: Iterable[str]) -> bool:
    """Whether ``text`` says again what one of ``earlier`` says."""
    stems = set(content_stems(text))
    for other in earlier:
        others = set(content_stems(other))
        shorter = min(len(stems), len(others))
        if shorter and len(stems & others) >= REPEATED_SHARE * shorter:
            return True
    return False
