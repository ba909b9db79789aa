"""What ends an Arabic sentence, and what only looks as if it did."""

from __future__ import annotations

import time

import pytest

from summarizer.arabic.sentences import LONGEST_QUOTATION, split_sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["وصل الوفد صباحا.", "وغادر مساء."],
        ["هل يعود النازحون؟", "لا أحد يعرف!", "ربما غدا."],
        ["كيف حدث هذا!؟", "سأل السكان."],
        ["قال الوزير: «سنعيد بناء الجسر».", "وأضاف أن الكلفة كبيرة."],
        ["قالت البلدية: “الطريق مغلق”.", "وطلبت الصبر."],
        ['قال المدير "انتهت الأشغال."', "وبدأ العمل في الميناء."],
        ["بلغت النسبة 3.5 بالمئة.", "وكانت ٢٫٧ بالمئة في العام الماضي."],
        ["سجلت المدينة 24,4 درجة.", "وهذا رقم قياسي."],
        ["استقبل د. سالم الحلو الوفد.", "ورافقه أ.د. كمال النجار وم. هدى راضي."],
        ["انظر ص. 12 من التقرير.", "وفيها الجدول."],
        ["كان ذلك في 24 يناير/كانون الثاني 2024،، بحسب البيان.", "ثم تغير الموعد."],
        ["انعقدت القمة في 2019.", "وشارك فيها عشرون بلدا."],
        ["ذكرت شبكة بي.بي.سي أن المفاوضات تعثرت.", "ونفت ذلك شبكة بي. إن. سبورت."],
        ["شارك الطبيب جوشوا إل. روفمان في الدراسة.", "ووافقه جون ف. كولمان."],
        ["نقل موقع العربية.نت الخبر.", "وأكده موقع شركة بيت.كوم."],
        ["يعاني كثيرون نقص فيتامين د.", "ويوجد في السمك."],
        ["زار الوفد مقر شركة J. K. Lines في المرفأ.", "ثم غادر."],
        ["عرضت القاعة فيلم «من هناك؟» للمخرجة سلوى بدر.", "وحضره المئات."],
        ['وتساءل "متى ينتهي هذا؟"', "وأضاف أن الصبر نفد."],
        ["قال الحارس «لا أعرف. لم أر أحدا. كنت نائما».", "ثم صمت."],
        ["أغلقت المدارس (وعددها 12. وفق الوزارة) أبوابها.", "وعادت بعد يومين."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert parts(" ".join(sentences)) == sentences


def test_a_stop_without_a_blank_still_ends_a_sentence_between_words() -> None:
    assert parts("انتهت الجلسة.وغادر النواب القاعة.") == ["انتهت الجلسة.", "وغادر النواب القاعة."]
    assert parts('قال "انتهت الجلسة."وغادر.') == ['قال "انتهت الجلسة."', "وغادر."]


def test_dots_are_a_pause_in_headlines_and_speech() -> None:
    headline = "المدينة تعلن فتح المعبر.. هذه شروطه"
    assert parts(headline) == [headline]
    speech = "قال «سنوات من العمل... ضاعت» وسكت."
    assert parts(speech) == [speech]
    assert parts("لا أعرف ماذا أقول... وأضاف باكيا: انتهى كل شيء.") == [
        "لا أعرف ماذا أقول...",
        "وأضاف باكيا: انتهى كل شيء.",
    ]


def test_an_elision_inside_a_quotation_ends_nothing() -> None:
    text = 'وكتب أن "المعبر سيفتح (...) إذا وافق الطرفان".'
    assert parts(text) == [text]
    long = "وجاء في البيان أن " + "على الأطراف احترام الاتفاق كاملا، " * 8 + "ووقف النار (...) وتبادل الأسرى."
    assert parts(long) == [long]


def test_lines_end_sentences_with_or_without_a_stop() -> None:
    text = "غضب في الشارع\r\nخرج المئات إلى الساحة. وهتفوا للسلام\n\nصورة: ساحة المدينة"
    assert parts(text) == ["غضب في الشارع", "خرج المئات إلى الساحة.", "وهتفوا للسلام", "صورة: ساحة المدينة"]


def test_the_number_of_a_list_item_stays_with_it() -> None:
    assert parts("1. افتح النافذة. ثم أغلق الباب.\n٢. اخرج.") == [
        "1. افتح النافذة.",
        "ثم أغلق الباب.",
        "٢. اخرج.",
    ]


def test_marks_typed_the_wrong_way_round_still_enclose() -> None:
    text = "استهدف القصف مقار لـ”لواء النهر. فرع الشمال” و”لواء البحر”."
    assert parts(text) == [text]


def test_stray_stops_and_marks_belong_to_the_sentence_before() -> None:
    assert parts("قال إنه لن يعود. . وغادر فورا.") == ["قال إنه لن يعود. .", "وغادر فورا."]
    assert parts("«لن نعود أبدا.».") == ["«لن نعود أبدا.»."]


def test_a_quotation_that_is_never_closed_swallows_nothing() -> None:
    text = "قال الشاهد «رأيت الدخان. " + "ثم سمعت صوتا قويا في الحي. " * 40
    assert len(parts(text)) == 41


def test_a_very_long_quotation_is_split_at_its_stops() -> None:
    inner = "كان يوما طويلا على الجميع في القرية. " * (LONGEST_QUOTATION // 30)
    assert len(parts(f"قالت: «{inner}انتهى».")) > 5


def test_spans_point_into_the_text() -> None:
    text = "  أولا جملة.  ثم أخرى!  "
    assert split_sentences(text) == [(2, 12), (14, 22)]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u2028"])
def test_nothing_gives_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize(
    "unit",
    ["كلمة بعد كلمة، ", "جملة قصيرة هنا. ", 'قال "نعم. لا. ', "«", "... ", ".", '"', " ", "؟! (", "أ.ب. "],
)
def test_time_grows_in_step_with_the_length_of_a_line(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.perf_counter()
        split_sentences(text)
        return time.perf_counter() - start

    seconds(5_000)
    small = min(seconds(10_000) for _ in range(3))
    large = min(seconds(80_000) for _ in range(2))
    assert large < 40 * small + 0.2  # eight times the text; quadratic time would be sixty-four


@pytest.mark.slow
def test_ten_megabytes_without_a_line_end() -> None:
    text = 'قال "الوضع صعب. جدا" ثم أضاف: لن نغادر. ' * 260_000
    assert len(split_sentences(text)) == 260_000
