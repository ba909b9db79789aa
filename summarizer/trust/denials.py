"""Denials that later reports overtook: "no plan to withdraw", then an agreement to do so.

A denial counts where its verb governs a noun phrase of three content words or more, and a report overtakes
it where a later article announces something at its top, without denying, and names nearly all of that phrase.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.arabic.normalise import words
from summarizer.arabic.roots import related
from summarizer.arabic.stems import STOP_WORDS, content_stems
from summarizer.arabic.tokens import tokens
from summarizer.splitting import sentences_of
from summarizer.trust.origins import Origin, tellers_of
from summarizer.types import Article, Citation, Disagreement, Position, Sentence

TOP_SENTENCES = 2
LEAST_OBJECT, MOST_OBJECT = 3, 7
"""Content words of what is denied: fewer say too little, more are a sentence of their own."""
COVERED = 0.75
"""Share of what was denied that the later announcement has to name."""
SAME_STORY = 0.25
"""Share of content stems by which a report between the two belongs to the same story."""

_DENYING = frozenset("نفي نفت ينفي تنفي نفيه نفيها".split())
_OBJECT_STARTS = frozenset("اي ايه وجود صحه ان انها انه".split())
_ANNOUNCING = frozenset(
    """اعلن اعلنت يعلن تعلن اعلان اتفاق اتفق اتفقت توصل توصله توصلت قرر قررت وقع وقعت وافق وافقت بدا بدات
    اقر اقرت صدق اكد اكدت""".split()
)
_NEGATING = frozenset("لا لم لن ليس ليست عدم دون غير".split()) | _DENYING


@dataclass(frozen=True)
class _Denial:
    sentence: Sentence
    thing: tuple[str, ...]
    words: str


def superseded_denials(
    articles: Sequence[Article], origins: Mapping[str, Mapping[int, Origin]]
) -> tuple[Disagreement, ...]:
    """Each denial with the first later report that announces what it denied, and those between them."""
    dated = sorted((a for a in articles if a.date is not None), key=lambda a: (str(a.date), a.id))
    found = []
    for article in dated:
        for sentence in sentences_of(article)[:TOP_SENTENCES]:
            denial = _denial(sentence)
            if denial is None:
                continue
            later = [other for other in dated if str(other.date) > str(article.date)]
            overtaking = next((report for other in later if (report := _overtakes(other, denial))), None)
            if overtaking is not None:
                chain = [sentence, *_between(later, overtaking), overtaking]
                positions = tuple(_position(step, origins) for step in chain)
                found.append(Disagreement(denial.words, positions, "superseded"))
    return tuple(found)


def _denial(sentence: Sentence) -> _Denial | None:
    stream = tokens(sentence.text)
    verb = next((i for i, token in enumerate(stream[:4]) if token.word.lstrip("و") in _DENYING), None)
    if verb is None:
        return None
    start = next((i for i in range(verb + 1, len(stream)) if stream[i].word in _OBJECT_STARTS), None)
    if start is None or start + 1 >= len(stream):
        return None
    first = stream[start + 1].start
    stop = next((i for i, letter in enumerate(sentence.text[first:]) if letter in "،.؛:"), None)
    phrase = sentence.text[first : first + stop] if stop is not None else sentence.text[first:]
    thing = tuple(word for word in words(phrase) if word not in STOP_WORDS and len(word) > 2)
    if not LEAST_OBJECT <= len(thing) <= MOST_OBJECT:
        return None
    return _Denial(sentence, thing, phrase.strip())


def _overtakes(article: Article, denial: _Denial) -> Sentence | None:
    """The top sentence of ``article`` if it, with the title, announces what was denied."""
    sentences = sentences_of(article)
    if not sentences:
        return None
    lead = words(article.title + " " + sentences[0].text)
    if not set(lead) & _ANNOUNCING or set(words(sentences[0].text)) & _DENYING:
        return None
    named = sum(any(related(word, other) for other in lead) for word in denial.thing)
    if named < COVERED * len(denial.thing) or set(words(article.title)) & _NEGATING:
        return None
    return sentences[0]


def _between(later: Sequence[Article], overtaking: Sentence) -> list[Sentence]:
    """First sentences of the articles between the two days that tell of the same story."""
    end = set(content_stems(overtaking.text))
    steps = []
    for article in later:
        if str(article.date) >= str(overtaking.article.date):
            break
        lead = sentences_of(article)[:1]
        stems = set(content_stems(lead[0].text)) if lead else set()
        if stems and len(stems & end) >= SAME_STORY * min(len(stems), len(end)):
            steps.append(lead[0])
    return steps


def _position(sentence: Sentence, origins: Mapping[str, Mapping[int, Origin]]) -> Position:
    tellers = tellers_of(sentence, origins)
    citation = Citation(sentence.article.id, sentence.start, sentence.end)
    return Position(sentence.text, (citation,), tellers, sentence.article.date)
