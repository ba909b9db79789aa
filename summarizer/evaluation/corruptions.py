"""Make a true statement false by rule: one change, still Arabic, mostly in the words of the sources.

For measuring whoever checks statements against sources. The rules know nothing of the checker: names come
from a list of their own, roles and clauses are exchanged within the statement or with its sources.

=================  ===============================================================================
kind               what is done
=================  ===============================================================================
name               a name becomes another one that the sources do not have
exchange           two names, or two numbers, of the statement change places
number             a number becomes another one that the sources do not have
hedge              ``نحو``, ``أكثر من`` before a number goes or turns
weekday            the day becomes another day
negation_added     ``أعلن`` becomes ``لم يعلن``, ``سيعلن`` becomes ``لن يعلن``
negation_dropped   ``لم``, ``دون``, ``عدم``, ``نفى`` goes or turns into its contrary
speaker            what one says is put in the mouth of another one of the sources, or of a stranger
modality           ``قد``, ``من المتوقع أن``, ``يعتزم``, ``سـ`` goes: the possible has happened
clause             before becomes after, or an adjective of the sources moves to another noun
=================  ===============================================================================
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.arabic.normalise import fold_digits, normalise
from summarizer.arabic.places import stands_for
from summarizer.arabic.tokens import cores

PEOPLE = tuple(
    """دونالد ترامب|فلاديمير بوتين|إيمانويل ماكرون|أنغيلا ميركل|رجب طيب أردوغان|عبد الفتاح السيسي|حسن روحاني|
    محمد بن سلمان|بنيامين نتانياهو|محمود عباس|بشار الأسد|سعد الحريري|حيدر العبادي|مقتدى الصدر|خليفة حفتر|
    فايز السراج|عمر البشير|الباجي قائد السبسي|عبد العزيز بوتفليقة|تيريزا ماي|جاستن ترودو|شي جين بينغ|
    كيم جونغ أون|شينزو آبي|ناريندرا مودي|عمران خان|نيكولاس مادورو|أنطونيو غوتيريش|جون بولتون|مايك بومبيو|
    سيرغي لافروف|محمد جواد ظريف|وليد المعلم|ستيفان دي ميستورا|مارتن غريفيث|ليونيل ميسي|كريستيانو رونالدو|
    محمد صلاح|زين الدين زيدان|جوزيه مورينيو|إيلون ماسك|مارك زوكربيرغ|جيف بيزوس""".replace("\n", "").split("|")
)
PLACES = tuple(
    """روسيا إيران تركيا العراق سوريا لبنان مصر ليبيا تونس الجزائر المغرب السودان اليمن السعودية قطر
    الكويت الأردن إسرائيل فرنسا ألمانيا بريطانيا إيطاليا إسبانيا الصين اليابان الهند باكستان أفغانستان
    كندا المكسيك البرازيل الأرجنتين أوكرانيا بولندا السويد هولندا بلجيكا دمشق بغداد بيروت القاهرة طرابلس
    الخرطوم صنعاء الرياض الدوحة طهران أنقرة موسكو لندن باريس برلين روما مدريد بكين طوكيو حلب درعا إدلب
    الموصل البصرة كركوك عدن الحديدة غزة القدس نابلس بنغازي سيناء الإسكندرية""".split()
)
DAYS = tuple("السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة".split())
_TITLES = (
    "الرئيس|الوزير|وزير الخارجية|وزير الدفاع|رئيس الوزراء|الملك|الأمير|الشيخ|المتحدث باسم|السيناتور|المدرب"
)
_NATIONAL = r"(?:\s+(?:ال\w+يّ?ة?))?"
_WORD = r"[\w\u064b-\u0652]+"
_SAYS = (
    "قال|قالت|أعلن|أعلنت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|اعتبر|اعتبرت|حذر|حذرت|اتهم|اتهمت|ندد|نددت|دعا|دعت|"
    "نفى|نفت|رأى|رأت|أفاد|أفادت|ذكر|ذكرت|تعهد|تعهدت|طالب|طالبت|كشف|كشفت|توقع|توقعت|أعرب|أعربت|وصف|وصفت|"
    "رجح|رجحت"
)
_ACCORDING = r"(?:بحسب|وفق|وفقا ل|حسب|نقلا عن|على لسان|حسبما أفاد|حسبما أعلن)"
_HEDGES = r"(?:نحو|حوالي|زهاء|قرابة|أكثر من|أقل من|ما لا يقل عن|ما يزيد على|ما يقرب من)"
_NUMBER = re.compile(r"(?<![\w.,/])[0-9٠-٩]+(?:[.,٫٬][0-9٠-٩]+)*(?![\w/])")
_NUMBER_WORDS = tuple(
    """ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة ثلاث أربع خمس ست سبع ثماني تسع عشر عشرين ثلاثين
    أربعين خمسين ستين""".split()
)
_NO_FUTURE = r"ياس|يار|يطر|تين|يد|ينا|يول|تاند|تيف|توك|توري|تري|ترا|تاد|يرا|يرغ|يبا|يتي|يناي|تواني|يسي"
_CONTRARY = {
    "نفى": "أكد", "نفت": "أكدت", "رفض": "قبل", "رفضت": "قبلت", "فشل": "نجح", "فشلت": "نجحت", "استبعد": "توقع",
    "استبعدت": "توقعت", "دون": "مع", "بدون": "مع", "بلا": "مع", "من دون": "مع",
}  # fmt: skip
_MODAL = {
    "من المتوقع أن": "", "ومن المتوقع أن": "و", "من المقرر أن": "", "من المرجح أن": "", "يمكن أن": "",
    "يحتمل أن": "", "ربما": "", "يعتزم": "بدأ", "تعتزم": "بدأت", "يخطط": "قام", "تخطط": "قامت",
    "يسعى": "توصل", "تسعى": "توصلت", "المقررة": "الجارية", "المقرر": "الجاري", "المتوقع": "الحاصل",
    "يتوقع": "شهد", "تتوقع": "شهدت", "توقع": "شهد", "توقعت": "شهدت", "هدد": "قام", "هددت": "قامت",
    "يهدد": "قام", "اقترح": "أقر", "اقترحت": "أقرت", "محاولة": "نجاح", "حاول": "نجح", "حاولت": "نجحت",
    "المفترض": "المؤكد", "يشتبه": "ثبت", "يعتقد": "ثبت", "مشتبه": "مدان", "محتملة": "مؤكدة",
    "محتمل": "مؤكد", "دعا": "أقنع", "دعت": "أقنعت", "تعهد": "قام", "تعهدت": "قامت",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corruption:
    """``text`` is false where the statement it was made from is true."""

    kind: str
    text: str


def corruptions(statement: str, sources: Sequence[str], *, seed: int = 0) -> list[Corruption]:
    """At most one corruption of each kind; none of a kind the statement gives no occasion for.

    The same statement, sources and seed give the same corruptions.
    """
    found = []
    for kind, rule in _RULES.items():
        # A string seeds through SHA-512, whatever PYTHONHASHSEED says.
        chance = random.Random(f"{seed}|{kind}|{statement}")
        texts = [text for text in rule(statement, sources, chance) if normalise(text) != normalise(statement)]
        if texts:
            found.append(Corruption(kind, " ".join(chance.choice(texts).split())))
    return found


def _names(text: str) -> list[tuple[int, int, str]]:
    """Spans of names: listed people by one of their words, listed places, whoever follows a title."""
    spans: list[tuple[int, int, str]] = []
    for person in PEOPLE:
        pieces = [piece for piece in person.split() if len(piece) > 3 and piece not in ("الدين", "العزيز")]
        for match in re.finditer(
            rf"(?<!\w)(?:{re.escape(person)}|{'|'.join(map(re.escape, pieces))})(?!\w)", text
        ):
            spans.append((*match.span(), "person"))
    for place in PLACES:
        spans += [(*m.span(), "place") for m in re.finditer(rf"(?<!\w){re.escape(place)}(?!\w)", text)]
    for match in re.finditer(rf"(?<!\w)(?:{_TITLES}){_NATIONAL}\s+({_WORD}(?:\s+{_WORD})?)", text):
        second = match.group(1).split()
        if not re.match(r"ال|في|من|على|إلى|إن|أن|عن|السابق|إثر|بعد|مع|إنه|أنه|[بلو]", second[0]):
            spans.append((match.start(1), match.start(1) + len(second[0]), "person"))
    spans.sort(key=lambda span: (span[0], -span[1]))
    apart: list[tuple[int, int, str]] = []
    for span in spans:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def _name(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    known = normalise(" ".join([*sources, statement]))
    for start, end, sort in _names(statement):
        pool = PEOPLE if sort == "person" else PLACES
        strangers = [name for name in pool if not any(_stem(word) in known for word in name.split())]
        if strangers:
            yield statement[:start] + chance.choice(strangers) + statement[end:]


def _stem(word: str) -> str:
    """The word without article and final vowel, so that a nationality counts as its country."""
    folded = normalise(word).removeprefix("ال")
    return folded.rstrip("اهي") if len(folded) > 4 else folded


def _exchange(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    spans = _names(statement)
    numbers = [(*match.span(), "number") for match in _NUMBER.finditer(statement)]
    for group in ([s for s in spans if s[2] == "person"], [s for s in spans if s[2] == "place"], numbers):
        for one, two in itertools.pairwise(group):
            first, second = statement[one[0] : one[1]], statement[two[0] : two[1]]
            between = statement[one[1] : two[0]].strip()
            if first != second and between not in ("و", "،", "-", "/", "أو", "إلى", "من"):
                yield statement[: one[0]] + second + statement[one[1] : two[0]] + first + statement[two[1] :]


def _number(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    known = fold_digits(" ".join(sources))
    for match in _NUMBER.finditer(statement):
        digits = fold_digits(match.group())
        for changed in (
            digits + "0" if digits.isdigit() else digits,
            str(chance.randint(2, 9)) + digits[1:],
            digits[:-1] + str(chance.randint(1, 9)),
        ):
            if changed != digits and not re.search(rf"(?<!\d){re.escape(changed)}(?!\d)", known):
                yield statement[: match.start()] + changed + statement[match.end() :]
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(_NUMBER_WORDS)})(?!\w)", statement):
        at = _NUMBER_WORDS.index(match.group())
        other = [w for i, w in enumerate(_NUMBER_WORDS) if w not in known and i // 8 == at // 8 and i != at]
        if other:
            yield statement[: match.start()] + chance.choice(other) + statement[match.end() :]


def _hedge(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    for match in re.finditer(rf"(?<!\w){_HEDGES} (?=\d|ال?[فم]|{'|'.join(_NUMBER_WORDS)})", statement):
        yield statement[: match.start()] + statement[match.end() :]
        turned = "أقل من" if match.group().startswith(("أكثر", "ما لا", "ما يزيد")) else "أكثر من"
        yield statement[: match.start()] + turned + " " + statement[match.end() :]


def _weekday(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(DAYS)}|الإثنين)(?!\w)", statement):
        if re.search(r"(?:كل|أيام)\s+$", statement[: match.start()]):
            continue
        known = " ".join(sources)
        others = [day for day in DAYS if day not in known and normalise(day) != normalise(match.group())]
        yield statement[: match.start()] + chance.choice(others) + statement[match.end() :]


def _imperfect(verb: str) -> str:
    """The imperfect of a third person perfect, near enough: ``أعلن`` gives ``يعلن``, ``قتلت`` ``تقتل``."""
    feminine = verb.endswith("ت") and len(verb) > 3
    stem = verb[:-1] if feminine else verb
    stem = stem[1:] if stem[0] in "أاإ" else stem
    return ("ت" if feminine else "ي") + stem


def _negation_added(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    first = re.match(r"[أاء-ي]{3,9}(?=\s)", statement)
    if first and not re.match(r"ال|لم|لا|لن|[يتم]|ليس|نف|رفض|في|على|بعد|قبل|\w+[ةء]$", first.group()):
        yield f"لم {_imperfect(first.group())}{statement[first.end() :]}"
    for match in re.finditer(r"(?<!\w)(و?)س([يت]\w{3,})(?!\w)", statement):
        if not re.match(_NO_FUTURE, match.group(2)):
            yield f"{statement[: match.start()]}{match.group(1)}لن {match.group(2)}{statement[match.end() :]}"
    for match in re.finditer(r"(?<!\w)أن ([يت]\w{3,})(?!\w)", statement):
        yield f"{statement[: match.start()]}ألا {match.group(1)}{statement[match.end() :]}"
    says = "|".join(_SAYS.split("|"))
    for match in re.finditer(rf"(?<!\w)(?:{says})(?!\w)", statement):
        if match.start():
            yield f"{statement[: match.start()]}لم {_imperfect(match.group())}{statement[match.end() :]}"


def _negation_dropped(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    for match in re.finditer(
        r"(?<!\w)(و?)(?:لم|(?<!و)لا|لن|عدم|غير|ليس|ليست)\s+(?!يزال|تزال|يقل|سيما|بد|أن)", statement
    ):
        yield statement[: match.start()] + match.group(1) + statement[match.end() :]
    for match in re.finditer(r"(?<!\w)ألا(?!\w)", statement):
        yield statement[: match.start()] + "أن" + statement[match.end() :]
    yield from _replace(statement, _CONTRARY)


def _replace(statement: str, table: dict[str, str]) -> Iterator[str]:
    for old, new in table.items():
        for match in re.finditer(rf"(?<!\w)(?<!من ){old}(?!\w)", statement):
            yield statement[: match.start()] + new + statement[match.end() :]


def _speaker(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The name in a speaker's place becomes a name the sources tell something else about, or a stranger."""
    told = False
    others = {text[a:b]: sort for text in [*sources, statement] for a, b, sort in _names(text)}
    for start, end, sort in _names(statement):
        if not re.search(rf"(?<!\w)(?:{_SAYS}|{_ACCORDING})\s+(?:{_WORD}\s+){{0,3}}$", statement[:start]):
            continue
        name = normalise(statement[start:end])
        for other, other_sort in others.items():
            if sort != other_sort or any(
                stands_for(one) & cores(two) for one in name.split() for two in normalise(other).split()
            ):
                continue
            if not {_stem(word) for word in other.split()} & {_stem(word) for word in name.split()}:
                told = True
                yield statement[:start] + other + statement[end:]
    for match in re.finditer(rf"(?<!\w)((?:{_ACCORDING})\s?)([^،.]+?)(?=[،.]|$)", statement):
        before, after = statement[: match.start(2)], statement[match.end(2) :]
        for other in others:
            if not any(_stem(word) in normalise(match.group(2)) for word in other.split()):
                told = True
                yield before + other + after
        known = normalise(" ".join(sources))
        strangers = [p for p in PEOPLE if not any(_stem(word) in known for word in p.split())]
        if strangers and not told:
            yield before + chance.choice(strangers) + after


