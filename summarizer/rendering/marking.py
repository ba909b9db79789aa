"""Text of articles as HTML: escaped, and with what is cited marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from summarizer.rendering.text import one_line, visible
from summarizer.types import Citation

CONTEXT = 140
"""Characters shown before and after a quoted sentence in its note, at most."""


def inline(text: str) -> str:
    """``text`` on one line, escaped for content and quoted attributes."""
    return escape(one_line(text))


def marked_text(text: str, citations: Iterable[Citation], *, name: str) -> str:
    """``text`` as paragraphs in which the cited spans are marked and can be linked to.

    The first mark of a span ``[start, end)`` has the id ``{name}-{start}-{end}``. Spans may overlap
    and may run over a line's end.
    """
    spans = sorted({(citation.start, citation.end) for citation in citations})
    paragraphs = []
    begin = 0
    for line in text.splitlines(keepends=True):
        pieces = _marked_line(text, begin, begin + len(line), spans, name)
        if pieces.strip():
            paragraphs.append(f"<p>{pieces.strip()}</p>")
        begin += len(line)
    return "\n".join(paragraphs)


def _marked_line(text: str, begin: int, end: int, spans: Sequence[tuple[int, int]], name: str) -> str:
    here = [(start, stop) for start, stop in spans if begin < stop and start < min(stop, end)]
    edges = (edge for start, stop in here for edge in (max(start, begin), min(stop, end)))
    cuts = sorted({begin, end, *edges})
    pieces = []
    for left, right in pairwise(cuts):
        piece = escape(visible(text[left:right]))
        if any(start <= left and right <= stop for start, stop in here):
            anchors = "".join(
                f'<a id="{name}-{start}-{stop}" tabindex="-1"></a>' for start, stop in here if start == left
            )
            piece = f"<mark>{anchors}{piece}</mark>"
        pieces.append(piece)
    return "".join(pieces)


def in_context(text: str, citation: Citation) -> str:
    """The quoted span, marked, between the words of its article that stand around it."""
    before = text[max(0, citation.start - CONTEXT) : citation.start]
    after = text[citation.end : citation.end + CONTEXT]
    if citation.start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if citation.end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    quote = f"<mark>{inline(text[citation.start : citation.end])}</mark>"
    return " ".join(part for part in (_around(before), quote, _around(after)) if part)


def _around(text: str) -> str:
    shown = inline(text)
    return f'<span class="around">{shown}</span>' if shown else ""
