"""What looks like a name in Arabic, without a tagger and without capitals.

A word is name-like when it is written in Latin letters, is a known place or nationality, is a known given
name, follows a title (``الرئيس``, ``وزير الخارجية``) or belongs to a name pattern (``بن``, ``أبو``,
``عبد``), or when its stem is not common vocabulary. Common vocabulary is what editors bring along when
they reword: see ``lexicon.json`` and the script that makes it, ``training/lexicon/build.py``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from summarizer.arabic.numbers import quantities
from summarizer.arabic.places import is_place
from summarizer.arabic.stems import STOP_WORDS
from summarizer.arabic.tokens import Token, bare, cores, key, tokens

Sign = Literal["latin", "place", "given", "title", "pattern", "unknown"]

_GIVEN = frozenset(
    """محمد احمد محمود علي حسن حسين عمر عثمان خالد سعيد سعد سعود سلمان سلطان فهد فيصل عبدالله عبدالرحمن
    عبدالعزيز ابراهيم اسماعيل اسحق يوسف يعقوب داود موسي عيسي يحيي زكريا هارون نوح ادم صالح مصطفي
    مرتضي طه ياسر ياسين ناصر نصر منصور مهدي هادي رشيد راشد ماجد مجيد حميد حامد حمد حمدان حماد
    طارق طلال بندر نواف تركي متعب مشعل مقرن نايف جابر صباح جاسم قاسم كاظم جواد صادق باقر عباس
    حيدر عادل عدنان عصام عمار عماد ايمن امين انور اشرف اسامه ايهاب باسل بسام بشار بشير بلال جمال
    جميل جعفر حازم حاتم حافظ حكيم خليل خليفه رامي رائد رايد رامز رجب رضا رفيق رمضان رياض زياد
    زيد زين سالم سامي سامح سامر سليم سليمان سمير سيف شادي شاكر شريف شوقي صلاح ضياء طاهر طلعت
    ظافر عارف عاطف عامر عزام عزيز عزت علاء غازي غسان فادي فارس فاروق فتحي فخري فرج فريد فؤاد
    فواد فواز كامل كريم كمال لؤي لطفي مازن مالك مامون مجدي محسن مختار مراد مروان مسعود معاذ معتز
    معمر منير مهند ميشال ميشيل نادر ناجي نبيل نجيب نزار نعيم هاشم هاني هشام هيثم وائل وايل وليد
    وسام ياسمين يونس اياد اكرم انس توفيق ثامر جهاد حبيب حليمه خديجه رباب رنا زينب سلمي سعدي سميه
    امينه نسيمه لمياء لطيفه نجلاء نجوي هاله هبه شيماء صفاء وفاء ولاء سهام سناء سوسن رشا رشيده
    رضوي ياسمينه بثينه بشري جميله حنان دلال سارا سميره عائشه عايشه فاطمه ليلي مريم منال مني نور
    هدي هند سعاد امال ريم رانيا دينا مروه نادين دونالد فلاديمير ايمانويل انجيلا تيريزا بنيامين
    جون جورج جوزيف جيمس جيم جاك جان خوان خوسيه كارلوس كريستيانو ليونيل مايك مايكل مارك ماركو
    مارتن ماري ميغان هاري ويليام وليام كيم مون شينزو شي جاستن باراك هيلاري ديفيد دافيد دانيال
    دانيل روبرت رودريغو ريكس سيرغي سيرجي يوليا الكسندر الكسي انطونيو انتونيو بيتر بيل بول توم
    توماس تيم تيمو جايير جيف جيفري رونالدو فرانسوا فيليب فيكتور كلود لويس ماتيو ماتيس محرز
    نيكولا نيكولاس نيمار هايلي هنري يورغن ايلون ستيف ستيفن زين سامسونغ آبل ابل غوغل فيسبوك تويتر
    مايكروسوفت امازون هواوي رويترز الاناضول حماس داعش طالبان الحوثي الحوثيون الحشد البيشمركه
    الناتو الفيفا اليونسكو الانروا اوبك""".split()
)
_TITLES = frozenset(
    """الرييس رييس وزير وزيره الوزير الوزيره الملك الملكه ملك السيد السيده الدكتور الدكتوره الامير
    الاميره امير الشيخ الشيخه اللواء العميد العقيد المقدم الراید الرايد النقيب الفريق المشير
    الجنرال القايد المتحدث المتحدثه النايب النايبه المستشار المستشاره السفير السفيره المحامي
    المحاميه القاضي القاضيه الصحفي الصحفيه الصحافي الصحافيه البابا الاسقف الامام المدرب اللاعب
    النجم المهاجم الحارس المخرج الممثل الممثله الفنان الفنانه الكاتب الكاتبه المرشح المرشحه
    السيناتور المدير الاستاذ العاهل السلطان""".split()
)
_OFFICES = frozenset(
    """الخارجيه الداخليه الدفاع الماليه العدل الصحه التعليم الطاقه النفط الاعلام الثقافه الوزراء
    الجمهوريه الحكومه البرلمان النواب الدوله الاركان السابق السابقه الحالي الجديد الراحل المنتخب
    الاول الثاني العام الاعلي التنفيذي باسم""".split()
)
_LINKS = frozenset("بن بنت ابن ابو ابي ابا ام عبد ال ذو سان دي فان فون دو لا دا ديل الدين الله".split())
_FUNCTION = STOP_WORDS | frozenset(
    """هولاء اولئك اوليك لكن لكنه لكنها الذي التي اللذان اللتان اللواتي مما ممن عما فيما بينما حيثما
    كيف متي اين ماذا لماذا هل نعم كلا بلي لعل ليت كان ليس ليست لست اما انما الان هنا هناك هنالك
    حين حينما عندما بعدما قبلما كلما طالما ريثما لان لانه لانها كي لكي كيلا اذ اذن اياه اياها
    انا نحن انت انتم انتما وا يا ايها ايتها مثل مثلما نفس ذات معا مع سوي عدا خلا حاشا رغم ضمن
    وسط تحت فوق امام وراء خلف يمين يسار جنوب شمال شرق غرب اثر اثناء عقب قبيل بعيد ازاء تجاه نحو
    لدن دون بدون بلا بسبب بفضل لاجل من اجل فضلا علاوه ايا ربما مهما اينما حوالي قرابه زهاء مقابل
    مقارنه صوب""".split()
)


@dataclass(frozen=True, slots=True)
class NameToken:
    """A name-like word: ``word`` is folded, ``[start, end)`` points into the text, ``sign`` says why."""

    word: str
    start: int
    end: int
    sign: Sign


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    table = json.loads(files("summarizer.arabic").joinpath("lexicon.json").read_text(encoding="utf-8"))
    return frozenset(table["common"].split())


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(_GIVEN)


@lru_cache(maxsize=50_000)
def is_function_word(word: str) -> bool:
    """Particles, prepositions, pronouns and the like, with clitics."""
    if word in _FUNCTION or len(word) == 1:
        return True
    for reading in bare(word):
        if reading in _FUNCTION and len(word) - len(reading) <= 2 and len(reading) >= 2:
            return True
        for pronoun in ("ها", "هم", "هما", "هن", "ه", "نا", "ي", "ك", "كم"):
            if (
                reading.endswith(pronoun)
                and (stump := reading[: -len(pronoun)]) in _FUNCTION
                and len(stump) > 1
            ):
                return True
    return False


@lru_cache(maxsize=50_000)
def is_given_name(word: str) -> bool:
    """A known given name or organisation; only ``و``, ``ف``, ``ل``, ``ب`` may stand before it."""
    given = _given()
    return word in given or (len(word) > 4 and word[0] in "وفلب" and word[1:] in given and word != "لصالح")


_VERBAL = re.compile(
    "[وف]?[سل]?[يتنا](?:.ت..|ست...)(?:ون|وا|ه|ها|هم)?"  # verbs of the eighth and tenth form
    "|.{4,}(?:هما|تهم|يهم)"  # pronouns of a noun or verb
    "|[وبل]?ال.{4,}(?:ين|ون|ات)"  # definite sound plurals
)


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether a folded ``word`` is vocabulary an editor may bring along."""
    return is_function_word(word) or key(word) in _lexicon() or _VERBAL.fullmatch(word) is not None


