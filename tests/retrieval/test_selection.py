"""A budget is filled without repetition, and the newest comes first in the telling."""

from __future__ import annotations

from datetime import date

from summarizer.retrieval import choose, story_order
from summarizer.types import Article, Sentence, Theme


def theme(text: str, salience: float, day: int = 5) -> Theme:
    article = Article(id=f"{text}-{day}", text=text, date=date(2024, 3, day))
    return Theme((Sentence(article, 0, 0, len(text)),), salience)


def length(item: Theme) -> int:
    return len(item.sentences[0].text.split())


OPENING = theme("افتتح رئيس البلدية جسر النهر الجديد", 0.9)
COST = theme("وبلغت كلفة الجسر مليون دينار", 0.8)
AGAIN = theme("رئيس البلدية افتتح جسر النهر", 0.7)
WALK = theme("يشكو السكان غياب ممر للمشاة", 0.6)


def test_the_budget_is_kept_and_the_order_too() -> None:
    assert choose([OPENING, COST, WALK], max_words=11, words_of=length) == (OPENING, COST)


def test_a_theme_that_does_not_fit_lets_a_shorter_one_in() -> None:
    short = theme("الممر مغلق أمام المارة", 0.6)
    assert choose([OPENING, COST, short], max_words=10, words_of=length) == (OPENING, short)


def test_what_was_said_is_not_said_again() -> None:
    assert choose([OPENING, AGAIN, COST], max_words=100, words_of=length) == (OPENING, COST)


def test_the_first_theme_always_enters() -> None:
    assert choose([OPENING, COST], max_words=1, words_of=length) == (OPENING,)


def test_nothing_to_choose() -> None:
    assert choose([], max_words=100, words_of=length) == ()


def test_telling_keeps_every_theme_once() -> None:
    told = story_order([WALK, OPENING, COST])
    assert sorted(told, key=id) == sorted([WALK, OPENING, COST], key=id)
    assert told[0] == OPENING


def test_two_openings_on_one_event_are_said_once_though_worded_differently() -> None:
    other = theme("دشن رئيس البلدية الجسر الجديد", 0.7, day=6)
    later = Theme((Sentence(other.sentences[0].article, 3, 0, other.sentences[0].end),), 0.7)
    assert choose([OPENING, other], max_words=100, words_of=length) == (OPENING,)
    assert choose([OPENING, later], max_words=100, words_of=length) == (OPENING, later)
