"""A briefing of the five seeds, made by hand: what the renderers are shown and looked at with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from summarizer.types import (
    Article,
    Briefing,
    Citation,
    Coverage,
    Disagreement,
    Position,
    Statement,
    TimelineEntry,
)


@pytest.fixture(scope="session")
def seed_articles(seeds: Path) -> tuple[Article, ...]:
    """The five seeds as they lie on disk, with what a reader would find out about them."""
    told = [
        ("", "", date(2024, 1, 24)),
        ("", "", date(2024, 1, 9)),
        ("", "", date(2024, 1, 24)),
        (
            "عربي بوست",
            "العراق يعلن توصله إلى اتفاق مع أمريكا حول انسحاب قوات التحالف الدولي من أراضيه.. هذه مضامينه",
            date(2024, 1, 25),
        ),
        ("", "الولايات المتحدة والعراق يجريان مفاوضات بخصوص إنهاء مهمة التحالف", None),
    ]
    paths = sorted(path for path in seeds.glob("*.txt"))
    return tuple(
        Article(path.stem, path.read_text(encoding="utf-8"), title, outlet, when, str(path))
        for path, (outlet, title, when) in zip(paths, told, strict=True)
    )


@pytest.fixture(scope="session")
def cite(seed_articles: tuple[Article, ...]) -> Callable[[int, str, str], Citation]:
    """``cite(number, first words, last words)``: the span of a seed from the one to the other."""

    def span(number: int, first: str, last: str) -> Citation:
        text = seed_articles[number].text
        start = text.index(first)
        return Citation(seed_articles[number].id, start, text.index(last, start) + len(last))

    return span


@pytest.fixture(scope="session")
def seed_briefing(seed_articles: tuple[Article, ...], cite: Callable[[int, str, str], Citation]) -> Briefing:
    """Four written statements, two quoted ones, one disagreement, a timeline."""
    reuters, anadolu = "رويترز", "الأناضول"
    agreement = cite(3, "أعلنت بغداد", "موقعها الإلكتروني.")
    talks = cite(2, "قالت أربعة مصادر", "قطاع غزة.")
    strike = cite(2, "وأسفرت الضربات", "القوات النظامية.")
    dead = cite(2, "فيما قال مسؤول", "وآخرين جرحا.")
    denial = cite(1, "نفت وزارة الدفاع", "في البلاد.")
    statements = (
        Statement(
            "أعلنت بغداد في 25 يناير/كانون الثاني توصلها إلى اتفاق مع واشنطن على صياغة جدول زمني للخفض "
            'التدريجي لمستشاري التحالف الدولي، وفق بيان لوزارة الخارجية نشرته وكالة "واع".',
            (agreement,),
            ("واع",),
            "written",
        ),
        Statement(
            "وكانت أربعة مصادر قد قالت لرويترز إن البلدين بصدد بدء محادثات بشأن إنهاء مهمة التحالف الذي "
            "تقوده الولايات المتحدة.",
            (cite(0, "ذكرت وكالة", "قطاع غزة."), talks, cite(3, "والأربعاء 24", "قطاع غزة.")),
            (reuters,),
            "written",
        ),
        Statement(
            "وتنشر الولايات المتحدة 2,500 عسكري (نحو 2500) في العراق لتقديم المشورة، بحسب BBC، "
            "والتحالف يضم 85 دولة.",
            (
                cite(0, "وتنشر الولايات", "الجيش العراقي."),
                cite(1, "أُسس التحالف", "جندي أمريكي."),
                cite(4, "يوجد في العراق 2500", "هزيمة داعش."),
            ),
            (reuters, anadolu),
            "written",
        ),
        Statement(
            "وأسفرت الضربات التي شهدتها منطقة القائم عن سقوط قتيل وجرح آخرين، بحسب بيان لـ«الحشد الشعبي» "
            "الذي يعد مقاتلوه جزء من القوات النظامية.",
            (strike,),
            (),
            "quoted",
            "لا مسودة توافق المصدر",
        ),
        Statement(
            'قال مسؤول أميركي إن "الولايات المتحدة الأمريكية والعراق يقتربان من بدء حوارات حول هذا الموضوع '
            'في إطار اللجنة العسكرية العليا".',
            (cite(4, "قال مسؤول أميركي", 'العليا".'),),
            (),
            "quoted",
        ),
        Statement(
            "ونفى البنتاغون في 9 يناير/كانون الثاني وجود أي خطط لسحب القوات الأمريكية من العراق.",
            (denial, cite(1, "بينما قال متحدث", "وكالة الأناضول.")),
            (anadolu,),
            "written",
        ),
    )
    ids = [article.id for article in seed_articles]
    return Briefing(
        headline="بغداد تعلن اتفاقًا مع واشنطن على جدول زمني لخفض مستشاري التحالف الدولي",
        statements=statements,
        articles=seed_articles,
        coverage=Coverage(
            articles=5,
            sentences=103,
            themes_kept=6,
            themes_dropped=41,
            written=4,
            quoted=2,
            shares=dict(zip(ids, (2 / 11, 3 / 11, 2 / 11, 2 / 11, 2 / 11), strict=True)),
            boilerplate_removed=9,
            duplicates=12,
            truncated=1,
            notes=("المقال 004 لا يذكر تاريخ نشره.",),
        ),
        signature="mujaz:0.1.0|model:mini@3f2a9c1d|words:150|input:9b8e7f60",
        disagreements=(
            Disagreement(
                "عدد قتلى الضربات في منطقة القائم",
                (
                    Position("قتيل واحد، بحسب بيان الحشد الشعبي", (strike,), ("الحشد الشعبي",)),
                    Position("قتيلان، بحسب مسؤول في وزارة الداخلية", (dead,), ("وزارة الداخلية",)),
                ),
                "disputed",
            ),
            Disagreement(
                "انسحاب القوات الأمريكية من العراق",
                (
                    Position("لا خطط للانسحاب", (denial,), (anadolu,), date(2024, 1, 9)),
                    Position("اتفاق على جدول زمني", (agreement,), ("واع",), date(2024, 1, 25)),
                ),
                "superseded",
            ),
        ),
        timeline=(
            TimelineEntry(
                "سبتمبر/أيلول 2014",
                "تأسيس التحالف الدولي ضد داعش",
                (cite(1, "أُسس التحالف", "جندي أمريكي."),),
                date(2014, 9, 1),
                date(2014, 9, 30),
            ),
            TimelineEntry(
                "الثلاثاء 9 يناير",
                "البنتاغون ينفي خطط الانسحاب",
                (denial,),
                date(2024, 1, 9),
                date(2024, 1, 9),
            ),
            TimelineEntry("الأسبوع الماضي", "ضربات نفذها التحالف على قوى أمنية عراقية", (denial,)),
            TimelineEntry(
                "الخميس 25 يناير/كانون الثاني 2024", "بغداد تعلن الاتفاق", (agreement,), date(2024, 1, 25)
            ),
        ),
    )
