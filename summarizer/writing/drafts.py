"""From what a model wrote to what may stand in a briefing: tidied, or dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.arabic.normalise import BIDI_CONTROLS, arabic_share, words
from summarizer.arabic.sentences import split_sentences
from summarizer.arabic.stems import stem

MINIMUM_WORDS = 4
MINIMUM_ARABIC = 0.6
"""Share of Arabic letters below which a draft is not Arabic prose."""

_STOPS = ".!؟?…"
_SPACE_BEFORE = re.compile(r"\s+([،؛:.!؟?…,;%٪»”)\]])")
_SPACE_AFTER_OPENING = re.compile(r"([«“(\[])\s+")
_DOUBLED_MARK = re.compile(r"([،؛:])(?:\s*[،؛:])+")
_STRAIGHT = re.compile(r'"\s*([^"]*?)\s*"')
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
_DANGLING = frozenset(
    "في من على إلى الى عن مع أن ان إن التي الذي الذين بأن وأن لأن و أو ثم حتى بعد قبل بين خلال عند منذ ضد "
    "نحو كما حيث بينما إذا لكن ولكن قد لم لن لا ما هذا هذه ذلك تلك غير كل بعض".split()
)
"""Words no Arabic sentence ends on: a draft that does was broken off."""


def tidy(text: str, *, stop: bool = True) -> str:
    """``text`` with its spacing, quotation marks and final stop put right; words are never touched."""
    text = " ".join(BIDI_CONTROLS.sub("", text).split())
    text = _SPACE_BEFORE.sub(r"\1", text)
    text = _SPACE_AFTER_OPENING.sub(r"\1", text)
    text = _DOUBLED_MARK.sub(r"\1", text)
    text = _STRAIGHT.sub(r'"\1"', text).strip("،؛:, ")
    text = _close(text)
    if not stop:
        return text.rstrip(".").rstrip()
    if text and text.rstrip('»”")]')[-1:] not in _STOPS:
        text += "."
    return text


def _close(text: str) -> str:
    """Close what was opened and take out what was never opened."""
    stop = ""
    if text.endswith(tuple(_STOPS)):
        text, stop = text[:-1], text[-1]
    for opener, closer in _PAIRS:
        depth, kept = 0, []
        for character in text:
            if character == opener:
                depth += 1
            elif character == closer:
                if depth == 0:
                    continue
                depth -= 1
            kept.append(character)
        text = "".join(kept) + closer * depth
    if text.count('"') % 2:
        last = text.rindex('"')
        opens = (
            last + 1 < len(text) and not text[last + 1].isspace() and (last == 0 or text[last - 1].isspace())
        )
        text = text + '"' if opens else text[:last] + text[last + 1 :]
    return text + stop


def finish(text: str) -> str:
    """``text`` up to its last full sentence; empty where it has none."""
    spans = split_sentences(text)
    while spans:
        start, end = spans.pop()
        if text[start:end].rstrip('»”")]')[-1:] in _STOPS:
            return text[:end]
    return ""


def degenerate(text: str, *, sources: str = "", minimum_words: int = MINIMUM_WORDS) -> str | None:
    """Why ``text`` cannot be shown, or ``None``: too short, not Arabic, broken off, repeats itself.

    A word twice in a row is no fault where ``sources`` have it so too (a name such as عبد الله عبد الله).
    """
    tokens = words(text)
    if len(tokens) < minimum_words:
        return "too short"
    if arabic_share(text) < MINIMUM_ARABIC:
        return "not Arabic"
    if _raw_last_word(text) in _DANGLING:
        return "broken off"
    doubled = {a for a, b in pairwise(tokens) if a == b and not a.isdigit()}
    if doubled and not doubled <= {a for a, b in pairwise(words(sources)) if a == b}:
        return "repeats a word"
    if _doubles_a_run([stem(token) for token in tokens]):
        return "repeats a run of words"
    runs = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    if len(runs) != len(set(runs)):
        return "repeats a run of words"
    return None


def _doubles_a_run(stems: Sequence[str]) -> bool:
    """Whether two to four stems stand twice in a row: وأربع بلدات وأربع بلداته."""
    return any(
        stems[at : at + length] == stems[at + length : at + 2 * length]
        for length in (2, 3, 4)
        for at in range(len(stems) - 2 * length + 1)
    )


def _raw_last_word(text: str) -> str:
    return text.rstrip(_STOPS + '»”")]، ').split(" ")[-1]