def name_tokens(text: str) -> tuple[NameToken, ...]:
    """The name-like words of ``text`` in order.

    The signs go from sure to unsure: ``latin``, ``place``, ``given``, ``title``, ``pattern``, ``unknown``
    (a stem that is not common vocabulary). Numbers in words and function words are never names.
    """
    stream = tokens(text)
    numbers = [(q.start, q.end) for q in quantities(text)]
    found: list[NameToken] = []
    named_before = False
    title_before = 0
    for index, token in enumerate(stream):
        word = token.word
        counted = any(start <= token.start < end for start, end in numbers)
        sign: Sign | None = None
        if token.is_number or counted:
            sign = None
        elif token.is_latin:
            sign = "latin"
        elif word in _TITLES or word[1:] in _TITLES:
            title_before = 3
            named_before = False
            continue
        elif word in _OFFICES and title_before:
            title_before = 3
            continue
        elif word in _LINKS and (named_before or word in ("بن", "ابو", "عبد")):
            sign = "pattern"
        elif is_place(word):
            sign = "place"
        elif is_given_name(word) and word not in STOP_WORDS:
            sign = "given"
        elif is_function_word(word):
            sign = None
        elif title_before == 3 and _begins_name(stream, index):
            sign = "title"
        elif not is_common(word):
            sign = "title" if title_before else "unknown"
        elif found and found[-1].sign == "pattern" and found[-1].end >= token.start - 1:
            sign = "pattern"
        title_before = max(0, title_before - 1)
        named_before = sign is not None
        if sign is not None:
            found.append(NameToken(word, token.start, token.end, sign))
    return tuple(found)


