"""How a text is searched for, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.errors import SettingsError


@dataclass(frozen=True, kw_only=True)
class Decoding:
    """Options of beam search; lengths in pieces of the model's own tokenizer.

    Raises:
        SettingsError: a value no search can use.
    """

    beams: int = 4
    drafts: int = 1
    """Hypotheses kept, best first; at most ``beams``."""
    length_penalty: float = 1.0
    """Hypotheses are ranked by log-probability / length ** length_penalty."""
    min_pieces: int = 1
    max_pieces: int = 96
    no_repeat_ngram: int = 0
    """No run of this many pieces occurs twice in one text; 0 allows it."""

    def __post_init__(self) -> None:
        for name in ("beams", "drafts", "min_pieces", "max_pieces"):
            if getattr(self, name) < 1:
                raise SettingsError(
                    f"{name} is {getattr(self, name)}", where="decoding", remedy="Give 1 or more."
                )
        if self.drafts > self.beams:
            raise SettingsError(
                f"{self.drafts} drafts of {self.beams} beams",
                where="decoding",
                remedy="Give at most as many drafts as beams.",
            )
        if self.min_pieces > self.max_pieces:
            raise SettingsError(
                f"min_pieces {self.min_pieces} is above max_pieces {self.max_pieces}", where="decoding"
            )
        if self.no_repeat_ngram < 0:
            raise SettingsError("no_repeat_ngram is negative", where="decoding", remedy="Give 0 or more.")


@dataclass(frozen=True)
class Hypothesis:
    """One text a search found."""

    text: str
    score: float
    """Mean log-probability per piece, the end counted."""
    finished: bool
    """Whether the model ended it itself; otherwise it ran into ``max_pieces``."""
