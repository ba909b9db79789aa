"""The guard: does a draft say anything its sources do not?

Rules, each a function from draft and evidence to violations; none of them loads a model. What they hold
and what they let through is measured by ``benchmarks/guard_rates.py`` and told in docs/trust.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.arabic.attested import is_attested
from summarizer.arabic.modality import root
from summarizer.arabic.names import is_common, is_function_word, is_given_name, name_tokens, spellings
from summarizer.arabic.numbers import Quantity, quantities
from summarizer.arabic.places import is_place, stands_for
from summarizer.arabic.quotations import quotations
from summarizer.arabic.tokens import Token, bare, tokens
from summarizer.trust.evidence import Evidence, evidence_of, month_of, weekday_of
from summarizer.trust.form import faults
from summarizer.trust.support_model import doubts

FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Violation:
    """``kind`` is one of the keys of ``check.REASONS``; ``detail`` is the word of the draft it is about."""

    kind: str
    detail: str


def violations(text: str, sources: Sequence[str]) -> tuple[Violation, ...]:
    """What ``text`` says that ``sources`` do not; empty when nothing was found."""
    evidence = evidence_of(tuple(sources))
    stream = tokens(text)
    found = [*_form(text, stream)]
    if not found:
        for rule in (_unknown, _numbers, _calendar, _quoted, _glued, _stolen, _broken):
            found.extend(rule(text, stream, evidence))
        # found.extend(Violation("negation", word) for word in negations(text, tuple(sources)))
        # found.extend(Violation("modality", word) for word in modalities(text, tuple(sources)))
        if not found and (kind := doubts(text, sources)):
            found.append(Violation(kind, ""))
    return tuple(dict.fromkeys(found))


def _form(text: str, stream: list[Token]) -> Iterator[Violation]:
    """Empty, cut off, unclosed or repeating text."""
    if len(stream) < FEWEST_WORDS:
        yield Violation("empty", text)
        return
    yield from (Violation(kind, word) for kind, word in faults(text, stream))
    if stream[-1].word in _DANGLING:
        yield Violation("empty", stream[-1].word)
    if any(not one.closed for one in quotations(text)) or text.count("(") != text.count(")"):
        yield Violation("quotation", text[-20:])
    plain = [token.word for token in stream]
    for one, two in pairwise(plain):
        if one == two and not one.isdigit() and len(one) > 1 and one not in _DOUBLED:
            yield Violation("repetition", one)
    pairs = [(one, two) for one, two in pairwise(plain) if not is_function_word(one) | is_function_word(two)]
    twice = next((pair for pair in pairs if pairs.count(pair) > 1 and len(pair[0]) > 2 < len(pair[1])), None)
    if twice:
        yield Violation("repetition", " ".join(twice))
    for size in (3, 4):
        runs = list(zip(*(plain[i:] for i in range(size)), strict=False))
        if len(set(runs)) < len(runs):
            yield Violation("repetition", " ".join(next(r for r in runs if runs.count(r) > 1)))
            return


_DANGLING = frozenset(
    "في من علي الي عن مع ان بان التي الذي و او ثم بين حول ضد خلال عبر لدي نحو اكثر اقل غير عدم".split()
)
_DOUBLED = frozenset("شينا شيئا شييا جدا جنبا واحدا وجها يوما رويدا صن كيم باد سان لا هونغ".split())


def _unknown(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """Every name-like word must stand in the sources; so must every word that is not common vocabulary."""
    numbers = [(q.start, q.end) for q in quantities(text)]
    names = {name.start: name for name in name_tokens(text)}
    for token in stream:
        if token.is_number or any(start <= token.start < end for start, end in numbers):
            continue
        if weekday_of(token.word) or month_of(stream, token):
            continue
        if evidence.has(token.word):
            continue
        name = names.get(token.start)
        if name is not None and name.sign != "unknown":
            if (
                name.sign == "place"
                and evidence.has_any(stands_for(token.word))
                and not _located(stream, token)
            ):
                continue
            if name.sign in ("pattern",) and is_common(token.word):
                continue
            yield Violation("name", text[token.start : token.end])
        elif is_function_word(token.word) or is_common(token.word):
            continue
        elif not evidence.has_stem(token.word):
            yield Violation("word" if name is None else "name", text[token.start : token.end])


def _located(stream: list[Token], token: Token) -> bool:
    """Whether a place can stand as a place (``في موسكو``, ``سكان موسكو``), not only as a government."""
    index = stream.index(token)
    if index == 0:
        return False
    before = stream[index - 1].word
    return token.word[:1] == "ب" or any(reading in _PLACED for reading in bare(before))


_PLACED = frozenset(
    """في مدينه قرب الي داخل خارج سكان اهالي مونديال شمال جنوب شرق غرب ضواحي ريف مطار شوارع حدود قصف قتال
    سماء ميناء سفاره وسط عاصمه العاصمه زياره نحو قمه""".split()
)


def _numbers(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """Every number has its equal in the sources, with its hedge."""
    for number in quantities(text):
        if number.value == 1 and not text[number.start].isdigit():
            continue
        equals = [other for other in evidence.quantities if number.equals(other)]
        shown = text[number.start : number.end]
        if not equals:
            if number.value == 2 and evidence.duals:
                continue
            yield Violation("number", shown)
            continue
        if (number.unit == "%") and not any(other.unit == "%" for other in equals):
            yield Violation("number", shown)
        yield from _hedge(number, equals, shown)


def _hedge(number: Quantity, equals: list[Quantity], shown: str) -> Iterator[Violation]:
    """A hedge may not go or turn; saying "about" of an exact number claims less, not more."""
    hedges = {other.hedge for other in equals}
    if number.hedge != "about" and number.hedge not in hedges:
        yield Violation("hedge", shown)


def _calendar(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """Weekdays and months stand in the sources."""
    for token in stream:
        day = weekday_of(token.word)
        if day and day not in evidence.weekdays:
            yield Violation("weekday", text[token.start : token.end])
        month = month_of(stream, token)
        if month and month not in evidence.months:
            yield Violation("month", text[token.start : token.end])


def _quoted(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """A quotation of two words or more stands word for word in one source."""
    for one in quotations(text):
        run = [token.word for token in tokens(one.text)]
        if len(run) >= 2 and not evidence.has_run(run):
            yield Violation("quotation", one.text)


_NO_SURNAME = frozenset("لا حماس داعش طالبان رويترز الاناضول فيسبوك تويتر غوغل".split())


def _glued(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """Two names side by side stand side by side in a source (``محمد السيسي`` glued from two people)."""
    names = [name for name in name_tokens(text) if name.sign not in ("latin",)]
    for first, second in pairwise(names):
        if second.start - first.end != 1 or (second.word[:1] in "ولب" and len(second.word) > 4):
            continue
        if any(
            is_place(name.word) or weekday_of(name.word) or name.word in _NO_SURNAME
            for name in (first, second)
        ):
            continue
        if not (is_given_name(first.word) or first.sign in ("title", "pattern")):
            continue
        if is_common(second.word) and not is_given_name(second.word):
            continue
        if not evidence.beside(first.word, second.word):
            yield Violation("attachment", text[first.start : second.end])


_MINISTRIES = frozenset("خارجيه داخليه ماليه الخارجيه الداخليه الماليه".split())


def _stolen(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """An adjective of the sources may not move from its noun to another noun of the sources.

    ``محادثات ثنائية`` out of ``محادثات بشأن ... علاقات ثنائية`` has only words of the sources and is false.
    """
    named = {name.start for name in name_tokens(text) if name.sign != "unknown"}
    for noun, adjective in pairwise(stream):
        ending = ("يه", "ي") if _definite(adjective) else "يه"
        if not is_common(adjective.word) or adjective.word in _MINISTRIES:
            continue
        if not adjective.word.endswith(ending) or len(adjective.word) < 5:
            continue
        if (
            adjective.start - noun.end != 1
            or adjective.word[0] in "ويت"
            or {noun.start, adjective.start} & named
        ):
            continue
        if any(is_function_word(one.word) or one.is_number for one in (noun, adjective)):
            continue
        owners = evidence.owners(adjective.word) if _definite(noun) == _definite(adjective) else frozenset()
        if not owners or not evidence.has(noun.word) or owners & _senses(noun.word):
            continue
        if not any(owners & _senses(other.word) for other in stream if other is not adjective):
            yield Violation("attachment", text[noun.start : adjective.end])


def _definite(token: Token) -> bool:
    return any(token.word.startswith(article) for article in ("ال", "وال", "بال", "لل", "فال", "كال"))


def _senses(word: str) -> frozenset[str]:
    return spellings(word) | {root(word)}


def _broken(text: str, stream: list[Token], evidence: Evidence) -> Iterator[Violation]:
    """A word that is in no source and in no text at all is a slip of the writer (``تتوف``)."""
    known = {reading for sentence in evidence.sentences for token in sentence for reading in bare(token.word)}
    for token in stream:
        if token.is_number or token.is_latin or len(token.word) < 3 or known & set(bare(token.word)):
            continue
        if not is_attested(token.word):
            yield Violation("word", text[token.start : token.end])
