"""The order in which a briefing tells: newest and most salient first, background last."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.types import Theme


def story_order(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """``themes`` in the order of telling."""
    ranked = sorted(enumerate(themes), key=lambda entry: (-entry[1].salience, entry[0]))
    return tuple(theme for _, theme in ranked)
