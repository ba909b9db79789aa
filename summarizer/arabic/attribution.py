"""Who a sentence says told it: news agencies, other outlets, and institutions that speak for themselves.

Works on folded words (:func:`summarizer.arabic.normalise.words`), so spelling variants, marks and quotation
styles do not matter. A photo credit or a mention of an agency as a body that acts (``وكالة الفضاء``) is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarizer.arabic.normalise import words

Kind = Literal["agency", "outlet", "institution"]


@dataclass(frozen=True)
class Attribution:
    """``name`` is shown to readers as it stands here, whatever the spelling in the text."""

    name: str
    kind: Kind


_OFFICIAL = "وكالة الأنباء الرسمية"

# Canonical name: the ways the press names it. One-word names stand for themselves anywhere; names of two or
# more words match as a run. A leading conjunction or preposition of the first word is taken off.
_AGENCIES: dict[str, tuple[str, ...]] = {
    "رويترز": ("رويترز",),
    "فرانس برس": (
        "فرانس برس",
        "الصحافه الفرنسيه",
        "الانباء الفرنسيه",
        "ا ف ب",
        "اف ب",
        "ا ف برس",
        "فرانسبرس",
        "afp",
    ),
    "أسوشيتد برس": ("اسوشيتد برس", "اسوشييتد برس", "اسوشيتدبرس", "الاسوشيتد برس", "وكاله ا ب"),
    "الأناضول": ("وكاله الاناضول", "وكاله انباء الاناضول", "مراسل الاناضول", "للاناضول", "الاناضول التركيه"),
    "بلومبرغ": ("وكاله بلومبرغ", "وكاله بلومبيرغ", "بلومبرغ نيوز"),
    "شينخوا": ("شينخوا", "الصين الجديده"),
    "تاس": ("وكاله تاس", "تاس الروسيه", "الانباء الروسيه تاس"),
    "إنترفاكس": ("انترفاكس",),
    "نوفوستي": ("نوفوستي", "الاعلام الروسيه"),
    "سبوتنيك": ("سبوتنيك",),
    "الألمانية": ("الانباء الالمانيه", "د ب ا"),
    "يونهاب": ("يونهاب",),
    "كيودو": ("كيودو",),
    "وكالة الأنباء المركزية الكورية": ("المركزيه الكوريه", "الانباء الكوريه الشماليه"),
    "واس": ("الانباء السعوديه", "وكاله واس"),
    "وام": ("الانباء الاماراتيه", "انباء الامارات", "وكاله وام"),
    "سانا": ("سانا", "الانباء السوريه", "الانباء الرسميه السوريه"),
    "وفا": ("الانباء الفلسطينيه وفا", "وكاله وفا", "والمعلومات الفلسطينيه"),
    "معا": ("وكاله معا", "الفلسطينيه المستقله معا"),
    "واع": ("الانباء العراقيه", "وكاله واع", "الرسميه واع"),
    "بترا": ("الانباء الاردنيه", "وكاله بترا"),
    "كونا": ("الانباء الكويتيه", "وكاله كونا"),
    "قنا": ("الانباء القطريه", "وكاله قنا"),
    "بنا": ("انباء البحرين", "الانباء البحرينيه"),
    "العمانية": ("الانباء العمانيه",),
    "سبأ": ("الانباء اليمنيه", "وكاله سبا"),
    "إرنا": ("الانباء الايرانيه", "وكاله ارنا", "وكاله الجمهوريه الاسلاميه"),
    "تسنيم": ("وكاله تسنيم", "وكاله انباء تسنيم", "تسنيم الايرانيه"),
    "فارس": ("وكاله فارس", "وكاله انباء فارس", "فارس الايرانيه"),
    "مهر": ("وكاله مهر", "وكاله انباء مهر"),
    "إيسنا": ("ايسنا",),
    "سونا": ("السودان للانباء", "وكاله سونا"),
    "أ ش أ": ("انباء الشرق الاوسط", "ا ش ا"),
    "وال": ("الانباء الليبيه", "وكاله وال"),
    "وات": ("تونس افريقيا", "الانباء التونسيه"),
    "واج": ("الانباء الجزائريه",),
    "وكالة المغرب العربي": ("المغرب العربي للانباء",),
    "الوكالة الوطنية للإعلام": ("الوطنيه للاعلام", "الانباء اللبنانيه"),
    "أعماق": ("وكاله اعماق",),
    _OFFICIAL: ("وكاله الانباء الرسميه", "وكاله الانباء الحكوميه", "وكاله انباء رسميه"),
}

_OUTLETS: dict[str, tuple[str, ...]] = {
    "نيويورك تايمز": ("نيويورك تايمز",),
    "واشنطن بوست": ("واشنطن بوست",),
    "وول ستريت جورنال": ("وول ستريت جورنال",),
    "فايننشال تايمز": ("فايننشال تايمز", "فاينانشال تايمز"),
    "الغارديان": ("صحيفه الغارديان", "الغارديان البريطانيه", "الجارديان"),
    "لوموند": ("لوموند",),
    "لوفيغارو": ("لوفيغارو", "لو فيغارو"),
    "بيلد": ("صحيفه بيلد", "بيلد الالمانيه"),
    "هآرتس": ("هارتس",),
    "يديعوت أحرونوت": ("يديعوت احرونوت",),
    "حرييت": ("صحيفه حرييت",),
    "الأهرام": ("صحيفه الاهرام", "بوابه الاهرام"),
    "فوكس نيوز": ("فوكس نيوز",),
    "سي إن إن": ("شبكه سي ان ان", "لشبكه سي ان ان", "cnn"),
    "بي بي سي": ("لبي بي سي", "هيئه الاذاعه البريطانيه", "bbc"),
    "فرانس 24": ("لفرانس 24", "لفرانس24"),
    "سكاي نيوز عربية": ("لسكاي نيوز عربيه", "مراسل سكاي نيوز عربيه", "مراسلنا"),
    "العربية": ("لقناه العربيه", "مراسل العربيه", "للعربيه نت"),
    "الجزيرة": ("لقناه الجزيره", "قناه الجزيره", "مراسل الجزيره", "للجزيره نت"),
}

# Bodies that speak for themselves. An institution counts as an origin only behind a word of saying.
_INSTITUTION_HEADS = frozenset(
    (
        "وزاره",
        "رئاسه",
        "قياده",
        "منظمه",
        "هيئه",
        "مفوضيه",
        "شرطه",
        "جيش",
        "بلديه",
        "محكمه",
        "نيابه",
    )
)
_INSTITUTIONS: dict[str, tuple[str, ...]] = {
    "البنتاغون": ("البنتاغون", "البنتاجون", "للبنتاغون", "وزاره الدفاع الامريكيه", "وزاره الدفاع الاميركيه"),
    "البيت الأبيض": ("البيت الابيض",),
    "الكرملين": ("الكرملين", "الكرملن"),
    "الأمم المتحدة": ("الامم المتحده",),
    "الاتحاد الأوروبي": ("الاتحاد الاوروبي", "المفوضيه الاوروبيه"),
    "حلف شمال الأطلسي": ("حلف شمال الاطلسي", "الناتو"),
    "المرصد السوري لحقوق الإنسان": ("المرصد السوري",),
    "الجيش الإسرائيلي": ("الجيش الاسرائيلي",),
    "الجيش السوري": ("الجيش السوري",),
    "الجيش الأمريكي": ("الجيش الامريكي", "الجيش الاميركي"),
    "الحشد الشعبي": ("بيان للحشد الشعبي", "بيان الحشد الشعبي"),
    "صندوق النقد الدولي": ("صندوق النقد",),
    "منظمة الصحة العالمية": ("الصحه العالميه",),
}

_SAYING = frozenset(
    """
    قال قالت ذكر ذكرت اعلن اعلنت اكد اكدت افاد افادت اوضح اوضحت اضاف اضافت نقل نقلت اورد اوردت نشر نشرت
    كشف كشفت صرح صرحت نفي نفت اشار اشارت بحسب حسب وفق وفقا طبقا نقلا بيان عن لسان تابع تابعت
    """.split()
)
_THAT = frozenset("ان انه انها انهم بان بانه بانها".split())
_CLITICS = ("و", "ف", "ل", "ب")
_BEHIND_SAYING = 4
"""An institution counts when a word of saying stands at most this many words before it."""


def attributions(text: str) -> tuple[Attribution, ...]:
    """Agencies, outlets and institutions that ``text`` names as its tellers, in order, each once."""
    tokens = [word for word in words(text) if word not in ("ل", "ب")]  # لـ«رويترز»
    found: dict[str, tuple[int, Attribution]] = {}
    for at, token in enumerate(tokens):
        for kind, phrase, name in (row for reading in _readings(token) for row in _index().get(reading, ())):
            if name in found or tuple(tokens[at + 1 : at + len(phrase)]) != phrase[1:]:
                continue
            if kind == "institution" and not _said(tokens, at):
                continue
            found[name] = (at, Attribution(name, kind))
    for at, name in _ministries(text, tokens):
        if name not in found and not any(at == other for other, _ in found.values()):
            found[name] = (at, Attribution(name, "institution"))
    if any(item.kind == "agency" and item.name != _OFFICIAL for _, item in found.values()):
        found.pop(_OFFICIAL, None)
    return tuple(item for _, item in sorted(found.values(), key=lambda pair: (pair[0], pair[1].name)))


def is_continuation(text: str) -> bool:
    """Whether ``text`` goes on with what the speaker before it said (``وأضاف``, ``وقال مصدران``)."""
    tokens = words(text)[:3]
    if not tokens:
        return False
    first = tokens[0]
    if first in _CONTINUING or (first == "كما" and len(tokens) > 1 and tokens[1] in _CONTINUING_AFTER_KAMA):
        return True
    anonymous = {"مصدر", "مصدران", "مصادر", "المصدر", "المصادر", "المسوول", "البيان", "الوكاله"}
    return bool(anonymous & set(tokens)) and first.lstrip("وف") in _SAYING | {"فيما", "يما"}


_CONTINUING = frozenset(
    "واضاف واضافت اضاف اضافت وتابع وتابعت تابع تابعت واوضح واوضحت ومضي واردف واستطرد وزاد".split()
)
_CONTINUING_AFTER_KAMA = frozenset("اضاف اضافت لفت لفتت اوضح اوضحت اشار اشارت ذكر ذكرت".split())


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[Kind, tuple[str, ...], str], ...]]:
    """Rows of (kind, phrase as words, name) by the phrase's first word, the longest phrase first."""
    rows: dict[str, list[tuple[Kind, tuple[str, ...], str]]] = {}
    tables: tuple[tuple[Kind, dict[str, tuple[str, ...]]], ...] = (
        ("agency", _AGENCIES),
        ("outlet", _OUTLETS),
        ("institution", _INSTITUTIONS),
    )
    for kind, table in tables:
        for name, phrases in table.items():
            for phrase in phrases:
                parts = tuple(phrase.split())
                rows.setdefault(parts[0], []).append((kind, parts, name))
    return {first: tuple(sorted(found, key=lambda row: -len(row[1]))) for first, found in rows.items()}


