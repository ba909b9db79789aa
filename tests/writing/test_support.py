"""A sentence written over all themes is led back to the sentences it was made from."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.types import Theme
from summarizer.writing.support import nearest_theme, supporting_theme

BRIDGE = ("افتتح رئيس البلدية جسر النهر الجديد بعد عامين من الأشغال.", "بلغت كلفة الجسر 12 مليون دينار.")
STRIKE = ("أضرب عمال الميناء احتجاجا على تأخر الأجور.", "وتوقفت حركة السفن في الميناء يومين.")


def test_the_right_sentences_are_cited_and_no_others(theme_of: Callable[..., Theme]) -> None:
    themes = [theme_of(*BRIDGE, salience=2.0), theme_of(*STRIKE)]
    found = supporting_theme("افتتح رئيس البلدية الجسر الجديد بكلفة 12 مليون دينار.", themes)
    assert found is not None
    assert [sentence.text for sentence in found.sentences] == list(BRIDGE)
    assert found.salience == 2.0


def test_a_sentence_over_two_themes_cites_both(theme_of: Callable[..., Theme]) -> None:
    themes = [theme_of(*BRIDGE), theme_of(*STRIKE)]
    found = supporting_theme("افتتح رئيس البلدية جسر النهر بينما أضرب عمال الميناء احتجاجا.", themes)
    assert found is not None
    assert {sentence.text for sentence in found.sentences} == {BRIDGE[0], STRIKE[0]}


def test_what_nothing_supports_has_no_support(theme_of: Callable[..., Theme]) -> None:
    themes = [theme_of(*BRIDGE), theme_of(*STRIKE)]
    assert supporting_theme("فاز المنتخب بكأس القارة بعد مباراة مثيرة في الدوحة.", themes) is None
    assert supporting_theme("", themes) is None


def test_the_nearest_theme_shares_most_words(theme_of: Callable[..., Theme]) -> None:
    themes = [theme_of(*BRIDGE), theme_of(*STRIKE)]
    assert nearest_theme("عمال يشكون من الأجور.", themes) == themes[1]
    assert nearest_theme("لا شيء مشترك.", themes) == themes[0]
