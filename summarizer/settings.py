"""Every option once, with its unit and default."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.errors import SettingsError


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Options of a briefing.

    Raises:
        SettingsError: a value outside its range.
    """

    max_words: int = 150
    """Length of the briefing's statements together, in words. 10 to 2000."""
    model: str = "mini"
    """``mini`` (embedded), ``none`` (quote only), a checkpoint folder or a hub name."""
    engine: str = "auto"
    """``auto``, ``ctranslate2`` or ``transformers``."""
    threads: int = 2
    """Threads of the engine; changes speed, never the text."""

    disagreements: bool = True
    """Show where sources give different values."""
    timeline: bool = True
    """Show dated facts in order."""

    def __post_init__(self) -> None:
        if not 10 <= self.max_words <= 2000:
            raise SettingsError(
                f"max_words is {self.max_words}", where="--max-words", remedy="Give 10 to 2000 words."
            )
        if self.engine not in ("auto", "ctranslate2", "transformers"):
            raise SettingsError(
                f"unknown engine {self.engine!r}",
                where="--engine",
                remedy="Use auto, ctranslate2 or transformers.",
            )
        if self.threads < 1:
            raise SettingsError(f"threads is {self.threads}", where="--threads", remedy="Give 1 or more.")
