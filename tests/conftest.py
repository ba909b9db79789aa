"""Fixtures every room's tests share. The Arabic of the tests is our own, the seeds aside."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from summarizer.types import Article

os.environ.setdefault("HF_HUB_OFFLINE", "1")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The folder of the five articles the project was started with."""
    return root / "seeds"


@pytest.fixture
def three_articles() -> list[Article]:
    """Three outlets on one small event: a near-copy, a paraphrase, a detail only one of them has."""
    return [
        Article(
            id="a",
            title="افتتاح جسر النهر الجديد في المدينة",
            outlet="صحيفة الضفة",
            date=date(2024, 3, 5),
            text=(
                "افتتح رئيس البلدية سامر حداد، الثلاثاء، جسر النهر الجديد بعد عامين من الأشغال.\n"
                "وبلغت كلفة المشروع 12 مليون دينار، بحسب بيان البلدية.\n"
                "وقال حداد إن الجسر سيخفف الازدحام عن وسط المدينة."
            ),
        ),
        Article(
            id="b",
            title="جسر جديد يربط ضفتي النهر",
            outlet="وكالة الأفق",
            date=date(2024, 3, 5),
            text=(
                "دشن رئيس البلدية سامر حداد يوم الثلاثاء الجسر الجديد فوق النهر، وذلك بعد أشغال دامت عامين.\n"
                "وكلّف الجسر ١٢ مليون دينار.\n"
                "ومن المتوقع أن تعبره عشرة آلاف سيارة يوميا."
            ),
        ),
        Article(
            id="c",
            title="سكان الضفة الشرقية يرحبون بالجسر",
            outlet="إذاعة المرفأ",
            date=date(2024, 3, 6),
            text=(
                "رحب سكان الضفة الشرقية بافتتاح جسر النهر الجديد، لكن بعضهم شكا من غياب ممر للمشاة.\n"
                "وبلغت كلفة المشروع 12 مليون دينار، بحسب بيان البلدية."
            ),
        ),
    ]
