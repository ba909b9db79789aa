"""Split Arabic news text into sentences with exact offsets.

A paragraph (line) ends a sentence. Within it ``.``, ``!``, ``؟``, ``…`` end one, unless they stand
inside a quotation, a number, an abbreviation (``د.``) or before a word that cannot begin one.
No character but white space is lost.
"""

from __future__ import annotations

import re

_ENDERS = ".!؟?…"
_CLOSERS = "»”\"')]}’"
_OPEN = {"«": "»", "“": "”", "(": ")", "[": "]"}
_ABBREVIATION = re.compile(r"(?:^|[\s(«“\"])(?:[ء-ي]|ص|أ\.?د|م|ق\.?م|ب\.?ع|[A-Za-z]{1,2})$")
_RUN = re.compile(rf"[{re.escape(_ENDERS)}]+")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of the sentences of ``text``, in order, without outer white space."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        spans.extend(_split_line(text, line.start(), line.end()))
    return spans


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for run in _RUN.finditer(text, start, end):
        stop = run.end()
        while stop < end and text[stop] in _CLOSERS:
            stop += 1
        if run.start() >= begin and _is_end(text, begin, run.start(), run.end(), stop, end):
            spans.append((begin, stop))
            begin = stop
    spans.append((begin, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def _is_end(text: str, begin: int, run_start: int, run_end: int, stop: int, end: int) -> bool:
    after = text[stop:end].lstrip()
    if not after:
        return True
    if not text[stop].isspace() and not (run_end - run_start == 1 and _glued(text, run_start, stop)):
        return False
    before = text[begin:run_start]
    if text[run_start] == "." and _ABBREVIATION.search(before):
        return False
    if run_end - run_start >= 2 and set(text[run_start:run_end]) <= {"."} and _inside(text[begin:stop]):
        return False
    if _inside(text[begin:stop]) and not _inside(after, closing=True):
        return True
    return not _inside(text[begin:stop])


def _glued(text: str, at: int, stop: int) -> bool:
    """A stop without a blank after it ends a sentence between two Arabic words of some length."""
    left, right = text[max(0, at - 3) : at], text[stop : stop + 3]
    return stop == at + 1 and len(right) == 3 and all("ء" <= c <= "ي" for c in left + right)


def _inside(piece: str, closing: bool = False) -> bool:
    """Whether a quotation or bracket opened in ``piece`` is still open at its end."""
    if closing:
        closers = [piece.find(c) for c in _OPEN.values() if c in piece]
        openers = [piece.find(c) for c in _OPEN if c in piece]
        straight = '"' in piece
        return straight or (bool(closers) and (not openers or min(closers) < min(openers)))
    for opener, closer in _OPEN.items():
        if piece.count(opener) > piece.count(closer):
            return True
    return piece.count('"') % 2 == 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
