"""What text from articles may carry into an output that people look at."""

from __future__ import annotations

import re

DIRECTION_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNWANTED = re.compile(rf"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{DIRECTION_CONTROLS}\ufeff]")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """``text`` without control and direction characters, which could turn the line around it.

    Halves of surrogate pairs, which no file can hold, become U+FFFD. Cut before you clean: offsets
    do not survive.
    """
    return _BROKEN.sub("\ufffd", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    """:func:`visible` text with every run of white space as one blank."""
    return " ".join(visible(text).split())
