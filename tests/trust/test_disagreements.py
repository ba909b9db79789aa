"""Different values for the same thing are shown; values that can all be true are no disagreement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarizer.reading import read_articles
from summarizer.trust.disagreements import disagreements
from summarizer.types import Article

FIRE = "اندلع حريق في مصنع الخشب بضاحية المرفأ فجر الاثنين وأسفر عن {count}، بحسب الدفاع المدني."


def _articles(*counts: str, days: tuple[int, ...] = (4, 4, 4), text: str = FIRE) -> list[Article]:
    return [
        Article(
            id=f"a{place}", outlet=f"صحيفة {place}", date=date(2024, 3, day), text=text.format(count=count)
        )
        for place, (count, day) in enumerate(zip(counts, days, strict=False))
    ]


def test_two_tolls_of_one_fire_are_disputed() -> None:
    (found,) = disagreements(_articles("مقتل 7 عمال", "مقتل تسعة عمال"))
    assert found.subject == "عدد القتلى"
    assert found.verdict == "disputed"
    assert [position.value for position in found.positions] == ["مقتل 7 عمال", "مقتل تسعة عمال"]


def test_a_later_toll_supersedes() -> None:
    (found,) = disagreements(_articles("مقتل 7 عمال", "مقتل 9 عمال", days=(4, 5)))
    assert found.verdict == "superseded"
    assert [position.date for position in found.positions] == [date(2024, 3, 4), date(2024, 3, 5)]


def test_each_position_cites_its_sentence_word_for_word() -> None:
    articles = _articles("مقتل 7 عمال", "مقتل 9 عمال")
    (found,) = disagreements(articles)
    by_id = {article.id: article.text for article in articles}
    for position in found.positions:
        (citation,) = position.citations
        assert position.value in by_id[citation.article_id][citation.start : citation.end]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مقتل 7 عمال", "مقتل سبعة عمال"),
        ("مقتل ٧ عمال", "مقتل 7 عمال"),
        ("مقتل أكثر من 30 شخصا", "مقتل 34 شخصا"),
        ("مقتل نحو 100 شخص", "مقتل 96 شخصا"),
        ("مقتل 7 مدنيين", "مقتل 9 جنود"),
        ("مقتل 7 أشخاص", "مقتل 3 مدنيين"),
        ("مقتل 7 أشخاص", "إصابة 9 أشخاص"),
    ],
)
def test_values_that_can_all_be_true_raise_no_alarm(one: str, other: str) -> None:
    assert disagreements(_articles(one, other)) == ()


def test_another_event_raises_no_alarm() -> None:
    flood = "جرفت السيول سيارتين في وادي الزيتون صباح السبت، ما أدى إلى مقتل 2 من الركاب."
    articles = [*_articles("مقتل 7 عمال"), Article(id="z", outlet="إذاعة", date=date(2024, 3, 4), text=flood)]
    assert disagreements(articles) == ()


def test_speakers_of_one_article_can_contradict_each_other() -> None:
    text = (
        "وصل المحافظ إلى الميناء.\nوتفقد الأرصفة.\nواستمع إلى العمال.\nثم غادر.\n"
        "وأسفر انهيار الرافعة عن سقوط قتيل، بحسب بيان لوزارة النقل.\n"
        "فيما قال مسؤول في الميناء إن شخصين قتلا."
    )
    (found,) = disagreements([Article(id="a", outlet="صحيفة", date=date(2024, 3, 4), text=text)])
    assert [position.value for position in found.positions] == ["قتيل", "شخصين قتلا"]
    assert found.positions[0].origins == ("وزارة النقل",)


def test_an_earlier_toll_is_told_first_and_superseded() -> None:
    text = (
        "قال المتحدث باسم الدفاع المدني إن الزلزال أسفر عن مقتل 31 شخصا.\n"
        "وكانت حصيلة سابقة قد أشارت إلى مقتل 12 شخصا."
    )
    (found,) = disagreements([Article(id="a", outlet="صحيفة", date=date(2024, 3, 4), text=text)])
    assert found.verdict == "superseded"
    assert [position.value for position in found.positions] == ["مقتل 12 شخصا", "مقتل 31 شخصا"]


def test_an_announcement_overtakes_the_denial_before_it() -> None:
    denial = Article(
        id="a",
        outlet="أ",
        date=date(2024, 3, 1),
        text="نفت البلدية وجود خطط لإغلاق السوق القديم، وقالت إنه باق.",
    )
    news = Article(
        id="b",
        outlet="ب",
        date=date(2024, 3, 9),
        text="أعلنت البلدية اتفاقا على إغلاق السوق القديم وفق خطة من عامين.",
    )
    (found,) = disagreements([news, denial])
    assert found.verdict == "superseded"
    assert found.subject == "خطط لإغلاق السوق القديم"
    assert [position.date for position in found.positions] == [date(2024, 3, 1), date(2024, 3, 9)]


def test_a_denial_repeated_later_is_not_overtaken() -> None:
    days = (date(2024, 3, 1), date(2024, 3, 9))
    articles = [
        Article(
            id=str(day), outlet="أ", date=day, text="نفت البلدية وجود خطط لإغلاق السوق القديم، وقالت إنه باق."
        )
        for day in days
    ]
    assert disagreements(articles) == ()


def test_the_seeds_hold_one_dispute_and_one_overtaken_denial_and_no_false_alarm(seeds: Path) -> None:
    found = disagreements(read_articles(seeds))
    assert [(item.subject, item.verdict) for item in found] == [
        ("عدد القتلى", "disputed"),
        ("خطط لسحب قواتها من العراق", "superseded"),
    ]
    assert found[0].positions[0].origins == ("الحشد الشعبي",)
    assert found[0].positions[1].origins == ("وزارة الداخلية",)
    assert [str(position.date) for position in found[1].positions] == [
        "2024-01-09",
        "2024-01-24",
        "2024-01-25",
    ]