def _begins_name(stream: list[Token], index: int) -> bool:
    """Whether a word after a title begins a name: it has no article and a surname follows."""
    word = stream[index].word
    following = stream[index + 1].word if index + 1 < len(stream) else ""
    if word.startswith("ال") or word[:1] in "يت" or not following or following.startswith("ال"):
        return False
    return is_given_name(following)


def same_word(first: str, second: str) -> bool:
    """Whether two folded words can be the same word in other dress: clitics, nisba, ending, spelling."""
    return bool(spellings(first) & spellings(second))


@lru_cache(maxsize=50_000)
def spellings(word: str) -> frozenset[str]:
    """The readings of a folded ``word`` with the spellings of foreign sounds folded together.

    ``أميركا/أمريكا``, ``غوتيريش/جوتيريش``, ``ترمب/ترامب``: long vowels between consonants of a long word
    and the letters that stand for g, v, p and th are not told apart. Arabic given names differ by just
    that (``محمد/محمود``) and are left alone.
    """
    found = set(cores(word))
    for reading in () if is_given_name(word) else cores(word):
        if len(reading) >= 4:
            found.add("~" + _sound(reading))
    return frozenset(found)


_SOUNDS = str.maketrans("جقغڤپچژگثذطضص", "ككككبشزكسزتدس".replace("ڤ", "ف"))


def _sound(word: str) -> str:
    head, rest = word[0], word[1:]
    vowelless = "".join(letter for letter in rest if letter not in "اويء")
    sound = (head + vowelless).translate(_SOUNDS)
    return sound.replace("امرك", "امرك").replace("امكر", "امرك") if len(sound) >= 3 else word
