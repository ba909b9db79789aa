"""Where a summary's sentences end, for ROUGE-Lsum. The rule is part of every signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.arabic.sentences import split_sentences
from summarizer.errors import MujazError


@dataclass(frozen=True)
class SentenceRule:
    """A named, versioned way to split a summary into sentences."""

    name: str
    version: int
    split: Callable[[str], list[str]]

    @property
    def label(self) -> str:
        return f"{self.name}.{self.version}"


def _mujaz(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


SENTENCE_RULES = {
    rule.name: rule for rule in (SentenceRule("mujaz", 1, _mujaz), SentenceRule("lines", 1, _lines))
}
DEFAULT_SENTENCES = "mujaz"


def get_sentence_rule(name: str) -> SentenceRule:
    """The rule called ``name``: ``mujaz`` (lines, then stops) or ``lines`` (as rouge-score splits)."""
    try:
        return SENTENCE_RULES[name]
    except KeyError:
        raise MujazError(
            f"unknown sentence rule {name!r}", where="--sentences", remedy="Use mujaz or lines."
        ) from None
