"""Split Arabic news text into sentences with exact offsets.

A line is a paragraph and ends a sentence. Within it ``.``, ``!``, ``؟`` end one; what else they can be
(a decimal, an abbreviation, initials, a list number, a stop inside a quotation) is told apart below.
Two or more dots are a pause, as news style has it, unless the sentence is long by then.
Nothing but white space ever falls outside the spans. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.arabic.enclosures import enclosures

LONGEST_QUOTATION = 300
"""Characters. Stops in a longer quotation do end sentences, so that none grows without end."""
LONG_SENTENCE = 160
"""Characters after which dots end a sentence instead of marking a pause."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOPS = ".!؟?…"
_RUN = re.compile(r"[.!؟?…]+(?:\s*[.!؟?…]+)*")
_CLOSERS = "»”“\"'’)]}"
_CLOSING = re.compile(rf"\s*[{re.escape(_STOPS + _CLOSERS)}]")
_TAIL = 40
"""Characters before a stop that can make it an abbreviation: enough for four dotted letter names."""

_LETTER = "\u0620-\u064a\u0671-\u06d3"
_MARKS = "\u064b-\u0652\u0670\u0640"
# How Arabic spells Latin initials: بي.بي.سي، "بي. إن. سبورت".
_LETTER_NAME = (
    "(?:[إاأ]يه|بي|سي|دي|[إاأ]ي|[إاأ]ف|جي|[إاأ]تش|آي|جيه|جاي|كيه?|كاي|[إاأ]ل|[إاأ]م|[إاأ]ن|[أاإ]وه?|كيو"
    "|[آا]ر|[إاأ]س|تي|يو|في|دبليو|[إاأ]كس|واي|ز[ديى]|[أا]وت)"
)
_BEFORE = r"(?:^|[\s(«»“”\"'\[،:/-])"
_INITIALS = re.compile(rf"{_BEFORE}(?:[بولفك]?ال)?(?:[{_LETTER}]\s?\.\s?)*(?:[{_LETTER}]ـ?|و[دمأ]|[لب]د)$")
_SPELLED = re.compile(rf"(?:{_BEFORE}|\.)\s?{_LETTER_NAME}$")
_SPELLED_CHAIN = re.compile(rf"(?:{_BEFORE}|\.){_LETTER_NAME}\s?\.\s?{_LETTER_NAME}$")
_SPELLED_NEXT = re.compile(rf"\s?{_LETTER_NAME}(?![{_LETTER}])")
# Those among them that are no Arabic words are initials by themselves: "جوشوا إل. روفمان".
_SPELLED_INITIAL = re.compile(rf"{_BEFORE}(?:[إا]ل|[إا]م|[إا]س|[إا]ف|[إا]تش|جيه|كيه|دبليو|[إا]كس)$")
_DOMAIN_NEXT = re.compile(rf"(?:كوم|نت|أورغ|أورج|اورج|تي ?في)(?![{_LETTER}])")
# A letter that is the name of something, not short for something: "نقص فيتامين د. ويوجد".
_NAMED_LETTER = re.compile(
    r"(?:فيتامين(?:ات)?|[ال]?مجموعة|الفئة|فئة|حرف|الحرف|النمط|النوع|القسم|الكبد|الدرجة|الملحق|البند|\d)\s+\S$"
)
_LATIN_SHORT = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|St|Jr|vs|No)$")
_LIST_NUMBER = re.compile(r"[\s(\[*•-]*[\d٠-٩۰-۹]{1,3}\s?\)?$")
_WORD_NEXT = re.compile(rf"[{_LETTER}{_MARKS}]{{2}}")
_WORD_BEFORE = re.compile(rf"[{_LETTER}{_MARKS}]{{2}}$")
_NEW_SENTENCE = re.compile(
    rf"\s*(?:و[{_LETTER}{_MARKS}]{{3}}|فقد\s|كما\s|لكن|ثم\s|بينما\s|فيما\s|غير أن|إلا أن|من جهت"
    "|من جانب|في المقابل)"
)
_SPEECH_NEXT = re.compile(r"\s*و(?:قال|أضاف|اضاف|تابع|أكد|أوضح|ذكر|أشار|صرح|أردف|استطرد|ختم|شدد|كان|يذكر)")
_PUNCTUATION_NEXT = re.compile(r"\s*[،,؛;:؍/]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of the sentences of ``text``, in order, without outer white space."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        spans.extend(_split_line(text, line.start(), line.end()))
    return spans


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for cut in [*_cuts(text, start, end), end]:
        span = _trim(text, begin, cut)
        begin = cut
        if span[0] == span[1]:
            continue
        if spans and not any(character.isalnum() for character in text[span[0] : span[1]]):
            spans[-1] = (spans[-1][0], span[1])  # stray punctuation belongs to what it follows
        else:
            spans.append(span)
    return spans


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end within the line ``[start, end)``; the end of the line is not among them."""
    pairs = enclosures(text, start, end, longest=LONGEST_QUOTATION)
    openers = {opener for opener, _ in pairs}
    covers = _outermost(pairs)
    cover = 0
    begin = start
    for run in _RUN.finditer(text, start, end):
        if run.start() < begin:
            continue  # absorbed by the stop before it
        while cover < len(covers) and covers[cover][1] < run.start():
            cover += 1
        quoted = cover < len(covers) and covers[cover][0] < run.start()
        stop = _absorb(text, run.end(), end, openers)
        if stop >= end or (quoted and stop <= covers[cover][1]):
            continue
        if _ends(text, begin, run.start(), run.end(), stop, end, quoted=quoted):
            yield stop
            begin = stop


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``pairs`` in order of their openers, without those that lie within another."""
    outermost: list[tuple[int, int]] = []
    for opener, closer in sorted(pairs):
        if not outermost or closer > outermost[-1][1]:
            outermost.append((opener, closer))
    return outermost


def _absorb(text: str, at: int, end: int, openers: set[int]) -> int:
    """The end of the stops and closing marks that follow ``at``."""
    while at < end and (closing := _CLOSING.match(text, at, end)):
        last = closing.end() - 1
        if text[last] not in _STOPS and (last in openers or (last > at and text[last] not in ")]}»”")):
            break  # a quotation that begins after a blank opens the next sentence
        at = closing.end()
    return at


def _ends(text: str, begin: int, at: int, run_end: int, stop: int, end: int, *, quoted: bool) -> bool:
    """Whether the stops ``[at, run_end)``, with closing marks up to ``stop``, end a sentence."""
    if _PUNCTUATION_NEXT.match(text, stop, end) or (at > begin and text[at - 1] in "(["):
        return False  # "(...)" says that words of a quotation were left out
    run = text[at:run_end]
    spaced = text[stop].isspace()
    tail = text[max(begin, at - _TAIL) : at]
    if run == ".":
        if not spaced and not _glued(text, at, stop, end, tail):
            return False
        if at - begin <= _TAIL and _LIST_NUMBER.match(tail):
            return False
        return not (stop == run_end and _abbreviates(text, tail, stop, end))
    if set(run) <= set(".…") or ("…" in run or ".." in run):
        return bool(_SPEECH_NEXT.match(text, stop, end)) or at - begin >= LONG_SENTENCE
    if not spaced and not _WORD_NEXT.match(text, stop, end):
        return False
    # A question or an outcry that a quotation closes with is often a title in mid-sentence.
    return not quoted or bool(_NEW_SENTENCE.match(text, stop, end))


def _glued(text: str, at: int, stop: int, end: int, tail: str) -> bool:
    """Whether a stop without a blank after it stands between two words and not inside one."""
    if not _WORD_NEXT.match(text, stop, end) or _DOMAIN_NEXT.match(text, stop, end):
        return False
    if stop > at + 1:
        return True  # the closing mark of a quotation stands between
    if tail[-1:].isdigit():
        return True
    return (
        bool(_WORD_BEFORE.search(tail)) and not _SPELLED.search(tail) and not _SPELLED_NEXT.match(text, stop)
    )


def _abbreviates(text: str, tail: str, stop: int, end: int) -> bool:
    """Whether the stop after ``tail`` shortens a word or a name instead of ending a sentence."""
    if _INITIALS.search(tail):
        return not _NAMED_LETTER.search(tail)
    if (
        _SPELLED_INITIAL.search(tail)
        or _SPELLED_CHAIN.search(tail)
        or (_SPELLED.search(tail) and _SPELLED_NEXT.match(text, stop, end))
    ):
        return True
    return bool(_LATIN_SHORT.search(tail)) and not _NEW_SENTENCE.match(text, stop, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
