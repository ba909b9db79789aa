"""What an engine is: texts in, the n best hypotheses of each out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from summarizer.writing.decoding import Decoding, Hypothesis


class Engine(Protocol):
    """A loaded checkpoint. Same texts, same hypotheses, whatever the threads or the other texts."""

    @property
    def identity(self) -> str:
        """Engine, number format and content hash of the weights."""

    @property
    def special(self) -> frozenset[str]:
        """Strings the tokenizer reads as special tokens."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Length of each text in pieces, special tokens not counted."""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """For each text its hypotheses, best first."""
