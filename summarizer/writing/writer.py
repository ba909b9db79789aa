"""What every writer promises, whatever engine stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from summarizer.types import Draft, Theme

Task = Literal["statement", "headline"]
Manner = Literal["theme", "joint"]


class Writer(Protocol):
    """Themes in, drafts out. Same themes, same drafts, whatever the threads."""

    @property
    def identity(self) -> str:
        """Name and content hash of the weights and the preset: goes into the signature."""

    @property
    def manner(self) -> Manner:
        """``theme``: one statement a theme. ``joint``: all themes in, one text out."""

    @property
    def gated(self) -> bool:
        """Whether its drafts must pass the gate behind the guard: so for a writer that often errs."""

    @property
    def writes_headlines(self) -> bool:
        """Whether :meth:`write` takes the task ``headline``."""

    @property
    def truncated(self) -> int:
        """Sentences this thread had cut or left out so far, the input being longer than the model takes.

        Only grows: of one briefing it is the difference between after and before.
        """

    def write(self, themes: Sequence[Theme], *, task: Task = "statement") -> list[list[Draft]]:
        """The n best drafts of each theme, best first; a list may be empty, never a draft."""

    def write_joint(self, themes: Sequence[Theme], *, max_words: int) -> list[Draft]:
        """One text over all themes, split into sentences; each draft's theme is what supports it."""