@lru_cache(maxsize=50_000)
def _readings(token: str) -> tuple[str, ...]:
    """``token`` itself, and without one or two leading clitics (``لرويترز``, ``وبرويترز``, ``للوكاله``)."""
    readings = [token]
    if len(token) > 2 and token[0] in _CLITICS:
        readings.append(token[1:])
        if token[1] in _CLITICS and len(token) > 3:
            readings.append(token[2:])
    if token.startswith("لل"):
        readings.append("ال" + token[2:])
    return tuple(dict.fromkeys(readings))


def _said(tokens: list[str], at: int) -> bool:
    window = tokens[max(0, at - _BEHIND_SAYING) : at]
    for place, token in enumerate(window):
        if token in _THAT:
            window = window[place + 1 :]
            break
    return any(token in _SAYING or token[1:] in _SAYING for token in window) or tokens[at].startswith("لل")


def _ministries(text: str, tokens: list[str]) -> list[tuple[int, str]]:
    """``وزارة الصحة`` and its like behind a word of saying, named by head and the word or two after it."""
    found = []
    for at, token in enumerate(tokens[:-1]):
        head = next((reading for reading in _readings(token) if reading in _INSTITUTION_HEADS), None)
        if head is None or not _said(tokens, at) or not tokens[at + 1].startswith("ال"):
            continue
        length = 3 if at + 2 < len(tokens) and tokens[at + 2].startswith("ال") else 2
        found.append((at, _as_written(text, [head, *tokens[at + 1 : at + length]])))
    return found


def _as_written(text: str, folded: list[str]) -> str:
    """The words of ``text`` behind ``folded``, as the text spells them."""
    spelled: dict[str, str] = {}
    for raw in text.split():
        for word in words(raw):
            spelled.setdefault(word, "".join(character for character in raw if character.isalpha()))
    shown = [spelled.get(word, word) for word in folded[1:]]
    return " ".join([_HEAD_SPELLING[folded[0]], *shown])


_HEAD_SPELLING = {
    "وزاره": "وزارة",
    "رئاسه": "رئاسة",
    "قياده": "قيادة",
    "منظمه": "منظمة",
    "هيئه": "هيئة",
    "مفوضيه": "مفوضية",
    "شرطه": "شرطة",
    "جيش": "جيش",
    "بلديه": "بلدية",
    "محكمه": "محكمة",
    "نيابه": "نيابة",
}
