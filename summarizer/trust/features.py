"""What a statement and its sources have in common, as numbers: the food of the learnt part of the guard.

The rules of :mod:`guard` ask whether a word is there. Whether the words still say the same (who did it, to
whom, denied or not, before or after) shows only in how near they stand to each other in the sources. A
unit is a content word, a number, or a run of name-like words; two units that stand side by side in a true
statement mostly stand near each other in some source, and exchanging two of them mostly makes that worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from summarizer.arabic.modality import Kind, Scope, root, scopes
from summarizer.arabic.names import is_function_word, name_tokens, spellings
from summarizer.arabic.numbers import Quantity, quantities
from summarizer.arabic.tokens import Token, bare, key, tokens

_CORE = frozenset(root(word) for word in "نفي نفت ينفي تنفي رفض رفضت فشل فشلت استبعد استبعدت انكر".split())
NEGATIVE: tuple[Kind, ...] = ("negation", "denial")
OPEN: tuple[Kind, ...] = ("possible", "planned", "condition")
REACH = 6

_SAYS = frozenset(
    """قال قالت اعلن اعلنت اكد اكدت صرح صرحت اوضح اوضحت اعتبر اعتبرت حذر حذرت اتهم اتهمت ندد نددت دعا
    دعت نفي نفت راي رات افاد افادت ذكر ذكرت تعهد تعهدت طالب طالبت كشف كشفت توقع توقعت اعرب اعربت
    وصف وصفت رجح رجحت اضاف اضافت تابع تابعت اشار اشارت شدد شددت لفت لفتت بحسب وفق وفقا حسب حسبما
    لسان نقلا يقول تقول ويري يري تري هدد هددت انتقد انتقدت ابدي ابدت عبر عبرت شكر شكرت هنا هنات
    دان ادان ادانت استنكر استنكرت رفض رفضت اقر اقرت اعترف اعترفت نصح نصحت رحب رحبت وعد وعدت""".split()
)
_AFTER = frozenset("بعد بعدما عقب اثر غداه منذ".split())
_BEFORE = frozenset("قبل قبيل عشيه قبلما".split())
_DONE = frozenset(
    """بدا بدات بداوا نجح نجحت نجاح قام قامت توصل توصلت اقر اقرت ثبت ثبتت انجز تم تمت شهد شهدت اقنع
    اقنعت قبلت وافق وافقت اكيد موكد موكده الموكد مدان حاصل الحاصل الجاري الجاريه""".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A content word, number or name: where it stands in its text (in words) and its readings."""

    place: int
    word: str
    root: str
    readings: frozenset[str]
    number: Quantity | None = None
    name: bool = False
    definite: bool = False


@dataclass(frozen=True)
class Reading:
    """A text taken apart once."""

    text: str
    stream: tuple[Token, ...]
    units: tuple[Unit, ...]
    scopes: tuple[Scope, ...]
    roots: frozenset[str]
    speakers: frozenset[int]
    """Indices of units that stand in a speaker's place."""


@lru_cache(maxsize=2048)
def read(text: str) -> Reading:
    """Take ``text`` apart into units, scopes and speakers."""
    stream = tokens(text)
    names = {name.start: name for name in name_tokens(text)}
    numbers = quantities(text)
    units: list[Unit] = []
    counted_until = -1
    named_at = -2
    for place, token in enumerate(stream):
        number = next((n for n in numbers if n.start <= token.start < n.end), None)
        if number is not None:
            if token.start >= counted_until:
                units.append(Unit(place, token.word, token.word, frozenset({token.word}), number=number))
                counted_until = number.end
            continue
        if token.start not in names and is_function_word(token.word):
            continue
        name = names.get(token.start)
        sure = name is not None and name.sign != "unknown"
        if sure and named_at == place - 1 and units and units[-1].name and token.word[:1] not in "ول":
            last = units[-1]
            units[-1] = Unit(
                last.place, last.word, last.root, last.readings | spellings(token.word), name=True
            )
        else:
            definite = any(token.word.startswith(article) for article in ("ال", "وال", "بال", "لل", "فال"))
            units.append(
                Unit(place, token.word, root(token.word), spellings(token.word), name=sure, definite=definite)
            )
        if sure:
            named_at = place
    speakers = set()
    for index, unit in enumerate(units):
        before = [t.word for t in stream[max(0, unit.place - 4) : unit.place]]
        gap = text[stream[max(0, unit.place - 4)].start : stream[unit.place].start]
        says = any(reading in _SAYS for word in before for reading in bare(word)[:2])
        if (unit.number is None and says and not any(mark in gap for mark in '،:."«')) or (
            unit.name and index + 1 < len(units) and key(units[index + 1].word) in _SAYS
        ):
            speakers.add(index)
    return Reading(
        text, tuple(stream), tuple(units), tuple(scopes(text, reach=REACH)),
        frozenset(unit.root for unit in units), frozenset(speakers),
    )  # fmt: skip


