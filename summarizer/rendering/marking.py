"""Text of articles as HTML: escaped, and with what is cited marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from summarizer.rendering.text import one_line, visible
from summarizer.types import Citation

CONTEXT = 140
"""Characters shown before and after a quoted sentence in its note, at most."""


# Words with a Latin letter, and what may stand between them, as one run: names, models, addresses.
_LETTER = "A-Za-z\u00c0-\u024f"
_INNER = "-./:@&'’_+?=%#~–"
_WORD = rf"(?=[0-9{_INNER}]{{0,40}}[{_LETTER}])[{_LETTER}0-9](?:[{_LETTER}0-9{_INNER}]*[{_LETTER}0-9/+])?"
_LATIN = re.compile(rf"(?<![{_LETTER}0-9]){_WORD}(?:[,;:.!]? (?:[0-9][0-9.,]* )*{_WORD})*")


def inline(text: str) -> str:
    """``text`` on one line as content of an element, its Latin runs isolated."""
    return isolated(one_line(text))


def attribute(text: str) -> str:
    """``text`` on one line for a quoted attribute or a title: escaped, without elements."""
    return escape(one_line(text))


def isolated(text: str) -> str:
    """``text`` escaped, each Latin run kept in its own direction.

    Without this ``BBC: «F-16» ...`` draws its quotation marks to the wrong sides: neutral characters
    between two Latin words take their direction.
    """
    pieces = []
    end = 0
    for run in _LATIN.finditer(text):
        pieces += [escape(text[end : run.start()]), f'<bdi dir="ltr">{escape(run.group())}</bdi>']
        end = run.end()
    return "".join([*pieces, escape(text[end:])])


def before_last_word(text: str) -> tuple[str, str]:
    """:func:`inline` in two parts, before the last word and the word, which is empty inside a Latin run."""
    line = one_line(text)
    cut = line.rfind(" ")
    if any(run.start() < cut < run.end() for run in _LATIN.finditer(line)):
        return isolated(line), ""
    return isolated(line[: max(cut, 0)]), isolated(line[cut + 1 :])


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
        piece = isolated(visible(text[left:right]))
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
    # A span may begin inside a word, after the conjunction written together with it.
    gaps = [" " if edge.isspace() else "" for edge in (before[-1:], after[:1])]
    return f"{_around(before)}{gaps[0]}{quote}{gaps[1]}{_around(after)}".strip()


def _around(text: str) -> str:
    shown = inline(text)
    return f'<span class="around">{shown}</span>' if shown else ""
