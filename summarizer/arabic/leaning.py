"""Beginnings that lean on a sentence that is not there, and words that stand for somebody not named.

``من جهتها``, ``كما``, ``هذا و``, ``وتابع أن`` tie a sentence to the one before it. Where it stands alone the
tie goes; where the tie is the subject itself (``وأضاف``: who?) the sentence does not stand alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.arabic.names import name_tokens
from summarizer.arabic.normalise import MARKS
from summarizer.arabic.tokens import Token, tokens

_POSSESSOR = "(?:هما|هم|هن|ها|ه)"
_TIE = rf"""
    (?:و|ف)?(?:
      (?:من\ )?(?:جهت|جانب|ناحيت){_POSSESSOR}(?:\ (?:هو|هي|هم))?
    | من\ (?:جهة|ناحية|جانب)\ (?:أخرى|ثانية|اخرى|آخر|اخر)
    | (?:على|إلى|الى)\ (?:صعيد|جانب)\ (?:آخر|اخر|متصل|ذلك)
    | في\ (?:سياق|موضوع|شأن|تطور|خبر|حادث|حادثة)
      \ (?:متصل|متصلة|آخر|منفصل|منفصلة|ذي\ صلة|مواز|لاحق)
    | في\ (?:هذا|ذات|نفس)\ (?:السياق|الإطار|الصدد|الشأن|الاتجاه|الخصوص|الوقت)(?:\ (?:نفسه|ذاته))?
    | في\ السياق\ (?:ذاته|نفسه) | في\ الوقت\ (?:ذاته|نفسه) | في\ (?:المقابل|غضون\ ذلك|الأثناء|الاثناء)
    | في\ (?:وقت\ سابق|وقت\ لاحق|هذه\ الأثناء) | بالمقابل | بموازاة\ ذلك | بالتزامن\ مع\ ذلك
    | هذا\ و(?=\w) | هذا(?=\ وقد|،)
    | (?:إلى|الى|مع|رغم|إثر|بعد)\ ذلك | على\ الرغم\ من\ ذلك | لذلك | لذا | بذلك | كذلك | هكذا | بالتالي
    | (?:نتيجة\ ل|علاوة\ على\ |فضلا\ عن\ |إضافة\ إلى\ |بالإضافة\ إلى\ )ذلك
    | ثم | عندها | عندئذ | حينها | آنذاك | أيضا | أيضاً | بدور{_POSSESSOR}
    | (?:غير|بيد|إلا)\ أن(?=\ ) | لكن(?=\ ) | ولكن(?=\ ) | بل(?=\ )
    | (?:يُ?ذكر|يُ?شار|تجدر\ الإشارة|جدير\ بالذكر|(?:من\ )?الجدير\ بالذكر)(?:\ إلى)?\ أن(?:ه|ها)?(?=\ )
    | بينما(?=\ ) | فيما(?=\ ) | حيث(?=\ ) | إذ(?=\ ) | كما(?=\ )(?!\ أن) | كما\ أن(?:ه|ها|هم)?(?=\ )
    )