Places = tuple[tuple[int, int], ...]
"""Where a unit stands in the sources: (source, place)."""


def places(unit: Unit, sources: Sequence[Reading]) -> Places:
    """The places of ``unit`` in ``sources``: equal number, same name, or same word or root."""
    found = []
    for number, source in enumerate(sources):
        for other in source.units:
            if unit.number is not None or other.number is not None:
                same = (
                    unit.number is not None and other.number is not None and unit.number.equals(other.number)
                )
            else:
                same = bool(unit.readings & other.readings) or (not unit.name and unit.root == other.root)
            if same:
                found.append((number, other.place))
    return tuple(found)


def nearness(one: Places, two: Places) -> float:
    """1 for neighbours in a source, falling with distance; a little less in the other order; 0 if never."""
    best = 0.0
    for source, place in one:
        for other_source, other_place in two:
            if source == other_source and place != other_place:
                distance = abs(other_place - place)
                value = 1.0 / distance if distance > 1 else 1.0
                best = max(best, value if other_place > place else 0.75 * value)
    return best


def cohesion(found: Sequence[Places]) -> float:
    """Sum of nearness over units one or two steps apart."""
    total = 0.0
    for step, weight in ((1, 1.0), (2, 0.6), (3, 0.3)):
        total += weight * sum(
            nearness(one, two) for one, two in zip(found, found[step:], strict=False) if one and two
        )
    return total


def exchange_gain(units: Sequence[Unit], found: Sequence[Places], *, numbers: bool) -> float:
    """How much better the sources would fit if two names (or two numbers) changed places; 0 if never."""
    at = [
        i
        for i, unit in enumerate(units)
        if found[i] and ((unit.number is not None) if numbers else unit.name)
    ]
    now = cohesion(found)
    best = 0.0
    for one, two in combinations(at[:8], 2):
        if set(found[one]) == set(found[two]):
            continue
        changed = list(found)
        changed[one], changed[two] = changed[two], changed[one]
        best = max(best, cohesion(changed) - now)
    return best


