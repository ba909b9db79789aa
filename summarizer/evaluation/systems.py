"""What is compared: a system turns a cluster into statements with citations, within a budget of words.

The budget counts words as :func:`summarizer.arabic.normalise.count_words` does. A baseline fills it to the
last word: the sentence that crosses the limit is cut there, so that systems are compared at equal
length. A pipeline keeps its statements whole and may stay below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from summarizer.errors import SettingsError
from summarizer.types import Citation, Cluster, Sentence, Statement


@dataclass(frozen=True)
class Summary:
    """What a system says about a cluster, one statement a line."""

    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        return "\n".join(statement.text for statement in self.statements)


class System(Protocol):
    """Same cluster, same budget, same summary."""

    @property
    def name(self) -> str:
        """The name it is called by on the command line and in tables."""

    @property
    def identity(self) -> str:
        """Everything that changes its output: name, version, seed, weights."""

    @property
    def uses_references(self) -> bool:
        """Whether it looks at the references: an upper bound, not a competitor."""

    def summarize(self, cluster: Cluster, *, max_words: int) -> Summary:
        """At most ``max_words`` words about ``cluster``."""


def quoted(sentence: Sentence, *, words: int | None = None) -> Statement:
    """``sentence`` as a statement that cites itself, or only its first ``words`` words."""
    text, end = sentence.text, sentence.end
    if words is not None:
        text = _first_words(text, words)
        end = sentence.start + len(text)
    citation = Citation(sentence.article.id, sentence.start, end)
    return Statement(text, (citation,), (), "quoted")


def fill(sentences: Iterable[Sentence], max_words: int, *, cut: bool = True) -> Summary:
    """Sentences in order until ``max_words`` are reached; the last one is cut there if ``cut``.

    Without ``cut`` sentences that do not fit are passed over and later, shorter ones may still enter.
    """
    statements: list[Statement] = []
    left = max_words
    for sentence in sentences:
        length = len(sentence.text.split())
        if left <= 0:
            break
        if length <= left:
            statements.append(quoted(sentence))
        elif cut:
            statements.append(quoted(sentence, words=left))
        else:
            continue
        left -= length
    return Summary(tuple(statements))


def _first_words(text: str, words: int) -> str:
    """The prefix of ``text`` that holds its first ``words`` words, inner white space kept."""
    end = 0
    for _ in range(words):
        while end < len(text) and text[end].isspace():
            end += 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return text[:end]


def check_names(names: Sequence[str], known: Iterable[str]) -> None:
    """Raises ``SettingsError`` when the same system is asked for twice or none is."""
    if not names:
        raise SettingsError("no system", where="--systems", remedy=f"Name some of {', '.join(known)}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SettingsError(f"{', '.join(twice)} named twice", where="--systems", remedy="Name each once.")
