"""What a news page prints around its article: captions, credits, buttons, links to other articles.

Every rule looks at one line, or at a line and its neighbours, and asks for more than one sign where a
sentence of the article could look alike. A line that tells something and ends in a full stop stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.arabic.dates import find_dates
from summarizer.arabic.normalise import normalise
from summarizer.reading import wording
from summarizer.reading.outlets import credit_names, ends_in_agency, is_agency

LONGEST_CAPTION = 30
"""Words. Longer lines are paragraphs, whatever they end in."""
LONGEST_LINK = 25
"""Words of a headline in a list of links."""
MOST_LINKS = 8
"""Headlines after ``اقرأ أيضا:`` that are taken for links."""
LONGEST_LINE = 600
"""Characters. Longer lines are text, and are not searched for wording."""
REPEATED_WORDS = 4
"""A line of fewer words may stand twice in an article (an answer, a chant)."""

_BETWEEN_WORDS = re.compile(r"\W+")


def furniture(lines: Sequence[str]) -> list[bool]:
    """Which of ``lines`` (none of them blank) are furniture of the page and no part of the article."""
    # Long lines are only ever compared with each other, as they are.
    folded = [normalise(line) if len(line) <= LONGEST_LINE else line for line in lines]
    marks = [_alone(line, fold) for line, fold in zip(lines, folded, strict=True)]
    if lines and wording.LINK.search(folded[0]) and not wording.LIST_OF_LINKS.match(folded[0]):
        marks[0] = False  # "شاهد.. انهيار جسر" at the top of a page is its headline
    lead = next((at for at, line in enumerate(lines) if is_paragraph(line)), len(lines))
    for at, line in enumerate(lines):
        marks[at] = marks[at] or _is_credit(line, edge=at < lead or at == len(lines) - 1)
    _mark_links(lines, folded, marks)
    _mark_captions(lines, folded, marks)
    _mark_repeats(folded, marks)
    return marks


def ends_sentence(line: str) -> bool:
    """Whether ``line`` ends in a full stop, a question or an outcry, closing marks aside."""
    return bool(wording.SENTENCE_END.search(line[-12:]))


def is_paragraph(line: str) -> bool:
    """Whether ``line`` reads as running text: it is long, or a sentence of some words that ends."""
    return len(line) > 120 or (ends_sentence(line) and len(line.split()) > 5)


def is_stamp(line: str) -> bool:
    """Whether ``line`` says when the page was published or changed (``تم النشر: …``)."""
    if len(line) > 120 or ends_sentence(line) or not wording.STAMP.search(fold := normalise(line)):
        return False
    return bool(wording.CLOCK.search(fold)) or any(
        date.month or date.unit == "day" for date in find_dates(line)
    )


def is_reprint(line: str) -> bool:
    """Whether ``line`` names the paper that an article was taken from (``*نقلا عن …``)."""
    return len(line) <= 80 and bool(wording.REPRINT.search(normalise(line)))


def _alone(line: str, fold: str) -> bool:
    """Whether the line is furniture whatever stands around it."""
    if len(line) > LONGEST_LINE:
        return False
    count = len(line.split())
    if not any(character.isalnum() for character in line):
        return True
    if wording.BUTTON.match(fold):
        return True
    if wording.NOTICE.search(fold):
        return count <= 45
    if wording.INVITATION.search(fold):
        return count <= 30
    if count > LONGEST_LINK:
        return False
    if wording.TAGS.search(fold) or is_reprint(line) or is_stamp(line):
        return True
    if wording.LINK.search(fold):
        return not line.rstrip().endswith((".", '."', ".»")) or count <= 3
    if wording.PHOTO.search(fold) or (wording.SOURCE.search(fold) and not ends_sentence(line)):
        return True
    return bool(wording.BYLINE.search(fold)) and count <= 9 and not ends_sentence(line)


def _is_credit(line: str, *, edge: bool) -> bool:
    """Whether the line is made of names of outlets and agencies.

    Reviews of the press use the name of a paper as a heading, so outlets alone count only at an
    ``edge`` of the page: above the first paragraph or on the last line.
    """
    names = credit_names(line)
    return bool(names) and (edge or any(map(is_agency, names)))


def _mark_links(lines: Sequence[str], folded: Sequence[str], marks: list[bool]) -> None:
    """After ``اقرأ أيضا:`` alone on its line, headlines follow until a sentence ends in a stop."""
    for at, fold in enumerate(folded):
        if not wording.LIST_OF_LINKS.match(fold):
            continue
        marks[at] = True
        for after in range(at + 1, min(at + 1 + MOST_LINKS, len(lines))):
            line = lines[after]
            if line.rstrip().endswith((".", '"', "»", "”", ":")) or len(line.split()) > LONGEST_LINK:
                break
            marks[after] = True


def _mark_captions(lines: Sequence[str], folded: Sequence[str], marks: list[bool]) -> None:
    """Captions carry the credit of their picture, say that it is old, or stand twice in a row."""
    for at, line in enumerate(lines):
        if marks[at] or len(line.split()) > LONGEST_CAPTION:
            continue
        twin = at + 1 < len(lines) and folded[at + 1] == folded[at]
        credited = ends_in_agency(line) and not wording.SENTENCE_END.search(line)
        if credited or (wording.ARCHIVE.search(folded[at][-30:]) and not wording.FINAL_STOP.search(line)):
            marks[at] = True
        elif twin and at > 0 and not wording.FINAL_STOP.search(line) and len(line.split()) >= REPEATED_WORDS:
            marks[at] = marks[at + 1] = True  # the words for the blind and the caption below


def _mark_repeats(folded: Sequence[str], marks: list[bool]) -> None:
    """A line that stood before, word for word, tells nothing new (a lead that the page prints twice)."""
    seen: set[str] = set()
    for at, fold in enumerate(folded):
        key = _BETWEEN_WORDS.sub(" ", fold) if len(fold) <= LONGEST_LINE else fold
        if key.strip().count(" ") + 1 < REPEATED_WORDS:
            continue
        if key in seen:
            marks[at] = True
        seen.add(key)
