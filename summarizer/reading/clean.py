"""Invisible characters out, everything visible kept: the text that offsets point into."""

from __future__ import annotations

import re

# Direction marks, embeddings, isolates, zero-width blanks and joiners, byte-order marks, and the
# controls of C0 and C1 that no page prints. Tabs and line ends are seen to below.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """``text`` without invisible controls, with ``\\n`` for every line end and no blanks at its edges."""
    return _LINE_END.sub("\n", _INVISIBLE.sub("", text)).strip()


def clean_line(text: str) -> str:
    """``text`` on one line: invisible controls out, every run of white space one blank."""
    return " ".join(_INVISIBLE.sub("", text).split())
