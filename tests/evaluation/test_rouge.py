"""ROUGE equals rouge-score given the same tokens, for any text, and Arabic is seen at all."""

from __future__ import annotations

import random

import pytest
from rouge_score.rouge_scorer import RougeScorer

from summarizer.errors import MujazError
from summarizer.evaluation import lcs
from summarizer.evaluation.protocols import PROTOCOLS, Protocol
from summarizer.evaluation.rouge import (
    METRICS,
    Tokens,
    combine,
    prepare,
    rouge,
    rouge_per_reference,
    score_tokens,
)

WORDS = (
    "قال وزير الصحة إن ١٢ 12 شخصا أصيبوا في المدينة القديمة، بعد حريق. وأضاف «لا نعرف السبب» بعدُ! "
    "The fire BBC 2018 3.5 2,500 COVID-19 ، ؟ \n \n . - كِتابٌ مكتبـــة"
).split(" ")


def random_text(source: random.Random) -> str:
    length = source.choice([0, 1, 2, 8, 15, 30, 45, 60])
    return " ".join(source.choice(WORDS) for _ in range(length))


@pytest.fixture(params=sorted(PROTOCOLS))
def protocol(request: pytest.FixtureRequest) -> Protocol:
    return PROTOCOLS[request.param]


class Borrowed:
    """Our tokens in the shape rouge-score wants."""

    def __init__(self, protocol: Protocol) -> None:
        self.tokenize = protocol.tokens


def test_equals_rouge_score_on_a_thousand_random_pairs() -> None:
    source = random.Random(20_181)
    names = sorted(PROTOCOLS)
    compared = 0
    for number in range(1_000):
        protocol = PROTOCOLS[names[number % len(names)]]
        theirs = RougeScorer(list(METRICS), tokenizer=Borrowed(protocol))
        target, prediction = random_text(source), random_text(source)
        expected = theirs.score(target, prediction)
        found = rouge(prediction, target, protocol=protocol, sentences="lines")
        for metric in METRICS:
            assert found[metric] == pytest.approx(tuple(expected[metric]), abs=1e-9), (target, prediction)
        compared += found["rougeLsum"].fmeasure > 0
    assert compared > 500, "too few pairs had anything in common for the comparison to mean much"


def test_best_of_several_references_equals_score_multi() -> None:
    source = random.Random(7)
    theirs = RougeScorer(list(METRICS), tokenizer=Borrowed(PROTOCOLS["orthographic"]))
    for _ in range(60):
        references = [random_text(source) for _ in range(3)]
        prediction = random_text(source)
        expected = theirs.score_multi(references, prediction)
        found = rouge(prediction, references, reference_rule="best", sentences="lines")
        for metric in METRICS:
            assert found[metric] == pytest.approx(tuple(expected[metric]), abs=1e-9)


def test_mean_of_several_references_is_the_mean_of_each() -> None:
    references = ["افتتح الوزير الجسر", "افتتح الرئيس جسرا جديدا اليوم"]
    each = rouge_per_reference("افتتح الوزير جسرا", references)
    found = rouge("افتتح الوزير جسرا", references)
    for metric in METRICS:
        assert found[metric].fmeasure == pytest.approx((each[0][metric][2] + each[1][metric][2]) / 2)


def test_counts_by_hand() -> None:
    # 4 tokens each; common: قال, الوزير, اليوم; common pairs: قال الوزير. LCS: قال الوزير اليوم.
    found = rouge("قال الوزير كلاما اليوم", "قال الوزير إنه اليوم")
    assert found["rouge1"].fmeasure == pytest.approx(3 / 4)
    assert found["rouge2"].fmeasure == pytest.approx(1 / 3)
    assert found["rougeL"].fmeasure == pytest.approx(3 / 4)


