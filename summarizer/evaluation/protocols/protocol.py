"""A protocol: a named, versioned way to turn a text into the tokens that are counted.

Any change of what a protocol yields for any text needs a new version, because a number is only
comparable with numbers of the same name and version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from summarizer.errors import MujazError

Splitter = Callable[[str], list[str]]

LONGEST_CACHED_TEXT = 200_000
"""Characters. Longer texts are split without the cache, so that one giant text cannot fill it."""


class ProtocolError(MujazError):
    """A protocol that is unknown or does not do to Arabic what it promises."""


@dataclass(frozen=True)
class Protocol:
    """How to tokenise for a score; ``label`` (name and version) is what the signature prints.

    ``split`` must be stateless, and must treat what stands between white space by itself: the tokens
    of ``"a b"`` are those of ``"a"`` followed by those of ``"b"``. Words repeat, so their tokens are
    remembered; the memory changes speed, never a token.
    """

    name: str
    version: int
    definition: str
    split: Splitter
    specimen: str
    """An Arabic text that shows every rule of the protocol."""
    specimen_tokens: tuple[str, ...]
    """What ``split`` must give for it."""
    prepare: Callable[[str], str] | None = None
    """Applied to the whole text first, for rules that look across white space."""
    _remembered: Callable[[str], tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        split = self.split

        @lru_cache(maxsize=1 << 16)
        def remembered(chunk: str) -> tuple[str, ...]:
            return tuple(split(chunk))

        object.__setattr__(self, "_remembered", remembered)

    @property
    def label(self) -> str:
        return f"{self.name}.{self.version}"

    def tokens(self, text: str) -> list[str]:
        """The tokens of ``text``, in order."""
        if self.prepare is not None:
            text = self.prepare(text)
        if len(text) > LONGEST_CACHED_TEXT:
            return self.split(text)
        return list(chain.from_iterable(map(self._remembered, text.split())))
