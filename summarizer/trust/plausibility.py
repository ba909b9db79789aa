"""The second gate: does a draft that the guard passes also read like something its sources say?

A weak writer puts words of its sources together into sentences that are false or nonsense though every
word stands there (``اتهم`` for ``قال``, one man's name with another's office, an object without its verb).
No rule catches them all; what they share is that they jump about in their sources. The gate is a logistic
regression over what :mod:`alignment` shows, learnt by ``training/plausibility/learn.py`` from drafts that
were read one by one. It is strict on purpose: who cannot write well must quote.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from summarizer.arabic.leaning import leaning, strip_leaning
from summarizer.arabic.modality import root
from summarizer.arabic.names import is_common, is_function_word
from summarizer.arabic.places import is_place
from summarizer.arabic.tokens import Token, bare, tokens
from summarizer.trust.alignment import Place, Sources, align, lay_out, opens_phrase, parted, unlinked
from summarizer.trust.evidence import weekday_of
from summarizer.trust.verbs import is_verb

FEATURES = tuple(
    """score words length_ratio sources cost_share copied_share longest_run short_runs junctions
    clean_skips orphan_skips bereft_skips small_skips rough_skips clean_jumps rough_jumps
    verbs_dropped numbers_dropped heads_dropped pronouns_left
    opening_copied opening_neutral opening_strange opening_followed verbless opening_inflected
    agreement subject_cut speaker_moved frame_clash
    inserted_function inserted_content inflected clitics prepositions_changed strange broken
    repeated attributed_twice attribution_inserted relative_moved preposition_moved
    end_loose end_open end_verb tail_verb speech_empty glued_quote leaning""".split()
)
"""What the gate looks at, in the order of the weights."""

_NEUTRAL = frozenset("قال قالت اعلن اعلنت افاد افادت اكد اكدت ذكر ذكرت اوضح اوضحت صرح صرحت".split())
_ATTRIBUTIONS = frozenset("بحسب وفق وفقا حسب".split())
_RELATIVES = frozenset("الذي التي الذين اللذين اللتين".split())
_SPEECH = frozenset("قال قالت اوضح اوضحت اضاف اضافت تابع تابعت صرح صرحت راي رات".split())
_THAT = re.compile(r"(?<!\w)ب?[إأا]ن(?:ه|ها|هم)?(?!\w)|:|\"(?:[^\W\d_]+[\s،]+){3}|[«“]")
_GLUED_QUOTE = re.compile(r"(?:[^\W\d_]{2}|[،.؛])\"[^\W\d_]")
_COMPLEMENTIZERS = frozenset("ان انه انها انهم بان بانه بانها".split())
_FRAMES = frozenset("الي عن علي من".split())
_IDLE = frozenset("يوم وذلك قد وقد".split())
"""Words that can go anywhere without a loss."""
_SHORT = 3
REACH = 4.0
"""Standard deviations beyond which a value counts no further."""


@dataclass(frozen=True)
class Gate:
    """The shipped weights: one for each of :data:`FEATURES`, on standardised values."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    signs: tuple[bool, ...]
    """Which features are signs of nonsense by themselves, whatever the others say."""
    statement: float
    """Least plausibility of a statement that may be shown."""
    headline: float
    """The same for a headline; above 1 where none can be trusted."""


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The shipped gate. Raises ``ValueError`` if it was learnt on other features."""
    table = json.loads(files("summarizer.trust").joinpath("plausibility.json").read_text(encoding="utf-8"))
    if table["features"] != list(FEATURES):
        raise ValueError("plausibility.json was learnt on other features; run training/plausibility/learn.py")
    return Gate(
        tuple(table["mean"]),
        tuple(table["scale"]),
        tuple(table["weights"]),
        table["intercept"],
        tuple(name in table["signs"] for name in FEATURES),
        table["statement"],
        table["headline"],
    )


def plausibility(text: str, sources: Sequence[str], score: float, *, headline: bool = False) -> float:
    """From 0 to 1: how much ``text`` looks like a sound compression of ``sources``.

    Args:
        score: mean log-probability per token that the writer gave ``text``.
        headline: headlines may be nominal; the signs of nonsense, made for sentences, do not count there.
    """
    learnt = gate()
    row = features(text, sources, score)
    if not headline and any(sign and value > 0.5 for sign, value in zip(learnt.signs, row, strict=True)):
        return 0.0
    total = learnt.intercept
    for value, mean, scale, weight in zip(row, learnt.mean, learnt.scale, learnt.weights, strict=True):
        total += weight * max(-REACH, min(REACH, (value - mean) / scale))
    return 1.0 / (1.0 + math.exp(-total))


def trustworthy(text: str, sources: Sequence[str], score: float, *, headline: bool = False) -> bool:
    """Whether the gate lets ``text`` be shown as written."""
    learnt = gate()
    least = learnt.headline if headline else learnt.statement
    return plausibility(text, sources, score, headline=headline) >= least


def features(text: str, sources: Sequence[str], score: float) -> list[float]:
    """The values of :data:`FEATURES` for one draft."""
    stream = tokens(text)
    if not stream or not sources:
        return [score, *([0.0] * (len(FEATURES) - 1))]
    laid = lay_out(tuple(sources))
    path, cost = align(stream, laid)
    count = len(stream)
    runs = _runs(path)
    used = Counter(place.source for place in path if place)
    main = len(laid.streams[used.most_common(1)[0][0]]) if used else 1
    return [
        score,
        float(count),
        count / max(1, main),
        float(len(used)),
        cost / count,
        sum(_adjacent(one, two) for one, two in itertools.pairwise(path)) / max(1, count - 1),
        max(runs, default=0) / count,
        float(sum(run < _SHORT for run in runs)),
        (len(runs) - 1) / count,
        *_joints(stream, path, laid, text),
        *_opening(stream, path),
        *_subject(stream, path, laid),
        *_words(stream, path, laid),
        *_repetition(stream, laid),
        *_governance(stream, path, laid, text),
        max(leaning(text), float(strip_leaning(text) > 0)),
    ]


def _adjacent(one: Place | None, two: Place | None) -> bool:
    return (
        one is not None
        and two is not None
        and one.source == two.source
        and two.place == one.place + 1
        and two.dress == "same"
    )


def _runs(path: Sequence[Place | None]) -> list[int]:
    """Lengths of the unbroken runs of the sources that the draft is made of."""
    runs: list[int] = []
    before: Place | None = None
    for place in path:
        if place is not None and _adjacent(before, place):
            runs[-1] += 1
        else:
            runs.append(1)
        before = place
    return runs


def _joints(stream: Sequence[Token], path: Sequence[Place | None], laid: Sources, text: str) -> list[float]:
    """Cuts and jumps: clean where a phrase of the source ends before them and one begins behind them.

    A cut whose left end is clean leaves an orphan (``من يدان [باغتصاب] فتيات``), one whose right end is
    clean a bereft word (``استخدمت [طائرة] في``); of the rest, single words (``قطاع غزة``) are small.
    """
    clean = orphans = bereft = small = rough = clean_jumps = rough_jumps = 0
    verbs = numbers = heads = pronouns = 0
    for index in range(len(path) - 1):
        one, two = path[index], path[index + 1]
        if one is None or two is None or (one.source == two.source and two.place == one.place + 1):
            continue
        begins = laid.opens(two.source, two.place) or opens_phrase(stream[index + 1].word)
        begins = begins or parted(text, stream[index].end, stream[index + 1].start)
        begins = begins or bool(weekday_of(stream[index + 1].word))
        ends = laid.opens(one.source, one.place + 1)
        if one.source != two.source or two.place <= one.place:
            clean_jumps += begins and ends
            rough_jumps += not (begins and ends)
            continue
        dropped = laid.streams[one.source][one.place + 1 : two.place]
        if all(token.word in _IDLE for token in dropped):
            clean += 1
            continue
        clean += begins and ends
        orphans += ends and not begins
        bereft += begins and not ends
        small += not begins and not ends and len(dropped) == 1
        rough += not begins and not ends and len(dropped) > 1
        verbs += _loses_verb(dropped)
        numbers += not begins and any(token.is_number for token in dropped)
        head = is_function_word(dropped[-1].word) or _governs(dropped[-1].word, stream[index + 1].word)
        heads += not begins and head
        pronouns += any(_refers(token.word) for token in stream[index + 1 : index + 5])
    return [
        float(n)
        for n in (
            clean,
            orphans,
            bereft,
            small,
            rough,
            clean_jumps,
            rough_jumps,
            verbs,
            numbers,
            heads,
            pronouns,
        )
    ]


def _refers(word: str) -> bool:
    """Whether ``word`` ends in a pronoun; behind a cut its noun may have gone."""
    return len(word) > 3 and word.endswith(("ها", "هم")) and not is_function_word(word)


def _governs(dropped: str, kept: str) -> bool:
    """Whether a noun went and what described it stayed: ``رفعت [شكوى] جديدة``."""
    indefinite = not dropped.startswith("ال") and not kept.startswith("ال")
    return indefinite and is_common(kept) and is_common(dropped) and not is_place(kept)


def _loses_verb(dropped: Sequence[Token]) -> bool:
    """Whether a verb goes that no relative or conjunction binds to what goes with it."""
    for index, token in enumerate(dropped):
        if index and (before := unlinked(dropped[index - 1].word)) and is_function_word(before):
            continue
        if is_verb(token.word) and not is_verb(dropped[index - 1].word if index else ""):
            return token.word[0] not in "وف"
    return False


def _opening(stream: Sequence[Token], path: Sequence[Place | None]) -> list[float]:
    """Where the first word, mostly the main verb, comes from and whether its subject follows it there."""
    first, second = path[0], path[1] if len(path) > 1 else None
    copied = first is not None and first.dress == "same"
    neutral = first is None and stream[0].word in _NEUTRAL
    followed = first is not None and _after(first, second)
    return [
        float(copied), float(neutral), float(first is None and not neutral), float(followed),
        float(not is_verb(stream[0].word)), float(first is not None and first.dress == "inflected"),
    ]  # fmt: skip


def _subject(stream: Sequence[Token], path: Sequence[Place | None], laid: Sources) -> list[float]:
    """Faults between the opening verb, its subject and what the subject says.

    Verb and subject disagree; the head of the subject was cut off (``أعلن [نائب] رئيس الوزراء``); what a
    speaker says is taken from elsewhere than his words; the new verb does not take the old particle
    (``أفاد سكان إلى أن``).
    """
    if len(stream) < 3 or not is_verb(stream[0].word):
        return [0.0, 0.0, 0.0, 0.0]
    first, second = path[0], path[1]
    clash = False
    if not (first is not None and first.dress == "same" and _after(first, second)):
        clash = _masculine(stream[0].word) and _feminine(stream[1].word)
        clash = clash or (second is not None and _other_gender(stream[0].word, second, laid))
    cut = False
    if first is not None and second is not None and first.source == second.source:
        dropped = laid.streams[first.source][first.place + 1 : second.place]
        cut = any(not token.word.startswith("ال") and not is_function_word(token.word) for token in dropped)
    moved = frame = False
    for index in range(2, len(stream) - 1):
        if stream[index].word in _COMPLEMENTIZERS:
            frame = unlinked(stream[0].word) in _NEUTRAL and stream[index - 1].word in _FRAMES
            before = next((place for place in path[index - 1 :: -1] if place is not None), None)
            after = next((place for place in path[index + 1 :] if place is not None), None)
            moved = before is not None and after is not None and not _onward(before, after)
            moved = moved or (path[index] is None and after is not None and _spoken(after, laid))
            break
    return [float(clash), float(cut), float(moved), float(frame)]


def _spoken(place: Place, laid: Sources) -> bool:
    """Whether a colon or a quotation mark opens at this word: direct speech does not follow ``إن``."""
    stream = laid.streams[place.source]
    before = stream[place.place - 1].end if place.place else 0
    return any(mark in laid.texts[place.source][before : stream[place.place].start] for mark in ':"«“')


def _onward(one: Place, two: Place) -> bool:
    return one.source == two.source and two.place > one.place


def _other_gender(verb: str, subject: Place, laid: Sources) -> bool:
    """Whether the verb before ``subject`` in its source is of the other gender."""
    before = [token.word for token in laid.streams[subject.source][max(0, subject.place - 1) : subject.place]]
    return any(is_verb(word) and _masculine(word) != _masculine(verb) for word in before)


def _masculine(verb: str) -> bool:
    verb = unlinked(verb).removeprefix("س")
    return not verb.endswith("ت") and verb[0] not in "ت"


_FEMININE = frozenset("مصادر وسائل تقارير دول قوي شركات سلطات مدن قوات دوائر صحف محاكم مجموعات".split())
"""Broken plurals of things that open sentences: their verb is feminine."""


def _feminine(noun: str) -> bool:
    return (noun.endswith(("ه", "ات", "تا", "تان")) and len(noun) > 3) or noun.removeprefix("ال") in _FEMININE


def _after(one: Place, two: Place | None) -> bool:
    return two is not None and one.source == two.source and two.place == one.place + 1


def _words(stream: Sequence[Token], path: Sequence[Place | None], laid: Sources) -> list[float]:
    """Words that the sources have not, or have in another form only."""
    inserted_function = inserted = inflected = clitics = prepositions = strange = broken = 0
    for token, place in zip(stream, path, strict=True):
        if place is not None:
            inflected += place.dress == "inflected"
            clitics += place.dress == "clitic"
            if place.dress == "clitic":
                theirs = laid.streams[place.source][place.place].word
                prepositions += _leads(token.word) != _leads(theirs)
        elif is_function_word(token.word):
            inserted_function += 1
        elif token.word not in _NEUTRAL:
            inserted += 1
        if not is_function_word(token.word) and not token.is_number:
            readings = bare(token.word)
            spelled = any(reading in laid.by_bare for reading in readings)
            strange += not spelled
            broken += not spelled and not is_common(token.word)
        if place is not None and place.dress == "same":
            theirs = laid.streams[place.source][place.place].word
            broken += theirs != token.word and is_verb(theirs) and not is_verb(token.word)
    return [
        float(n) for n in (inserted_function, inserted, inflected, clitics, prepositions, strange, broken)
    ]


def _leads(word: str) -> str:
    """The preposition written together with ``word``, as far as its letters tell."""
    rest = unlinked(word)
    if rest.startswith(("بال", "كال", "لل")):
        return rest[0]
    return rest[0] if rest[0] in "بل" and len(rest) > 4 and not rest.startswith("لا") else ""


def _repetition(stream: Sequence[Token], laid: Sources) -> list[float]:
    """Roots told more often than any source tells them; attributions beyond the first."""
    own = Counter(root(token.word) for token in stream if not is_function_word(token.word))
    allowed: dict[str, int] = {
        one: max(Counter(number for number, _ in places).values()) for one, places in laid.by_root.items()
    }
    repeated = sum(max(0, times - max(1, allowed.get(one, 1))) for one, times in own.items())
    attributions = sum(unlinked(token.word) in _ATTRIBUTIONS for token in stream)
    attributions += unlinked(stream[0].word) in _NEUTRAL
    return [float(repeated), float(max(0, attributions - 1))]


def _governance(
    stream: Sequence[Token], path: Sequence[Place | None], laid: Sources, text: str
) -> list[float]:
    """Whether attributions, relative clauses and prepositions lean on the word they lean on in a source."""
    attribution = relative = preposition = 0
    for index in range(1, len(stream)):
        word = unlinked(stream[index].word)
        joined = _adjacent(path[index - 1], path[index])
        if word in _ATTRIBUTIONS:
            attribution += not joined
        elif word in _RELATIVES:
            relative += not joined
        elif opens_phrase(stream[index].word) and not parted(
            text, stream[index - 1].end, stream[index].start
        ):
            preposition += not _pair(stream[index - 1].word, stream[index].word, laid)
    last = path[-1]
    loose = last is None or not laid.opens(last.source, last.place + 1)
    open_end = last is not None and not _closes(last, laid)
    tail = False
    if last is not None and last.place + 1 < len(laid.streams[last.source]):
        tail = is_verb(laid.streams[last.source][last.place + 1].word)
        tail = tail and laid.streams[last.source][last.place + 1].word[0] not in "وف"
    speech = unlinked(stream[0].word) in _SPEECH and not _THAT.search(text)
    speech = speech or any(token.word in _COMPLEMENTIZERS for token in stream[-2:])
    return [
        float(n)
        for n in (
            attribution,
            relative,
            preposition,
            loose,
            open_end,
            is_verb(stream[-1].word),
            tail,
            speech,
            bool(_GLUED_QUOTE.search(text)),
        )
    ]


def _closes(last: Place, laid: Sources) -> bool:
    """Whether the source itself pauses behind this word."""
    stream = laid.streams[last.source]
    if last.place + 1 >= len(stream):
        return True
    return parted(laid.texts[last.source], stream[last.place].end, stream[last.place + 1].start)


def _pair(first: str, second: str, laid: Sources) -> bool:
    """Whether ``second`` stands right behind ``first`` (or a word of its root) in a source."""
    seconds = laid.by_word.get(unlinked(second), ())
    before = {(source, place - 1) for source, place in seconds}
    firsts = laid.by_word.get(unlinked(first), ())
    return any(at in before for at in firsts) or any(at in before for at in laid.by_root.get(root(first), ()))
