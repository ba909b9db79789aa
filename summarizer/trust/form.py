"""Faults of form that true statements hardly ever have: leaning openings and verbs of the wrong gender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.arabic.leaning import leaning
from summarizer.arabic.tokens import Token

LEANS = 0.55
"""Of 2,294 true statements ten lean more than this."""
_PARTICIPLE = re.compile(r"م.{3,}ا|داعيا|قائلا|قايلا|واصفا|نافيا|رافضا|كاشفا|لافتا|مشيرا")
_MASCULINE_VERBS = frozenset(
    """اقر اعلن اكد نفي اتهم استبعد رفض قرر ادي افاد ذكر كشف طالب دعا حذر تعهد ندد رحب انتقد هدد بدا
    وافق قال""".split()
)
_MASCULINE_IN_TA = frozenset("الخليفه العلامه الطاغيه".split())


def faults(text: str, stream: list[Token]) -> Iterator[tuple[str, str]]:
    """Kind and word of each fault: ``leaning`` on a sentence that is not there, or ``grammar``."""
    first, second = stream[0], stream[1]
    if leaning(text) >= LEANS or _PARTICIPLE.fullmatch(first.word):
        yield "leaning", text[first.start : first.end]
    feminine = second.word.startswith("ال") and second.word.endswith("ه")
    if first.word in _MASCULINE_VERBS and feminine and second.word not in _MASCULINE_IN_TA:
        yield "grammar", text[first.start : second.end]