def _negation(draft: Reading, sources: Sequence[Reading]) -> list[float]:
    theirs = [scope for source in sources for scope in source.scopes]
    negative = [scope for scope in theirs if scope.kind in NEGATIVE]
    strict = [scope for scope in draft.scopes if scope.kind == "negation"]
    source_roots = frozenset().union(*(source.roots for source in sources))
    unmatched = contradicted = strangers = 0.0
    for scope in strict:
        near = set(scope.roots[:2])
        if any(near & set(other.roots[:4]) for other in negative):
            continue
        common = max((len(set(scope.roots) & set(other.roots)) for other in negative), default=0)
        unmatched += common < 1
        contradicted += bool(scope.roots) and scope.roots[0] in source_roots
        strangers += not negative
    mine = [scope for scope in draft.scopes if scope.kind in NEGATIVE]
    dropped = dropped_far = 0.0
    for scope in negative:
        if scope.kind != "negation" or not scope.roots:
            continue
        held = [r for r in scope.roots[:3] if r in draft.roots]
        covered = any(set(scope.roots[:3]) & set(other.roots) for other in mine)
        if held and not covered:
            dropped += scope.roots[0] in draft.roots
            dropped_far += 1
    overlap = 0.0
    for scope in negative:
        shared = set(scope.roots) & draft.roots
        if scope.kind == "negation" and not any(shared & set(other.roots) for other in mine):
            overlap = max(overlap, len(shared) / max(2, len(scope.roots)))
    plain = [scope for scope in negative if scope.kind == "denial" and root(scope.marker.word) in _CORE]
    core = 0.0
    for scope in plain:
        shared = set(scope.roots) & draft.roots
        kept = any(shared & set(other.roots) for other in mine) or root(scope.marker.word) in draft.roots
        if len(shared) >= 2 and not kept:
            core += 1
    denials = {root(scope.marker.word) for scope in negative if scope.kind == "denial"}
    lost = sum(
        1.0
        for scope in negative
        if scope.kind == "denial"
        and len(set(scope.roots) & draft.roots) >= 2
        and not mine
        and root(scope.marker.word) not in draft.roots
    )
    return [
        float(len(strict)), unmatched, contradicted, strangers, float(len(negative)), dropped, dropped_far,
        lost,
        float(len(denials & draft.roots)), float(len(mine)), overlap, core,
    ]  # fmt: skip


def _modality(draft: Reading, sources: Sequence[Reading], closest: Reading) -> list[float]:
    values: list[float] = []
    mine = [scope for scope in draft.scopes if scope.kind in OPEN]
    for kinds in (("possible",), ("planned", "condition")):
        first = far = free = 0.0
        for source in sources:
            for scope in source.scopes:
                if scope.kind not in kinds or not scope.roots:
                    continue
                held = [r for r in scope.roots[:3] if r in draft.roots]
                if not held or any(set(held) & set(other.roots) for other in mine):
                    continue
                first += scope.roots[0] in draft.roots
                far += 1
                others = [other for other in sources if other is not source and scope.roots[0] in other.roots]
                free += any(
                    not any(scope.roots[0] in o.roots for o in other.scopes if o.kind in OPEN)
                    for other in others
                )
        values += [first, far, free]
    near = [scope for scope in closest.scopes if scope.kind in OPEN]
    source_roots = frozenset().union(*(source.roots for source in sources))
    done = sum(
        1.0
        for token in draft.stream
        if any(reading in _DONE for reading in bare(token.word)) and root(token.word) not in source_roots
    )
    return [*values, float(len(mine)), float(len(near)), float(bool(near) and not mine), done]


def _order(draft: Reading, sources: Sequence[Reading]) -> list[float]:
    """Befores that are afters in the sources, and the other way round."""

    def sides(reading: Reading) -> list[tuple[int, frozenset[str]]]:
        found = []
        for place, token in enumerate(reading.stream):
            sign = 0
            for word in bare(token.word)[:2]:
                sign = 1 if word in _AFTER else -1 if word in _BEFORE else sign
            if sign:
                after = [unit.root for unit in reading.units if place < unit.place <= place + 5][:3]
                found.append((sign, frozenset(after)))
        return found

    theirs = [side for source in sources for side in sides(source)]
    clash = agree = alone = 0.0
    for sign, roots in sides(draft):
        overlaps = [(len(roots & other), other_sign) for other_sign, other in theirs if roots & other]
        if not overlaps:
            alone += 1
            continue
        best = max(overlaps)[0]
        signs = {other_sign for overlap, other_sign in overlaps if overlap == best}
        clash += sign not in signs
        agree += sign in signs
    return [clash, agree, alone]


def _speakers(draft: Reading, sources: Sequence[Reading], found: Sequence[Places]) -> list[float]:
    strange = far = total = 0.0
    spoken = {
        (number, source.units[i].place) for number, source in enumerate(sources) for i in source.speakers
    }
    for index in draft.speakers:
        unit = draft.units[index]
        if not unit.name and not unit.definite:
            continue
        total += 1
        if not found[index]:
            continue
        strange += not (set(found[index]) & spoken)
        around = [j for j in range(index + 1, min(len(draft.units), index + 6)) if found[j]]
        near = [max(nearness(found[index], found[j]), 0.0) for j in around]
        far += bool(near) and max(near) < 0.12
    return [strange, far, total, float(len(spoken))]


