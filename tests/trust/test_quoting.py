"""A quotation shows exactly what it cites and stands alone."""

from __future__ import annotations

from datetime import date

from summarizer.trust.check import check
from summarizer.trust.citations import support
from summarizer.trust.quoting import quote, standing_alone
from summarizer.types import Article, Briefing, Coverage, Draft, Sentence, Statement, Theme


def theme_of(*texts: str) -> Theme:
    articles = [
        Article(id=f"a{i}", text=f"مقدمة.\n{text}", date=date(2024, 1, 1)) for i, text in enumerate(texts)
    ]
    return Theme(tuple(Sentence(article, 1, 7, len(article.text)) for article in articles), 1.0, ("أصل",))


def shown(statement: Statement, theme: Theme) -> str:
    articles = tuple(sentence.article for sentence in theme.sentences)
    briefing = Briefing("", (statement,), articles, Coverage(1, 1, 1, 0, 0, 1), "")
    (citation,) = statement.citations
    return briefing.quote(citation)


def test_the_citation_is_the_text() -> None:
    theme = theme_of("من جهتها، أعلنت بلدية المرفأ إغلاق الجسر القديم يوم الأحد.")
    statement = quote(theme)
    assert statement.kind == "quoted"
    assert statement.text == "أعلنت بلدية المرفأ إغلاق الجسر القديم يوم الأحد."
    assert shown(statement, theme) == statement.text


def test_a_sentence_without_its_speaker_gives_way() -> None:
    theme = theme_of(
        "وأضاف أن الجسر القديم سيغلق يوم الأحد المقبل.",
        "قال رئيس بلدية المرفأ سامر حداد إن الجسر القديم سيغلق الأحد.",
    )
    assert quote(theme).text.startswith("قال رئيس بلدية المرفأ")


def test_leaning_is_seen() -> None:
    assert standing_alone("قال سامر حداد إن الجسر سيغلق الأحد.") > 0.9
    assert standing_alone("وأضاف أن الجسر سيغلق الأحد.") < 0.5
    assert standing_alone("وهو ما نفته الوزارة لاحقا في بيان.") < 0.5


def test_the_first_draft_that_holds_is_taken() -> None:
    theme = theme_of("افتتح سامر حداد الجسر الجديد فوق النهر يوم الثلاثاء بعد أشغال دامت عامين.")
    drafts = [
        Draft(theme, "افتتح سامر حداد الجسر الجديد يوم الأربعاء.", -0.1),
        Draft(theme, "افتتح سامر حداد الجسر الجديد فوق النهر الثلاثاء بعد أشغال دامت عامين.", -0.2),
    ]
    statement = check(theme, drafts)
    assert statement.kind == "written"
    assert statement.text == drafts[1].text
    assert [(c.article_id, c.start) for c in statement.citations] == [("a0", 7)]


def test_the_reason_is_told_when_no_draft_holds() -> None:
    theme = theme_of("افتتح سامر حداد الجسر الجديد فوق النهر يوم الثلاثاء بعد أشغال دامت عامين.")
    statement = check(theme, [Draft(theme, "افتتح سامر حداد الجسر الجديد يوم الأربعاء.", -0.1)])
    assert statement.kind == "quoted"
    assert statement.reason is not None
    assert "الأربعاء" in statement.reason


def test_a_draft_that_copies_is_a_quotation() -> None:
    theme = theme_of("افتتح سامر حداد الجسر الجديد فوق النهر يوم الثلاثاء، بعد أشغال دامت عامين.")
    statement = check(theme, [Draft(theme, "افتتح سامر حداد الجسر الجديد فوق النهر يوم الثلاثاء.", -0.1)])
    assert statement.kind == "quoted"
    assert statement.reason is None
    assert shown(statement, theme) == statement.text


def test_support_takes_the_fewest_sentences() -> None:
    theme = theme_of(
        "افتتح سامر حداد الجسر الجديد فوق النهر يوم الثلاثاء.",
        "بلغت كلفة الجسر الجديد 12 مليون دينار.",
        "الجسر الجديد فوق النهر.",
    )
    citations = support("دشن سامر حداد الثلاثاء الجسر الجديد الذي بلغت كلفته 12 مليون دينار.", theme)
    assert {citation.article_id for citation in citations} == {"a0", "a1"}