def _modality(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    yield from _replace(statement, _MODAL)
    for match in re.finditer(r"(?<!\w)(و?)قد (?=[يت]\w{2,}(?<!ت)(?!\w))", statement):
        yield statement[: match.start()] + match.group(1) + statement[match.end() :]
    for match in re.finditer(r"(?<!\w)(و?)س([يت])(\w{3,})(?!\w)", statement):
        if not re.match(_NO_FUTURE, match.group(2) + match.group(3)):
            began = "بدأت" if match.group(2) == "ت" else "بدأ"
            verb = f"{match.group(1)}{began} {match.group(2)}{match.group(3)}"
            yield statement[: match.start()] + verb + statement[match.end() :]


def _clause(statement: str, sources: Sequence[str], chance: random.Random) -> Iterator[str]:
    yield from _replace(
        statement, {"قبل": "بعد", "بعد": "قبل", "إثر": "قبيل", "عقب": "قبيل", "بعدما": "قبل أن"}
    )
    pairs = list(re.finditer(r"(?<!\w)(?:[وبل])?(?:ال\w{3,}) (ال\w{3,})(?!\w)", statement))
    adjectives = {
        m.group(1)
        for text in sources
        for m in re.finditer(r"(?<!\w)\w*ال\w{3,} (ال\w{3,}(?:ة|ي))(?!\w)", text)
    }
    for pair in pairs:
        fitting = [
            a
            for a in sorted(adjectives)
            if a.endswith("ة") == pair.group(1).endswith("ة") and a not in statement
        ]
        if fitting and pair.group(1).endswith(("ة", "ي")):
            yield statement[: pair.start(1)] + chance.choice(fitting) + statement[pair.end(1) :]
    for one, two in itertools.pairwise(pairs):
        if one.group(1).endswith("ة") == two.group(1).endswith("ة") and one.end() < two.start():
            yield (
                statement[: one.start(1)] + two.group(1) + statement[one.end(1) : two.start(1)]
                + one.group(1) + statement[two.end(1) :]
            )  # fmt: skip


_RULES: dict[str, Callable[[str, Sequence[str], random.Random], Iterator[str]]] = {
    "name": _name,
    "exchange": _exchange,
    "number": _number,
    "hedge": _hedge,
    "weekday": _weekday,
    "negation_added": _negation_added,
    "negation_dropped": _negation_dropped,
    "speaker": _speaker,
    "modality": _modality,
    "clause": _clause,
}
KINDS = tuple(_RULES)