def test_repetition_is_clipped() -> None:
    found = rouge("نعم نعم نعم نعم", "نعم لا")
    assert found["rouge1"].precision == pytest.approx(1 / 4)
    assert found["rouge1"].recall == pytest.approx(1 / 2)


def test_order_of_sentences_matters_to_l_and_not_to_lsum() -> None:
    first, second = "اندلع حريق في السوق.", "لم يصب أحد بأذى."
    found = rouge(f"{second}\n{first}", f"{first}\n{second}")
    assert found["rougeLsum"].fmeasure == 1
    assert found["rougeL"].fmeasure < 0.6


def test_stops_end_sentences_for_lsum_unless_lines_are_asked_for() -> None:
    first, second = "اندلع حريق في السوق.", "لم يصب أحد بأذى."
    assert rouge(f"{second} {first}", f"{first} {second}")["rougeLsum"].fmeasure == 1
    by_lines = rouge(f"{second} {first}", f"{first} {second}", sentences="lines")
    assert by_lines["rougeLsum"] == by_lines["rougeL"]


def test_an_arabic_text_against_itself_is_one(protocol: Protocol) -> None:
    found = rouge(protocol.specimen, protocol.specimen, protocol=protocol)
    assert all(score == (1, 1, 1) for score in found.values())


def test_rouge_score_itself_does_not_see_arabic() -> None:
    # The reason for this module: if this ever fails, the docs need rewriting.
    text = "قال الوزير إن الجسر سيفتح غدا"
    assert RougeScorer(["rouge1"]).score(text, text)["rouge1"].fmeasure == 0


def test_opposite_facts_that_share_digits_and_latin_do_not_score_high() -> None:
    pair = ("قتل 12 شخصا في BBC 2018", "نجا 12 طفلا من BBC 2018 و COVID")
    assert RougeScorer(["rouge1"]).score(*pair)["rouge1"].fmeasure > 0.85
    assert rouge(*pair)["rouge1"].fmeasure < 0.5


@pytest.mark.parametrize(("prediction", "reference"), [("", "نص"), ("نص", ""), ("", ""), ("،؟!", "نص")])
def test_nothing_scores_nothing(prediction: str, reference: str) -> None:
    assert all(score == (0, 0, 0) for score in rouge(prediction, reference).values())


def test_subsequences_are_the_same_with_and_without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(3)
    for _ in range(300):
        left = source.choices("ابجدهوز", k=source.randrange(40))
        right = source.choices("ابجدهوز", k=source.randrange(40))
        with_package = lcs.lcs_length(left, right)
        assert with_package == lcs.lcs_length_by_bits(left, right)
        assert with_package == len(lcs.union_positions(left, [right]))
    monkeypatch.setattr(lcs, "_rapidfuzz", None)
    assert lcs.lcs_length(list("ابجد"), list("اجد")) == 3


def test_a_million_words_are_scored_against_a_reference() -> None:
    giant = ["سطر", "من", "كلام", "لا", "ينتهي"]
    prediction = Tokens(giant * 200_000, [[*giant, str(number % 5_000)] for number in range(200_000)])
    found = score_tokens(prediction, prepare("هذا سطر من كلام قصير."))
    assert found["rougeL"].recall == found["rougeLsum"].recall == pytest.approx(3 / 5)


@pytest.mark.slow
def test_a_text_of_a_million_words_is_scored(protocol: Protocol) -> None:
    text = "سطر من كلام لا ينتهي. " * 200_000
    found = rouge(text, "هذا سطر من كلام قصير.", protocol=protocol)
    assert found["rougeL"].recall == found["rougeLsum"].recall == pytest.approx(3 / 5)


def test_two_giants_are_refused_with_their_sizes() -> None:
    giant = ["كلام"] * 300_000
    with pytest.raises(MujazError, match="300,000 tokens against 300,000"):
        lcs.lcs_length(giant, giant)


def test_no_reference_is_an_error() -> None:
    with pytest.raises(MujazError, match="reference"):
        combine([])
