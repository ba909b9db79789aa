"""When two statements say the same: by the content stems they share."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.arabic.stems import content_stems

REPEATED_SHARE = 0.6
"""Two statements repeat each other when this share of the shorter one's content stems is shared."""
LONG_SHARE, LONG_SHARED = 0.5, 6
"""… or this smaller share, where so many stems are shared that a common subject does not explain it."""


def repeats(text: str, earlier: Iterable[str]) -> bool:
    """Whether ``text`` says again what one of ``earlier`` says."""
    return any(repeat(text, other) for other in earlier)


def repeat(text: str, other: str) -> bool:
    """Whether the two say the same, by the content stems they share."""
    stems, others = set(content_stems(text)), set(content_stems(other))
    shared = len(stems & others)
    shorter = min(len(stems), len(others))
    if not shorter:
        return False
    return shared >= REPEATED_SHARE * shorter or (shared >= LONG_SHARED and shared >= LONG_SHARE * shorter)
