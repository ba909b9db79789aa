"""Who first told it: agencies, continuations, headings and copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.arabic.attribution import attributions, is_continuation
from summarizer.splitting import sentences_of
from summarizer.trust.copies import copy_groups
from summarizer.trust.origins import article_origins, with_origins
from summarizer.types import Article, Theme


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ذكرت وكالة «رويترز» نقلاً عن ثلاثة مسؤولين أن الميناء أُغلق.", ["رويترز"]),
        ("أُغلق الميناء، حسب ما ذكرته وكالة الأناضول.", ["الأناضول"]),
        ("ووفقا لأخبار رويترز، عاد الميناء إلى العمل.", ["رويترز"]),
        ("قال عاملان لوكالة الصحافة الفرنسية إن الرافعة سقطت.", ["فرانس برس"]),
        ("نقلت وكالة الأنباء العراقية “واع” عن الوزير قوله إن السد امتلأ.", ["واع"]),
        ("بحسب وكالة الأنباء السعودية (واس)، هطلت الأمطار.", ["واس"]),
        ("قالت وزارة الصحة إن اللقاح متوفر.", ["وزارة الصحة"]),
        ("زار الوفد وزارة الصحة صباحا.", []),
        ("أطلقت وكالة الفضاء قمرا جديدا.", []),
        ("سافر إلى هضبة الأناضول في الصيف.", []),
    ],
)
def test_a_sentence_names_its_teller(text: str, names: list[str]) -> None:
    assert [item.name for item in attributions(text)] == names


def test_an_institution_that_only_acts_in_the_reported_clause_did_not_tell_it() -> None:
    told = attributions("قال البيت الأبيض إن الجيش الأمريكي سيرسل مهندسين.")
    assert [item.name for item in told] == ["البيت الأبيض"]


def test_spelling_variants_name_the_same_teller() -> None:
    one = attributions("وفقا لوزارة الدفاع الأمريكية وصل الفريق.")
    other = attributions("وفقا لوزارة الدفاع الأميركية وصل الفريق.")
    assert one == other != ()


@pytest.mark.parametrize(
    "text", ["وأضاف أن العمل مستمر.", "كما أشار إلى الكلفة.", "وقال مصدران إن العقد جاهز."]
)
def test_continuations_lean_on_the_speaker_before(text: str) -> None:
    assert is_continuation(text)


def test_a_new_speaker_is_no_continuation() -> None:
    assert not is_continuation("وقال رئيس البلدية إن العمل مستمر.")


def test_an_article_that_rests_on_an_agency_has_its_origin_up_to_the_first_heading() -> None:
    article = Article(
        id="x",
        outlet="صحيفة الضفة",
        text=(
            "ذكرت وكالة رويترز أن الجسر أُغلق مساء الأحد.\n"
            "ومن المتوقع أن تستمر الأشغال شهرين.\n"
            "غضب بين السكان\n"
            "اشتكى سكان الحي من طول الطريق البديل."
        ),
    )
    names = [name for name, _ in article_origins(article).values()]
    assert names == ["رويترز", "رويترز", "صحيفة الضفة", "صحيفة الضفة"]


def test_copies_have_one_origin_and_paraphrases_from_elsewhere_add_theirs() -> None:
    story = "ويعمل في المصنع 300 عامل منذ افتتاحه قبل عشرة أعوام."
    agency = Article(id="a", outlet="أ", text=f"ذكرت وكالة رويترز أن المصنع سيُغلق.\n{story}")
    copy = Article(id="b", outlet="ب", text=story)
    other = Article(
        id="c", outlet="ج", text="سيُغلق المصنع وفقا لوكالة الأناضول.\nنحو 300 شخص يكسبون رزقهم في المصنع."
    )
    sentences = [sentences_of(article)[-1] for article in (agency, copy, other)]
    assert [len(group) for group in copy_groups(sentences)] == [2, 1]
    themes = with_origins([Theme(tuple(sentences), 1.0)])
    assert themes[0].origins == ("الأناضول", "رويترز")


def test_2500_troops_stand_in_five_seeds_and_have_two_origins(seeds: Path) -> None:
    articles = [Article(id=path.stem, text=path.read_text("utf-8")) for path in sorted(seeds.glob("*.txt"))]
    sentences = [
        sentence for article in articles for sentence in sentences_of(article) if "2500" in sentence.text
    ]
    assert len({sentence.article.id for sentence in sentences}) == 5
    assert with_origins([Theme(tuple(sentences), 1.0)])[0].origins == ("الأناضول", "رويترز")