def _adjectives(draft: Reading, sources: Sequence[Reading], found: Sequence[Places]) -> list[float]:
    """Definite neighbours (noun and adjective) that are no neighbours in any source."""
    apart = worst = total = rival = moved = 0.0
    for one, two in zip(range(len(draft.units)), range(1, len(draft.units)), strict=False):
        first, second = draft.units[one], draft.units[two]
        if second.place - first.place != 1 or not second.definite or second.word[0] != "ا":
            continue
        if not second.word.endswith(("ه", "ي", "ين", "يون", "ون", "ات")):
            continue
        total += 1
        if not found[two]:
            continue
        value = nearness(found[one], found[two]) if found[one] else 0.0
        apart += value < 0.5
        worst += bool(found[one]) and value < 0.1
        if found[one] and value < 0.5:
            rivals = {
                other.word
                for number, source in enumerate(sources)
                for other in source.units
                if other.definite and (number, other.place - 1) in found[one]
            }
            rival += bool(rivals)
            moved += bool(rivals) and len(found[two]) > 0
    return [apart, worst, total, rival, moved]


def _adjective_gain(units: Sequence[Unit], found: Sequence[Places]) -> float:
    """How much better the sources would fit if two definite words changed places; 0 if never."""
    at = [
        i
        for i, unit in enumerate(units)
        if found[i] and unit.definite and not unit.name and i and units[i - 1].place == unit.place - 1
    ]
    now = cohesion(found)
    best = 0.0
    for one, two in combinations(at[:7], 2):
        changed = list(found)
        changed[one], changed[two] = changed[two], changed[one]
        best = max(best, cohesion(changed) - now)
    return best


def features(text: str, sources: Sequence[str]) -> list[float]:
    """About forty numbers on how ``text`` stands to ``sources``; :data:`NAMES` names them in order."""
    draft = read(text)
    others = [read(source) for source in sources]
    found = [places(unit, others) for unit in draft.units]
    count = max(1, len(draft.units))
    present = sum(1 for one in found if one)
    pairs = [
        (nearness(one, two), draft.units[i], draft.units[i + 1])
        for i, (one, two) in enumerate(pairwise(found))
        if one and two
    ]
    near = [value for value, _, _ in pairs]
    named = [value for value, one, two in pairs if one.name or two.name]
    counted = [value for value, one, _ in pairs if one.number is not None]
    overlap = [len(draft.roots & other.roots) for other in others]
    closest = others[overlap.index(max(overlap))] if others else draft
    return [
        float(count), present / count, len(others), max(overlap, default=0) / count,
        sum(near) / max(1, len(near)), sum(v >= 0.34 for v in near) / max(1, len(near)),
        float(sum(v == 0 for v in near)), float(sum(v == 0 for v in named)),
        float(sum(v < 0.2 for v in named)),
        min(named, default=1.0), min(counted, default=1.0), float(sum(v < 0.25 for v in counted)),
        cohesion(found) / count,
        exchange_gain(draft.units, found, numbers=False), exchange_gain(draft.units, found, numbers=True),
        *_negation(draft, others), *_modality(draft, others, closest), *_order(draft, others),
        *_speakers(draft, others, found), *_adjectives(draft, others, found),
        _adjective_gain(draft.units, found),
    ]  # fmt: skip


NAMES = tuple(
    """units present sources overlap near near_share apart names_apart names_far name_nearest
    number_nearest number_far cohesion exchange_names exchange_numbers negations
    negation_unmatched negation_contradicted negation_stranger source_negatives negation_dropped
    negation_dropped_far denial_lost denial_kept negatives negation_overlap denial_core
    possible_dropped possible_far possible_free planned_dropped planned_far planned_free opens
    closest_opens opens_lost done order_clash order_agree order_alone speaker_strange
    speaker_far speakers source_speakers adjective_apart adjective_worst adjectives
    adjective_rival adjective_moved adjective_gain""".split()
)
