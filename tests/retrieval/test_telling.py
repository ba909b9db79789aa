"""A briefing begins with what is newest and matters most and ends with background."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.retrieval import story_order
from summarizer.types import Article, Sentence, Theme


def theme(text: str, *, salience: float, place: int, day: int | None = 5) -> Theme:
    when = date(2024, 3, day) if day else None
    article = Article(id=f"{text}{place}{day}", text=text, date=when)
    return Theme((Sentence(article, place, 0, len(text)),), salience)


NEWS = theme("افتتح رئيس البلدية الجسر الثلاثاء", salience=0.9, place=0)
DETAIL = theme("وبلغت كلفة الجسر مليون دينار", salience=0.5, place=2)
BACKGROUND = theme("وكان الجسر القديم قد انهار قبل عامين", salience=0.6, place=11)
OLDER = theme("وأعلنت البلدية موعد الافتتاح", salience=0.6, place=1, day=1)


def test_background_from_the_end_of_articles_comes_after_details() -> None:
    assert story_order([NEWS, BACKGROUND, DETAIL]) == (NEWS, DETAIL, BACKGROUND)


def test_what_only_older_articles_tell_comes_late() -> None:
    assert story_order([OLDER, NEWS, DETAIL]) == (NEWS, DETAIL, OLDER)


def test_undated_themes_are_not_taken_for_old() -> None:
    undated = theme("وشكر الرئيس العمال", salience=0.8, place=1, day=None)
    assert story_order([NEWS, OLDER, undated]) == (NEWS, undated, OLDER)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            theme,
            st.sampled_from(["جسر", "نهر", "مدينة"]),
            salience=st.floats(0, 1),
            place=st.integers(0, 30),
            day=st.one_of(st.none(), st.integers(1, 28)),
        ),
        max_size=8,
    )
)
def test_every_theme_is_told_once(themes: list[Theme]) -> None:
    assert sorted(map(id, story_order(themes))) == sorted(map(id, themes))
