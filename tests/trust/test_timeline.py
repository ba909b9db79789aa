"""Dated facts in order, on the day they were told, not the day they were copied."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from summarizer.pipeline import Summarizer
from summarizer.reading import read_articles
from summarizer.settings import Settings
from summarizer.splitting import sentences_of
from summarizer.trust.copies import near_copies
from summarizer.trust.timeline import main_date, telling_days, timeline
from summarizer.types import Article, Citation, Statement, Theme


def _pair(sentence_of: Article, place: int = 0) -> tuple[Theme, Statement]:
    sentence = sentences_of(sentence_of)[place]
    citation = Citation(sentence_of.id, sentence.start, sentence.end)
    return Theme((sentence,), 1.0), Statement(sentence.text, (citation,), (), "quoted")


def _words(text: str) -> str | None:
    mention = main_date(text)
    return text[mention.start : mention.end] if mention else None


def test_a_date_counts_only_in_the_main_clause() -> None:
    assert _words("زار الوزير الميناء الثلاثاء.") == "الثلاثاء"
    assert _words("وفي ديسمبر الماضي، وعد الوزير بتوسيع الميناء.") == "ديسمبر الماضي"
    assert _words("يعمل في الميناء 300 شخص بعدما أعيد بناؤه عام 2014.") is None
    assert _words("قال الوزير إن العمل ينتهي في 5 مايو 2025.") is None


def test_entries_stand_in_the_order_of_days_and_undated_ones_last() -> None:
    told = date(2024, 1, 24)
    articles = [
        Article(id="a", date=told, text="افتتح الجسر الأربعاء 24 يناير 2024."),
        Article(id="b", date=told, text="تأخر العمل في الجسر منذ ديسمبر 2022 بسبب الفيضان."),
        Article(id="c", text="زار المهندسون الموقع أمس."),
    ]
    entries = timeline([_pair(article) for article in articles], articles)
    assert [(str(entry.start), entry.words) for entry in entries] == [
        ("2022-12-01", "منذ ديسمبر 2022"),
        ("2024-01-24", "الأربعاء 24 يناير 2024"),
        ("None", "أمس"),
    ]


def test_a_copied_sentence_keeps_its_first_day() -> None:
    story = "سلمت السفيرة الرسالة إلى الوزير مساء الثلاثاء في مكتبه بالعاصمة."
    first = Article(id="a", date=date(2024, 1, 24), text=story)
    copied = Article(id="b", date=date(2024, 2, 2), text=story)
    entries = timeline([_pair(copied)], [first, copied])
    assert [entry.start for entry in entries] == [date(2024, 1, 23)]


def test_an_undated_article_takes_the_day_of_what_it_copies() -> None:
    copied = (
        "سلمت السفيرة الرسالة إلى وزير النقل في مكتبه بالعاصمة.\n"
        "وتطلب الرسالة فتح المرفأ الشرقي أمام السفن الصغيرة."
    )
    dated = Article(id="a", date=date(2024, 1, 24), text=copied)
    undated = Article(id="b", text=copied + "\nوأغلق المرفأ الغربي أبوابه يوم السبت.")
    days = telling_days([dated, undated])
    assert days["b", sentences_of(undated)[2].start] == date(2024, 1, 24)
    assert timeline([_pair(undated, 2)], [dated, undated])[0].start == date(2024, 1, 20)


def test_one_fact_of_one_day_is_told_once() -> None:
    articles = [
        Article(
            id=name,
            date=date(2024, 1, 24),
            text="افتتح رئيس البلدية جسر النهر الجديد الأربعاء 24 يناير 2024.",
        )
        for name in "ab"
    ]
    assert len(timeline([_pair(article) for article in articles], articles)) == 1


def test_light_edits_and_spellings_are_copies() -> None:
    articles = [
        Article(id="a", text="استبعد الوفد انسحاب القوات الأمريكية من القاعدة البحرية هذا العام."),
        Article(id="b", text="واستبعد الوفد انسحاب القوات الأميركية من القاعدة البحرية «هذا العام»."),
        Article(id="c", text="وصل الوفد إلى القاعدة البحرية على متن سفينة صغيرة."),
    ]
    groups = near_copies([sentences_of(article)[0] for article in articles])
    assert [[sentence.article.id for sentence in group] for group in groups] == [["a", "b"], ["c"]]


def test_the_seeds_tell_their_story_in_order(seeds: Path) -> None:
    briefing = Summarizer(Settings(model="none")).summarize(read_articles(seeds))
    dated = [(str(entry.start), entry.text) for entry in briefing.timeline if entry.start]
    assert dated == sorted(dated, key=lambda pair: pair[0])
    days = [day for day, _ in dated]
    assert {"2023-12-26", "2024-01-09", "2024-01-23", "2024-01-24", "2024-01-25"} <= set(days)
