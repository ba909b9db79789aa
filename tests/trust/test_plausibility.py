# ruff: noqa: E501  (sources and drafts stand whole, line by line)
"""The second gate: compressions that cut at the joints pass, glued and false sentences do not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from summarizer.trust.check import REASONS, check
from summarizer.trust.plausibility import FEATURES, features, gate, plausibility, trustworthy
from summarizer.types import Article, Draft, Sentence, Theme

SCORE = -0.3
"""Mean log-probability of a draft of which the writer is sure."""

COMPRESSIONS = [
    (
        "أعلنت وزارة النقل السعودية، يوم الأحد، أن الجسر الجديد سيفتح أمام السيارات في نهاية الشهر، وذلك بعد "
        "تأخير دام عامين بسبب نقص التمويل.",
        "أعلنت وزارة النقل السعودية الأحد أن الجسر الجديد سيفتح أمام السيارات في نهاية الشهر، بعد تأخير دام "
        "عامين بسبب نقص التمويل.",
    ),
    (
        "وقال رئيس البلدية سمير حداد، في مؤتمر صحفي، إن أعمال الترميم في السوق القديم انتهت قبل موعدها بثلاثة "
        "أسابيع.",
        "قال رئيس البلدية سمير حداد إن أعمال الترميم في السوق القديم انتهت قبل موعدها بثلاثة أسابيع.",
    ),
    (
        "قتل خمسة عمال وأصيب تسعة آخرون بجروح، الثلاثاء، في انهيار منجم للفحم شمالي البلاد، بحسب ما أفادت وسائل "
        "إعلام محلية، فيما تتواصل عمليات البحث.",
        "قتل خمسة عمال وأصيب تسعة آخرون بجروح الثلاثاء في انهيار منجم للفحم شمالي البلاد، بحسب وسائل إعلام محلية.",
    ),
    (
        "وافتتح الرئيس التونسي، الجمعة، معرض الكتاب الدولي في العاصمة بمشاركة ثلاثين دولة، وسط إجراءات أمنية "
        "مشددة.",
        "افتتح الرئيس التونسي الجمعة معرض الكتاب الدولي في العاصمة بمشاركة ثلاثين دولة.",
    ),
    (
        "وقررت الحكومة الأردنية رفع أسعار الوقود اعتبارا من بداية الشهر المقبل، وهو القرار الثالث من نوعه منذ "
        "مطلع العام.",
        "قررت الحكومة الأردنية رفع أسعار الوقود اعتبارا من بداية الشهر المقبل.",
    ),
    (
        "ذكرت وكالة الأنباء الرسمية أن طائرة مدنية هبطت اضطراريا في مطار بغداد بسبب عطل في المحرك، دون وقوع "
        "إصابات.",
        "أفادت وكالة الأنباء الرسمية أن طائرة مدنية هبطت اضطراريا في مطار بغداد بسبب عطل في المحرك.",
    ),
    (
        "وصلت أول شاحنة تحمل مساعدات طبية إلى المدينة المحاصرة، مساء الأربعاء، بعد مفاوضات استمرت أسبوعا كاملا "
        "بين الطرفين.",
        "وصلت أول شاحنة تحمل مساعدات طبية إلى المدينة المحاصرة مساء الأربعاء، بعد مفاوضات استمرت أسبوعا كاملا.",
    ),
    (
        "وأصدرت محكمة في القاهرة، الاثنين، حكما بالسجن خمس سنوات على رجل أعمال أدين بتهمة الاحتيال على مئات "
        "المستثمرين، وفق ما أعلن محاميه.",
        "أصدرت محكمة في القاهرة الاثنين حكما بالسجن خمس سنوات على رجل أعمال أدين بتهمة الاحتيال على مئات "
        "المستثمرين.",
    ),
    (
        "أكد وزير الصحة المغربي أن حملة التلقيح ستشمل جميع الأطفال دون الخامسة، مشيرا إلى أن اللقاحات متوفرة في "
        "كل المستشفيات.",
        "أكد وزير الصحة المغربي أن حملة التلقيح ستشمل جميع الأطفال دون الخامسة.",
    ),
    (
        "وتظاهر آلاف المعلمين، السبت، في شوارع العاصمة احتجاجا على تأخر صرف رواتبهم، في أكبر تحرك من نوعه منذ "
        "ثلاث سنوات.",
        "تظاهر آلاف المعلمين السبت في شوارع العاصمة احتجاجا على تأخر صرف رواتبهم.",
    ),
]

BRIDGE = COMPRESSIONS[0][0]
MAYOR = COMPRESSIONS[1][0]
MINE = COMPRESSIONS[2][0]

NONSENSE = [
    ("the spokesman accused", ["بحسب ما أعلن مروان سالم قائد فرقة الإطفاء، السبت، في المصنع القديم."],
     "اتهم مروان سالم قائد فرقة الإطفاء السبت في المصنع القديم."),
    ("a man with another's office", [
        "التقى وزير الخارجية اللبناني في بيروت مبعوث الأمم المتحدة كمال نصر.",
        "وحذر كمال نصر الاثنين من تدهور الوضع الإنساني في الجنوب."],
     "حذر وزير الخارجية اللبناني كمال نصر الاثنين إلى تدهور الوضع."),
    ("the object is gone", ["وألقى رئيس البلدية كلمة خلال افتتاح الحديقة العامة في وسط المدينة."],
     "ألقى رئيس البلدية خلال افتتاح الحديقة العامة في وسط المدينة."),
    ("the main verb is gone", ["بعد حصار طويل، تنضم القرية الصغيرة إلى قائمة المناطق المنكوبة في الشمال."],
     "بعد حصار طويل إلى قائمة المناطق المنكوبة في الشمال."),
    ("a relative clause without its verb", ["ويشرف على الانتخابات التي من المتوقع فوزه بها قضاة مستقلون."],
     "يشرف على الانتخابات التي فوزه بها قضاة مستقلون."),
    ("a masculine verb before a feminine subject", ["وبحسب هيئة الأرصاد الجوية فإن العاصفة ستصل مساء الأحد."],
     "أفاد هيئة الأرصاد الجوية أن العاصفة ستصل مساء الأحد."),
    ("the head of the subject was cut off", ["أعلن نائب رئيس المجلس عادل فهمي، الأحد، أنه سيستقيل من منصبه."],
     "أعلن رئيس المجلس عادل فهمي الأحد أنه سيستقيل من منصبه."),
    ("words of two events glued", [BRIDGE, MINE],
     "أعلنت وزارة النقل السعودية انهيار منجم للفحم أمام السيارات وأصيب تسعة آخرون بسبب نقص التمويل."),
    ("the speaker of one sentence with the words of another", [MAYOR, BRIDGE],
     "قال رئيس البلدية سمير حداد إن الجسر الجديد سيفتح أمام السيارات في نهاية الشهر."),
    ("two prepositions where the source has an object", [MAYOR],
     "حذر رئيس البلدية سمير حداد إلى أن أعمال الترميم في السوق القديم قبل موعدها."),
    ("an adjective without its noun", ["رفعت جمعيات أهلية شكوى جديدة إلى المجلس البلدي، احتجاجا على إغلاق السوق."],
     "رفعت جمعيات أهلية جديدة إلى المجلس البلدي احتجاجا على إغلاق السوق."),
    ("direct speech after a particle", ["وكتب كريم عادل على حسابه: \"مبروك لفريقنا تحقيقه لقب البطولة\"."],
     "قال كريم عادل على حسابه إن مبروك لفريقنا تحقيقه لقب البطولة."),
    ("a pronoun whose noun is gone", ["رفض المدرب الاعتذار عن تصريحاته، التي أغضبت الرابطة بعد انتقادها للحكام، الأحد."],
     "رفض المدرب الاعتذار عن تصريحاته بعد انتقادها للحكام الأحد."),
    ("speech without a word said", ["وقال المدرب كريم عادل خلال زيارة إلى مصنع: \"سنعود أقوى مما كنا\"."],
     "قال المدرب كريم عادل خلال زيارة إلى مصنع."),
    ("the sentence breaks off at its object", ["واستدعت إيطاليا السفير بعد أن رفضت روما استقبال سفينة المهاجرين."],
     "استدعت إيطاليا السفير بعد أن رفضت روما."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "draft"), COMPRESSIONS, ids=[draft[:20] for _, draft in COMPRESSIONS])
def test_compressions_cut_at_the_joints_pass(source: str, draft: str) -> None:
    assert trustworthy(draft, [source], SCORE)


@pytest.mark.parametrize(("sources", "draft"), [case[1:] for case in NONSENSE], ids=[c[0] for c in NONSENSE])
def test_nonsense_made_of_the_sources_words_does_not_pass(sources: list[str], draft: str) -> None:
    assert not trustworthy(draft, sources, SCORE)


def test_a_draft_of_which_the_writer_is_unsure_is_less_plausible() -> None:
    source, draft = COMPRESSIONS[0]
    assert plausibility(draft, [source], -1.2) < plausibility(draft, [source], -0.2)


def test_same_text_same_value_whatever_was_judged_before() -> None:
    source, draft = COMPRESSIONS[3]
    before = plausibility(draft, [source], SCORE)
    for _, sources, other in NONSENSE:
        plausibility(other, sources, SCORE)
    assert plausibility(draft, [source], SCORE) == before


def test_the_order_of_the_sources_decides_nothing_where_one_suffices() -> None:
    source, draft = COMPRESSIONS[1]
    assert plausibility(draft, [source, MINE], SCORE) == pytest.approx(
        plausibility(draft, [MINE, source], SCORE)
    )


@pytest.mark.parametrize("text", ["", "…", "كلمة", "كلمة أخرى"])
def test_scraps_are_never_trusted(text: str) -> None:
    assert not trustworthy(text, [BRIDGE], SCORE)
    assert len(features(text, [BRIDGE], SCORE)) == len(FEATURES)


def test_without_sources_nothing_is_trusted() -> None:
    assert not trustworthy(COMPRESSIONS[0][1], [], SCORE)


def test_headlines_have_their_own_bar() -> None:
    source, _ = COMPRESSIONS[0]
    headline = "الجسر الجديد في السعودية"
    assert trustworthy(headline, [source], SCORE, headline=True) == (
        plausibility(headline, [source], SCORE, headline=True) >= gate().headline
    )


def test_check_walks_down_to_the_first_draft_that_passes_both() -> None:
    source, good = COMPRESSIONS[1]
    article = Article(id="a", text=source, date=date(2024, 1, 1))
    theme = Theme((Sentence(article, 0, 0, len(source)),), 1.0, ("أصل",))
    bad = "قال رئيس البلدية سمير حداد في السوق القديم قبل موعدها بثلاثة أسابيع."
    assert check(theme, [Draft(theme, bad, SCORE), Draft(theme, good, SCORE)]).text == good
    refused = check(theme, [Draft(theme, bad, SCORE)])
    assert refused.kind == "quoted"
    assert refused.reason


def test_the_reason_is_told_in_the_readers_language() -> None:
    assert REASONS["wording"] == "صياغة غير موثوقة"


def test_a_draft_is_judged_in_two_milliseconds() -> None:
    cases = [(draft, [source]) for source, draft in COMPRESSIONS]
    for draft, sources in cases:
        features(draft, sources, SCORE)
    best = min(_seconds(cases) for _ in range(5))
    assert best / len(cases) < 0.002


def _seconds(cases: list[tuple[str, list[str]]]) -> float:
    begun = time.process_time()
    for draft, sources in cases:
        plausibility(draft, sources, SCORE)
    return time.process_time() - begun
