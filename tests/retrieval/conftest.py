"""Articles of our own for the retrieval tests."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.types import Article


@pytest.fixture
def other_event() -> list[Article]:
    """Two articles on something that has nothing to do with the bridge of ``three_articles``."""
    return [
        Article(
            id="x",
            title="فريق الجبل يحرز كأس كرة القدم",
            outlet="صحيفة الملعب",
            date=date(2024, 3, 5),
            text=(
                "أحرز فريق الجبل كأس كرة القدم للمرة الثالثة بعد فوزه على فريق الساحل بهدفين.\n"
                "وسجل المهاجم رامي عيد هدفي الفوز في الشوط الثاني من المباراة."
            ),
        ),
        Article(
            id="y",
            title="هدفان يمنحان فريق الجبل الكأس",
            outlet="إذاعة المرفأ",
            date=date(2024, 3, 5),
            text=(
                "فاز فريق الجبل بكأس كرة القدم بعد تغلبه على فريق الساحل بهدفي المهاجم رامي عيد.\n"
                "وحضر المباراة النهائية أكثر من ثلاثين ألف متفرج."
            ),
        ),
    ]
