"""How many were killed, hurt, arrested: counts with what they count, as Arabic news writes them.

``مقتل 12 شخصا``, ``12 قتيلا``, ``سقوط قتيل`` (one), ``شخصين قتلا`` (two). A part of a count
(``بينهم 3 أطفال``) is none, and neither is a number that is a date, a percentage or a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.arabic.dates import find_dates
from summarizer.arabic.numbers import Hedge, Quantity, quantities
from summarizer.arabic.stems import STOP_WORDS, stem
from summarizer.arabic.tokens import Token, bare, tokens

Fate = Literal["killed", "injured", "arrested", "missing"]
People = str
"""Whom a count counts: ``people``, ``civilians``, ``forces``, ``militants``, ``protesters``, or the stem of
another word after the number (``3 إسرائيليين``). Counts of different people do not contradict each other."""


@dataclass(frozen=True, slots=True)
class Count:
    """``[start, end)`` points into the text: the number with the word that says what befell them."""

    fate: Fate
    people: People
    value: int
    hedge: Hedge
    start: int
    end: int


_CUES: dict[str, Fate] = {
    **dict.fromkeys(
        """قتيل قتيلا قتلي قتيلين قتيلان شهيد شهيدا شهداء شهيدين قتل قتلت قتلوا قتلا مقتل مصرع مصرعهم مصرعه
        استشهاد استشهد استشهدوا توفي توفوا وفاه وفيات""".split(),
        "killed",
    ),
    **dict.fromkeys(
        """جريح جريحا جرحي جريحين جريحان اصابه اصيب اصيبوا اصيبت اصابات مصاب مصابا مصابين مصابون
        جرح جرحوا جرحت""".split(),
        "injured",
    ),
    **dict.fromkeys("اعتقال اعتقل اعتقلت اعتقلوا توقيف اوقف اوقفت معتقلا موقوفا".split(), "arrested"),
    **dict.fromkeys("مفقود مفقودا مفقودين مفقودون فقدان فقد".split(), "missing"),
}
_PEOPLE: dict[str, People] = {
    **dict.fromkeys(
        """شخص شخصا اشخاص شخصين شخصان قتيل قتيلا قتلي قتيلين قتيلان جريح جريحا جرحي جريحين جريحان
        مفقودا مفقودين اخرين اخرون اخر راكب راكبا ركاب عامل عاملا عاملين عمال رجل رجلا رجال رجلين رجلان
        مواطن مواطنا مواطنين سايح سايحا سياح طالب طالبا طلاب صحفي صحفيا صحفيين مهاجر مهاجرا مهاجرين
        لاجي امراه امراتين نساء طفل طفلا طفلين طفلان اطفال شاب سايق ضحيه""".split(),
        "people",
    ),
    **dict.fromkeys("مدني مدنيا مدنيين مدنيون".split(), "civilians"),
    **dict.fromkeys(
        """جندي جنديا جنود جنديين جنديان شرطي شرطيا شرطيين شرطيان ضابط ضابطا ضباط عنصر عنصرا عناصر
        عنصرين عنصران منتسب منتسبا عسكري عسكريا عسكريين""".split(),
        "forces",
    ),
    **dict.fromkeys("مسلح مسلحا مسلحين ارهابيا ارهابيين ارهابي متشددا متشددين حوثيا".split(), "militants"),
    **dict.fromkeys("فلسطيني فلسطينيا فلسطينيين متظاهر متظاهرا متظاهرين محتجا محتجين".split(), "protesters"),
}
_BEFALLEN = frozenset("قتلوا قتلا مصرعهم مصرعهما اصيبوا اصيبا جرحوا جرحا توفوا استشهدوا اعتقلوا".split())
"""What may stand behind those whom it befell: ``12 شخصا لقوا مصرعهم``."""
_ACTOR_WORDS = 4
_ONE = frozenset(
    "شخص مدني جندي رجل امراه طفل شرطي ضابط عنصر منتسب صحفي عامل سايق شاب طالب مسلح قتيل جريح".split()
)
_TWO = frozenset(
    """شخصين شخصان جنديين جنديان رجلين رجلان امراتين طفلين طفلان شرطيين شرطيان عنصرين عنصران عاملين
    قتيلين قتيلان جريحين جريحان""".split()
)
_PART = frozenset("بينهم بينهن منهم منهن ضمنهم بينها منها احدهم".split())
_HEDGING = frozenset("الي ما لا يقل عن علي اكثر من نحو حوالي زهاء قرابه الاقل ال ازيد بنحو".split())
_BEFORE, _AFTER, _PART_REACH, _HEDGE_WORDS = 3, 3, 4, 3
"""How far from the number, in words, the word of fate may stand; how far before it a word of part; by how
many words of hedging that reach may grow."""


def counts(text: str) -> tuple[Count, ...]:
    """The counts of ``text`` in order."""
    stream = tokens(text)
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    found = []
    taken: set[int] = set()
    for quantity in quantities(text):
        places = [i for i, token in enumerate(stream) if quantity.start <= token.start < quantity.end]
        if not places or not _counts_people(quantity) or _inside(quantity.start, dates):
            continue
        taken.update(places)
        count = _with_number(stream, places[0], places[-1] + 1, quantity)
        if count is not None:
            found.append(count)
    for place, token in enumerate(stream):
        if place not in taken and place - 1 not in taken and not _acts(place, taken, stream):
            bare_count = _without_number(stream, place, token)
            if bare_count is not None:
                found.append(bare_count)
    return tuple(sorted(found, key=lambda count: (count.start, count.end)))


def _counts_people(quantity: Quantity) -> bool:
    whole = quantity.value == int(quantity.value) and 1 <= quantity.value < 10**6
    return whole and not quantity.ordinal and quantity.unit != "%" and quantity.other is None


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def _with_number(stream: list[Token], first: int, stop: int, quantity: Quantity) -> Count | None:
    if _is_part(stream, first):
        return None
    value, hedge = int(quantity.value), quantity.hedge
    following = stream[stop].word if stop < len(stream) else ""
    joined = following.startswith("و")
    fate = None if joined else _fate(following)
    if fate is not None:
        return Count(fate, "people", value, hedge, quantity.start, stream[stop].end)
    people = None if joined else _people(following)
    if people and stop + 1 < len(stream) and stream[stop + 1].word in ("اخرين", "اخرون"):
        return None  # "18 more": an increase, not a count
    end = stream[stop].end if people else quantity.end
    for place in range(first - 1, max(-1, first - 1 - _BEFORE - _HEDGE_WORDS), -1):
        between = [token.word for token in stream[place + 1 : first]]
        plain = all(word in _HEDGING for word in between)
        if not plain and (people is None or len(between) >= _BEFORE):
            break
        fate = _fate(stream[place].word)
        if fate is not None and not plain and stream[place].word.lstrip("و").startswith("ال"):
            break
        if fate is not None and (people or joined or plain):
            whom = people or ("people" if joined else _named(following))
            return Count(fate, whom, value, hedge, stream[place].start, end)
    if people is None:
        return None
    for place in range(stop + 1, min(len(stream), stop + 1 + _AFTER)):
        word = stream[place].word
        if word.startswith("و"):
            return None
        fate = _fate(word) if word in _BEFALLEN else None
        if fate is not None:
            return Count(fate, people, value, hedge, quantity.start, stream[place].end)
    return None


def _without_number(stream: list[Token], place: int, token: Token) -> Count | None:
    """``سقوط قتيل``, ``مقتل جندي``, ``شخصين قتلا``: one and two without a number."""
    if _is_part(stream, place):
        return None
    value = next(
        (2 if reading in _TWO else 1 for reading in bare(token.word) if reading in _TWO | _ONE), None
    )
    if value is None or token.word.startswith("ال"):
        return None
    own = _fate(token.word)
    before = stream[place - 1] if place else None
    if own is not None:
        falls = before is not None and any(reading in ("سقوط", "بسقوط") for reading in bare(before.word))
        return Count(own, "people", value, "", token.start, token.end) if falls or value == 2 else None
    fate = _fate(before.word) if before is not None else None
    if fate is not None and before is not None:
        return Count(fate, _people(token.word) or "people", value, "", before.start, token.end)
    if value == 2 and place + 1 < len(stream):
        fate = _fate(stream[place + 1].word)
        if fate is not None and not stream[place + 1].word.startswith("و"):
            return Count(fate, _people(token.word) or "people", 2, "", token.start, stream[place + 1].end)
    return None


def _acts(place: int, numbers: set[int], stream: list[Token]) -> bool:
    """``قتل شاب 4 أشخاص``: who stands before the count of those he killed was not killed."""
    reach = [after for after in range(place + 1, place + 1 + _ACTOR_WORDS) if after in numbers]
    return bool(reach) and not any(token.word.startswith("و") for token in stream[place + 1 : reach[0] + 1])


def _fate(word: str) -> Fate | None:
    return next((_CUES[reading] for reading in bare(word) if reading in _CUES), None)


def _people(word: str) -> People | None:
    return next((_PEOPLE[reading] for reading in bare(word or "-") if reading in _PEOPLE), None)


def _named(word: str) -> People:
    """The stem of a noun not listed; ``people`` where the word after the number is none."""
    if len(word) < 4 or word in STOP_WORDS or word[0] in "بلوفك":
        return "people"
    return stem(word)


def _is_part(stream: list[Token], place: int) -> bool:
    return any(token.word.lstrip("و") in _PART for token in stream[max(0, place - _PART_REACH) : place])
