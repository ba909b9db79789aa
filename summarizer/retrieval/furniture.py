"""What stands in an article without telling a fact: captions, headings, questions, invitations to read on."""

from __future__ import annotations

import re

from summarizer.arabic.normalise import normalise

MINIMUM_WORDS = 5
_STOP = re.compile(r"[.!؟?…][»”\"')\]]*$")
_QUESTION = re.compile(r"[؟?][»”\"')\]]*$")
_INVITATION = re.compile(
    r"^\W*(?:"
    r"(?:ا?قرا|ا?قراوا|شاهد|شاهدوا|طالع|تابع|تابعوا|تابعونا) (?:ايضا|المزيد|اكثر|كذلك|كل|اخر|هنا|عبر|على|علي)"
    r"|للمزيد\b|لمزيد من|المزيد من|تحميل المزيد|اضغط هنا|انقر هنا|حمل تطبيق|مواضيع (?:ذات|متعلقه|قد)"
    r"|مواد ذات|اخبار ذات|حقوق النشر|جميع الحقوق|المصدر ?:|تم (?:النشر|التحديث) ?:|اخر تحديث|نشر في ?:"
    r"|يمكنكم? (?:استقبال|الاشتراك|متابعه)|لاستقبال اشعارات|اشترك"
    r")"
)
_CREDIT = re.compile(
    r"/ ?(?:رويترز|ا ?ف ?ب|فرانس برس|الاناضول|اسوشيتد برس|غيتي|جيتي|ا ?ب|ارشيف\w*|reuters|afp|ap|getty)\W*$"
)


def ends_with_stop(text: str) -> bool:
    """Whether ``text`` ends as a sentence does: full stop, exclamation or question mark, ellipsis."""
    return bool(_STOP.search(text.rstrip()))


def can_be_quoted(text: str, *, article_is_punctuated: bool = True) -> bool:
    """Whether ``text`` may tell a fact on its own.

    Short lines, questions, invitations to read on and photo credits cannot. Nor can a line without a
    final stop that is short enough for a heading or caption, where the article's sentences have stops
    (``article_is_punctuated``).
    """
    count = len(text.split())
    if count < MINIMUM_WORDS or _QUESTION.search(text.rstrip()):
        return False
    folded = normalise(text)
    if _INVITATION.search(folded) or _CREDIT.search(folded):
        return False
    heading = article_is_punctuated and count <= 14 and not ends_with_stop(text)
    return not heading and not text.rstrip().endswith(":")
