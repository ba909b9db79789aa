"""A writer that lies in the words of its sources: nothing false gets through. The Arabic is our own."""

from __future__ import annotations

import pytest

from summarizer.trust.check import check
from summarizer.trust.guard import violations
from summarizer.types import Article, Draft, Sentence, Theme

ARMY = (
    "أعلنت وزيرة الدفاع ليلى منصور، الأربعاء، أن بلادها ستسحب نحو 2500 جندي من جزيرة المرجان "
    "قبل نهاية العام.",
    "ونفى قائد الأسطول كريم الحداد أن تكون السفن قد غادرت الميناء الشمالي.",
    "ومن المتوقع أن تبدأ محادثات بشأن إنهاء مهمة التحالف وكيفية استبداله بعلاقات ثنائية، وفق الوزيرة.",
    'وقال الحداد إن "القرار لم يتخذ بعد وإن السفن باقية في الميناء الشمالي".',
)
TRUE = (
    "قالت وزيرة الدفاع ليلى منصور الأربعاء إن نحو 2500 جندي سينسحبون من جزيرة المرجان قبل نهاية العام.",
    "ستسحب البلاد نحو 2500 جندي من جزيرة المرجان قبل نهاية العام، بحسب وزيرة الدفاع.",
    "نفى قائد الأسطول كريم الحداد مغادرة السفن الميناء الشمالي.",
    "من المتوقع أن تبدأ محادثات بشأن إنهاء مهمة التحالف، وفق الوزيرة.",
)
FALSE = {
    "a stranger's name": "قالت وزيرة الدفاع سلمى منصور الأربعاء إن نحو 2500 جندي سينسحبون من جزيرة المرجان.",
    "another place": "قالت وزيرة الدفاع ليلى منصور الأربعاء إن نحو 2500 جندي سينسحبون من جزيرة قبرص.",
    "tenfold": "قالت وزيرة الدفاع ليلى منصور الأربعاء إن نحو 25000 جندي سينسحبون من جزيرة المرجان.",
    "the hedge gone": "قالت وزيرة الدفاع ليلى منصور الأربعاء إن 2500 جندي سينسحبون من جزيرة المرجان.",
    "the hedge turned": "قالت وزيرة الدفاع ليلى منصور إن أكثر من 2500 جندي سينسحبون من جزيرة المرجان.",
    "another day": "قالت وزيرة الدفاع ليلى منصور الخميس إن نحو 2500 جندي سينسحبون من جزيرة المرجان.",
    "halves of two names": "قالت وزيرة الدفاع ليلى الحداد الأربعاء إن نحو 2500 جندي سينسحبون من الجزيرة.",
    "an invented quotation": 'قال الحداد إن "القرار نهائي وإن السفن غادرت" الميناء الشمالي.',
    "a halved quotation": 'قال الحداد إن "القرار لم يتخذ بعد وإن السفن باقية في الميناء.',
    "a negation put in": "لم تعلن وزيرة الدفاع ليلى منصور الأربعاء سحب نحو 2500 جندي من جزيرة المرجان.",
    "a denial turned": "أكد قائد الأسطول كريم الحداد أن السفن غادرت الميناء الشمالي.",
    "a clause skipped": "من المتوقع أن تبدأ محادثات ثنائية، وفق الوزيرة.",
    "expected told as done": "بدأت محادثات بشأن إنهاء مهمة التحالف، وفق الوزيرة.",
    "a broken word": "قالت وزيرة الدفاع ليلى منصور الأربعاء إن نحو 2500 جندي سينسحبون تتوفظ من الجزيرة.",
    "a phrase said twice": "ستسحب البلاد نحو 2500 جندي من جزيرة المرجان من جزيرة المرجان قبل نهاية العام.",
}


@pytest.mark.parametrize("draft", TRUE)
def test_correct_drafts_are_not_refused(draft: str) -> None:
    assert violations(draft, ARMY) == ()


@pytest.mark.parametrize("lie", FALSE)
def test_nothing_false_gets_through(lie: str) -> None:
    assert violations(FALSE[lie], ARMY)


def test_a_writer_who_only_lies_is_quoted_instead() -> None:
    articles = [Article(id=f"a{i}", text=text) for i, text in enumerate(ARMY)]
    theme = Theme(tuple(Sentence(article, 0, 0, len(article.text)) for article in articles), 1.0)
    statement = check(theme, [Draft(theme, text, -0.1) for text in FALSE.values()])
    assert statement.kind == "quoted"
    assert statement.reason
    assert any(statement.text in article.text for article in articles)
