"""The fifth stage of the corridor: drafts become one statement, or the source is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.arabic.normalise import words
from summarizer.trust.citations import copied_from, support
from summarizer.trust.guard import Violation, violations
from summarizer.trust.plausibility import trustworthy
from summarizer.trust.quoting import quote
from summarizer.types import Draft, Statement, Theme

REASONS = {
    "empty": "المسودة فارغة أو مبتورة",
    "name": "اسم لا يرد في المصادر",
    "word": "كلمة لا ترد في المصادر",
    "number": "رقم لا يرد في المصادر",
    "hedge": "تحفظ على الرقم سقط أو تغير",
    "weekday": "يوم لا يرد في المصادر",
    "month": "شهر لا يرد في المصادر",
    "quotation": "اقتباس لا يرد في المصادر",
    "negation": "نفي سقط أو أضيف",
    "modality": "احتمال سقط أو أضيف",
    "speaker": "القول منسوب إلى غير قائله",
    "attachment": "كلمات المصادر رُكبت تركيبا آخر",
    "repetition": "تكرار",
    "leaning": "الجملة لا تقوم بنفسها",
    "grammar": "خلل في تركيب الجملة",
    "wording": "صياغة غير موثوقة",
}
"""Why drafts are refused, in the reader's language, by kind of violation."""


def check(theme: Theme, drafts: Sequence[Draft], *, gated: bool = True) -> Statement:
    """The first of the n best ``drafts`` that guard and (if ``gated``) gate let pass, else a quotation.

    The guard asks whether the sources of ``theme`` support a draft, the gate (:mod:`plausibility`) whether
    it can be trusted to make sense. A draft that repeats a source sentence (or a run of it) word for word is
    a quotation and says so. The statement's ``reason`` names what was wrong with the best draft when a
    quotation takes its place.
    """
    sources = [sentence.text for sentence in theme.sentences]
    first_reason: str | None = None
    for draft in drafts:
        text = " ".join(draft.text.split())
        found = violations(text, sources)
        if not found:
            copied = copied_from(text, theme)
            if copied is not None:
                return copied
            if gated and not trustworthy(text, sources, draft.score):
                first_reason = first_reason or REASONS["wording"]
                continue
            return Statement(text, support(text, theme), theme.origins, "written")
        if first_reason is None:
            first_reason = explain(found)
    return quote(theme, reason=first_reason)


def explain(found: Sequence[Violation]) -> str:
    """One line on what was wrong: the kinds of violation, the commonest first."""
    kinds = Counter(violation.kind for violation in found)
    details = {violation.kind: violation.detail for violation in reversed(found)}
    parts = []
    for kind, _ in kinds.most_common(2):
        detail = details[kind]
        parts.append(
            f"{REASONS.get(kind, kind)} ({detail})" if detail and words(detail) else REASONS.get(kind, kind)
        )
    return "؛ ".join(parts)
