"""Lines that were broken to fit a width become paragraphs again.

Mail and old editors break lines at 60 to 100 characters. Such text gives itself away: in nearly every
line the first word of the next one would not have fitted any more.
"""

from __future__ import annotations

from itertools import pairwise

WIDEST = 100
"""Characters. Lines longer than this were not broken to fit a screen."""
NARROWEST = 40
"""Characters. Nobody breaks text into narrower lines; a list has them."""
FEWEST = 4
"""Full lines that it takes to be sure."""
SHARE = 0.7
"""Of the lines that another follows without a blank line, how many must be full; the rest end paragraphs."""


def unwrap(text: str) -> str:
    """``text`` with the lines of each paragraph joined, if it was broken to fit a width; else as it is."""
    lines = text.split("\n")
    widest = max(map(len, lines))
    if not NARROWEST <= widest <= WIDEST:
        return text
    full = [_is_full(line, below, widest) for line, below in pairwise(lines)]
    followed = sum(bool(line.strip() and below.strip()) for line, below in pairwise(lines))
    if sum(full) < FEWEST or sum(full) < SHARE * followed:
        return text
    joined = lines[0]
    for line, before_is_full in zip(lines[1:], full, strict=True):
        joined = f"{joined.rstrip()} {line.lstrip()}" if before_is_full else f"{joined}\n{line}"
    return joined


def _is_full(line: str, below: str, widest: int) -> bool:
    """Whether the first word of the line ``below`` would have made ``line`` wider than the widest."""
    words = below.split(maxsplit=1)
    return bool(line.strip() and words) and len(line.rstrip()) + 1 + len(words[0]) > widest