"""
_LEADING = re.compile(rf"^\s*(?:{_TIE})(?:(?<=هذا\ و)|(?!\w))\s*[،,:]*\s*", re.VERBOSE)
_LEADING_WAW = re.compile(r"^و(?=[ء-ي]{3,})")
_LEADING_SHORT_WAW = re.compile(
    r"^(?:و(?=(?:في|من|عن|مع|لم|لن|لا|هو|هي|ما|قد|كل|تم|تمّ)\s)|ف(?=(?:بعد|قبل|قد|في|من|عند)\s))"
)
_WAW_WORDS = frozenset(
    """وزير وزيرة وزارة وزراء وزارات وكالة وكالات وكيل وفد وفود وفاة وفق وفقا وصل وصلت وصف وصفت وقع
    وقعت وقف وقفت وجه وجهت وجد وجدت ولد ولدت ولاية ولايات واشنطن واصل واصلت وافق وافقت واجه
    واجهت واحد واحدة وضع وضعت وحدة وحدات وثيقة وثائق وسط وسائل وسيط وعد وعدت ودع ودعت ورد وردت
    وزع وزعت وقت وباء وادي والي والد والدة وليد وليام ولي وجود وظائف وظيفة وطن وعي ورشة ورقة ورث
    ودائع واتساب وول وست وارسو وداع وقود وزن وسام وراء وشيك وهمي وحش وحيد ويليام ويكيليكس
    ويمبلدون""".split()
)

_SPEECH = frozenset(
    """اضاف اضافت اضافوا تابع تابعت تابعوا اردف اردفت استطرد استطردت زاد زادت واصل واصلت اكمل اكملت ختم
    ختمت اوضح اوضحت اكد اكدت قال قالت شدد شددت اشار اشارت لفت لفتت ذكر ذكرت بين بينت نوه نوهت
    اعتبر اعتبرت راي رات افاد افادت اعلن اعلنت كشف كشفت صرح صرحت حذر حذرت نفي نفت دعا دعت طالب
    طالبت""".split()
)
_SUBJECTLESS_AFTER = frozenset(
    "ان انه انها انهم بان بانه بانها ايضا قايلا قايله في علي الي عن خلال ردا انا".split()
)
_VAGUE = frozenset(
    """الوزاره الهييه المنظمه الشركه المصدر البيان التقرير الحركه التنظيم الوكاله الصحيفه القناه اللجنه
    الموسسه المسوول الدراسه النادي المتحدث الرجل المراه الاخير الاخيره الطرفان الجانبان البلدان
    الحادث الهجوم الجماعه الحزب السلطات""".split()
)
_PRONOUN_SUBJECTS = frozenset(
    "هو هي هم هما وهو وهي وهم وهما ذلك هذا هذه تلك هولاء وذلك وهذا وهذه وتلك اوليك".split()
)


def strip_leaning(text: str) -> int:
    """How many characters at the beginning of ``text`` lean on the sentence before it.

    What remains is a suffix of ``text``, so a citation can cover exactly what is shown.
    """
    start = 0
    for _ in range(3):
        match = _LEADING.match(text[start:])
        if match is None or match.end() == 0 or len(text) - start - match.end() < 12:
            break
        start += match.end()
        rest = text[start:]
        if rest.startswith(("أن ", "ان ", "أنّ ")):
            start += rest.index(" ") + 1
    first = re.match(r"[^\s،,.]+", text[start:])
    if _LEADING_SHORT_WAW.match(text[start:]):
        start += 1
        if text[start:].startswith("قد "):
            start += 3
    elif first is not None:
        word = MARKS.sub("", first.group())
        if _LEADING_WAW.match(word) and word not in _WAW_WORDS and f"و{word}" not in _WAW_WORDS:
            start += 1
            if text[start:].startswith("قد "):
                start += 3
    return start


def leaning(text: str) -> float:
    """How far ``text`` leans on something that is not there: 0 stands alone, 1 does not.

    Counts a speech verb without its speaker (``وأضاف أن``), a pronoun as subject, a leading tie and a
    definite office without a name (``الوزارة``, ``البيان``) among the first words.
    """
    stream = tokens(text)
    if len(stream) < 3:
        return 1.0
    skipped = strip_leaning(text)
    stream = tokens(text[skipped:]) or stream
    first, second = stream[0].word, stream[1].word if len(stream) > 1 else ""
    weight = 0.0
    if skipped > 1:
        weight += 0.15
    if _is_speech(first) and (second in _SUBJECTLESS_AFTER or _colon_after(text[skipped:], stream[0])):
        weight += 0.7
    if first in _PRONOUN_SUBJECTS:
        weight += 0.6
    elif _points_back([token.word for token in stream[:4]]):
        weight += 0.5
    if first in _GOES_ON:
        weight += 0.3
    names = name_tokens(text[skipped:])
    opening = {token.word for token in stream[:4]}
    if opening & _VAGUE and not any(name.start < 60 for name in names):
        weight += 0.35
    if not names:
        weight += 0.2
    return min(1.0, weight)


def _points_back(opening: list[str]) -> bool:
    """``شارك فيها رجال``, ``كانت هذه القاعدة``: among the first words one that means something before."""
    if any(word in _PRONOUN_PHRASES for word in opening):
        return True
    pairs = pairwise(opening)
    return any(word in _POINTING and after not in _POINTING_TIMES for word, after in pairs)


_PRONOUN_PHRASES = frozenset(
    "فيها فيه فيهما منها منه عليها عليه لها له لهم بها به عنها عنه معها معه اليها اليه".split()
)
_POINTING = frozenset("هذا هذه هذان ذلك تلك هولاء".split())
_POINTING_TIMES = frozenset("العام الاسبوع الشهر السنه الصيف الشتاء الموسم الليله".split())
_GOES_ON = frozenset("اضاف اضافت تابع تابعت اردف اردفت استطرد استطردت زاد زادت".split())


def _is_speech(word: str) -> bool:
    return word in _SPEECH or (word[:1] in "وف" and word[1:] in _SPEECH)


def _colon_after(text: str, token: Token) -> bool:
    return text[token.end : token.end + 2].strip()[:1] in (":", '"', "«", "“")
