"""Negation and modality: what a sentence denies, or tells as possible, planned or conditional only.

A marker (``لم``, ``قد``, ``من المتوقع أن``, ``يعتزم``) governs the content words after it, up to a stop. The
words are compared by :func:`root`, so that ``ستنسحب``, ``الانسحاب`` and ``ينسحب`` are one event.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarizer.arabic.names import is_function_word
from summarizer.arabic.tokens import Token, bare, key, tokens

Kind = Literal["negation", "denial", "possible", "planned", "condition"]

_NEGATORS = frozenset("لا لم لن ليس ليست ليسوا غير دون بدون بلا عدم لسنا".split())
_DENIALS = frozenset(
    """نفي نفت ينفي تنفي نفيا نافيا نافيه نفيه نفيها رفض رفضت يرفض ترفض رافضا رافضه رفضه رفضها رفضوا
    فشل فشلت يفشل فاشل فشله استبعد استبعدت يستبعد تستبعد مستبعدا استبعاد منع منعت يمنع تمنع حظر
    حظرت يحظر امتنع امتنعت تعذر عجز عجزت غياب انعدام افتقر افتقار تجنب حرم حرمان انكر انكرت ينكر
    انكار تنكر منافيا خلو بريء تبريه برا استحاله مستحيل لاول توقف تعليق الغاء الغي الغت يحل حال
    حالت نادرا قلما بمناي سوي الا يخلو خال خاليه خاليا مجهول تراجع كف عارض عارضت معارضه معارضا
    كذب كذبت تكذيب يوقف وقف اوقف ضد قلل شكك التشكيك اخفق اخفقت اخفاق خسر فقد فقدت حرمت استثني
    مستثنيا مستثنيه اسقط اسقطت انهي انهت صمت تجاهل انتهاك محروم افلت نجا نجت انقطع انقطاع معدوم
    ضعيف قليل يفتقر تفتقر""".split()
)
_NOT_NEGATION = frozenset(
    "يزال تزال يزل تزل زال زالت يزالون سيما بد شك ريب يقل تقل باس محاله جرم سلكي".split()
)
_POSSIBLE = frozenset(
    """ربما لعل يمكن ممكن ممكنا امكان امكانيه يحتمل محتمل محتمله محتملا احتمال احتمالات احتماليه يرجح
    ترجح رجح رجحت مرجح مرجحا الارجح ترجيح ترجيحات يبدو تبدو يعتقد تعتقد مزعوم مزعومه المزعوم
    المزعومه يزعم تزعم زعم زعمت مزاعم مفترض المفترض يشتبه مشتبه المشتبه اشتباه يفترض شبهه شبهات
    تكهنات انباء مخاوف خشيه يخشي تخشي خطر شكوك يظن عساها عساه تردد مفترضه شبه كاد يكاد اوشك وشك
    وشيك وشيكا مهدد يهدد تهدد هدد هددت تهديد مهددا مهدده""".split()
)
_PLANNED = frozenset(
    """المتوقع متوقع متوقعا متوقعه يتوقع تتوقع توقع توقعت توقعات المرتقب مرتقب مرتقبه مرتقبا المقرر
    مقرر مقررا مقرره يقرر قرر قررت قرار يعتزم تعتزم اعتزم اعتزام عزم عزمه عزمها بصدد يخطط تخطط
    خطط خطه مخطط ينوي تنوي نيه نيته نيتها يستعد تستعد استعداد استعدادا مستعد سوف ينتظر المنتظر
    منتظر يسعي تسعي سعيا سعي سعت ساعيا ساعيه يهدف تهدف هدف بهدف يدرس تدرس دراسه يعد تعد وعد وعدت
    تعهد تعهدت يتعهد تعهدا متعهدا وعود مشروع مقترح اقتراح يقترح اقترح اقترحت مساع مساعي محاوله
    محاولات حاول حاولت يحاول تحاول يريد تريد اراد ارادت رغبه رغبته رغبتها يرغب ترغب يامل تامل
    امل امله تمني يتمني دعا دعت يدعو تدعو دعوه داعيا داعيه طالب طالبت يطالب تطالب مطالبا مطالبه
    طلب طلبت يطلب يفكر تفكر مستقبلا لاحقا سيتم ستتم المزمع مزمع يجب وجوب ضروره لابد ينبغي يتعين
    مهله تمهيدا تاهبا لبحث للنظر عرض عرضت استعد يعرض هدد هددت يهدد تهدد تهديد احتمال جاهز مستعدا
    مستعده اتفق اتفاق يوصي اوصي اوصت توصيه مقبل المقبل المقبله القادم القادمه الاتي""".split()
)
_CONDITIONS = frozenset("اذا لو لولا شرط بشرط شريطه حال مالم شروط مشروط مشروطه رهن مرهون ريثما".split())


@dataclass(frozen=True, slots=True)
class Scope:
    """A marker and the roots of the content words it governs, nearest first."""

    kind: Kind
    marker: Token
    roots: tuple[str, ...]


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """A consonant skeleton of a folded ``word`` that verb, participle and verbal noun mostly share."""
    skeleton = _skeleton(key(word))
    if len(skeleton) < 3:
        longer = _skeleton(min(bare(word), key=len))
        skeleton = longer if 3 <= len(longer) <= 4 else skeleton
    return skeleton if len(skeleton) >= 2 else key(word)


def _skeleton(word: str) -> str:
    letters = "".join(letter for letter in word if letter not in "اويء")
    for prefix in ("مست", "ست", "من", "مت", "ن", "ت", "م"):
        if letters.startswith(prefix) and len(letters) - len(prefix) >= 3:
            letters = letters[len(prefix) :]
            break
    if len(letters) == 4 and letters[1] == "ت":
        letters = letters[0] + letters[2:]
    if len(letters) == 4 and letters[-1] in "تنه":
        letters = letters[:-1]
    return letters


def is_future_verb(word: str) -> bool:
    """``سـ`` before an imperfect verb (``سيعلن``, ``وستبدأ``); a noun such as ``ستة`` is not one."""
    rest = word[1:] if word[0] in "وف" else word
    return (
        len(rest) >= 5
        and rest[0] == "س"
        and rest[1] in "يت"
        and not rest.startswith(
            (
                "سياس",
                "سيار",
                "سيطر",
                "ستين",
                "سيد",
                "سيناري",
                "سيدن",
                "سيول",
                "سيرغي",
                "ستراتيج",
                "سينا",
                "سيما",
            )
        )
    )


def marker_kind(stream: list[Token], index: int) -> Kind | None:
    """What the word at ``index`` marks, if it marks anything."""
    word = stream[index].word
    following = stream[index + 1].word if index + 1 < len(stream) else ""
    readings = bare(word)
    if word in _NEGATORS or (word[0] in "وف" and word[1:] in _NEGATORS) or readings[-1] in _NEGATORS:
        but = readings[-1] == "غير" and following in ("ان", "انه", "انها", "انهم")
        return None if but or following in _NOT_NEGATION else "negation"
    if word in ("قد", "وقد", "فقد") and following[:1] in ("ي", "ت") and not following.endswith("ت"):
        return "possible"
    if any(reading in _POSSIBLE for reading in readings):
        return "possible"
    if any(reading in _PLANNED for reading in readings) or is_future_verb(word):
        return "planned"
    if any(reading in _CONDITIONS for reading in readings):
        return "condition"
    if any(reading in _DENIALS for reading in readings):
        return "denial"
    return None


def scopes(text: str, *, reach: int = 3) -> list[Scope]:
    """Every marker of ``text`` with the roots of up to ``reach`` content words after it.

    A future verb governs itself first. Punctuation ends the reach.
    """
    stream = tokens(text)
    found: list[Scope] = []
    for index, token in enumerate(stream):
        kind = marker_kind(stream, index)
        if kind is None:
            continue
        governed = [root(token.word)] if is_future_verb(token.word) else []
        last = token.end
        for after in stream[index + 1 :]:
            if any(mark in text[last : after.start] for mark in "،؛.:!؟,") or len(governed) >= reach:
                break
            last = after.end
            if not after.is_number and not is_function_word(after.word):
                governed.append(root(after.word))
        found.append(Scope(kind, token, tuple(governed)))
    return found
