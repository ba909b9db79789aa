"""An evaluation says what was scored, how, and how sure one can be; nothing is skipped in silence."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from summarizer.errors import InputError, MujazError
from summarizer.evaluation import compare_briefings, evaluate_briefings
from summarizer.evaluation.protocols import PROTOCOLS, Protocol, ProtocolError
from summarizer.evaluation.rouge import METRICS, rouge
from summarizer.evaluation.scores import scores_per_reference
from summarizer.evaluation.selftest import check_protocol
from summarizer.types import Briefing, Coverage, Statement

PREDICTIONS = {
    "سوق": "اندلع حريق في سوق المدينة صباح اليوم.",
    "جسر": "افتتح الوزير جسرا جديدا فوق النهر.",
    "مطر": "هطلت أمطار غزيرة على الساحل.",
}
REFERENCES = {
    "جسر": ["دشن الوزير الجسر الجديد فوق النهر.", "افتتح الوزير جسرا."],
    "مطر": ["أمطار غزيرة على الساحل الغربي."],
    "سوق": ["حريق كبير في سوق المدينة.", "اندلع حريق في السوق اليوم.", "سوق المدينة احترق."],
}


def test_means_are_those_of_the_single_scores() -> None:
    found = evaluate_briefings(PREDICTIONS, REFERENCES)
    for metric in METRICS:
        singles = [rouge(PREDICTIONS[name], REFERENCES[name])[metric] for name in PREDICTIONS]
        for place, interval in enumerate(
            (found.scores[metric].precision, found.scores[metric].recall, found.scores[metric].fmeasure)
        ):
            assert interval.mean == pytest.approx(sum(score[place] for score in singles) / 3)
            assert interval.low <= interval.mean <= interval.high


def test_signature_says_everything_that_changes_the_number() -> None:
    found = evaluate_briefings(
        PREDICTIONS, REFERENCES, protocol="light", reference_rule="best", seed=7, resamples=500
    )
    assert str(found.signature).startswith(
        "ROUGE|protocol:light.1|refs:best|sent:mujaz.1|agg:mean|unit:cluster|bs:500|seed:7|n:3|v:"
    )


def test_order_of_the_ids_changes_nothing() -> None:
    names = list(PREDICTIONS)
    random.Random(2).shuffle(names)
    shuffled = {name: PREDICTIONS[name] for name in names}
    assert evaluate_briefings(shuffled, REFERENCES) == evaluate_briefings(PREDICTIONS, REFERENCES)


def test_lists_score_as_mappings_do() -> None:
    names = sorted(PREDICTIONS)
    by_list = evaluate_briefings([PREDICTIONS[n] for n in names], [REFERENCES[n] for n in names])
    assert by_list.scores == evaluate_briefings(PREDICTIONS, REFERENCES).scores
    assert by_list.signature.unit == "example"


def test_one_reference_may_be_a_plain_text() -> None:
    assert evaluate_briefings(["نص قصير"], ["نص قصير"]).scores["rouge1"].fmeasure.mean == 1


def test_a_briefing_is_scored_by_its_statements() -> None:
    coverage = Coverage(articles=1, sentences=2, themes_kept=2, themes_dropped=0, written=0, quoted=2)
    statements = tuple(Statement(text, (), (), "quoted") for text in ("اندلع حريق.", "لم يصب أحد."))
    briefing = Briefing("عنوان لا يحسب", statements, (), coverage, "")
    found = evaluate_briefings([briefing], ["لم يصب أحد.\nاندلع حريق."])
    assert found.scores["rougeLsum"].fmeasure.mean == 1
    assert found.examples[0].words == 5


def test_an_empty_prediction_scores_zero_and_is_counted() -> None:
    found = evaluate_briefings({**PREDICTIONS, "مطر": "  ،  "}, REFERENCES)
    assert found.empty == ("مطر",)
    assert next(e for e in found.examples if e.id == "مطر").scores["rouge1"] == (0, 0, 0)
    assert (
        found.scores["rouge1"].fmeasure.mean
        < evaluate_briefings(PREDICTIONS, REFERENCES).scores["rouge1"].fmeasure.mean
    )


def test_each_reference_can_be_looked_at() -> None:
    first, second, third = scores_per_reference(evaluate_briefings(PREDICTIONS, REFERENCES))
    assert [row.examples for row in (first, second, third)] == [3, 2, 1]
    assert third.scores["rouge1"] == rouge(PREDICTIONS["سوق"], REFERENCES["سوق"][2])["rouge1"]


def test_multiling_sized_topics(three_articles: list) -> None:
    # As in MultiLing: three references of 250 words a topic, a prediction of 250 words.
    source = random.Random(11)
    words = " ".join(article.text for article in three_articles).split()

    def summary() -> str:
        return "\n".join(" ".join(source.choices(words, k=25)) for _ in range(10))

    topics = [f"M{number:03}" for number in range(10)]
    found = evaluate_briefings(
        {topic: summary() for topic in topics}, {topic: [summary() for _ in range(3)] for topic in topics}
    )
    assert [row.examples for row in scores_per_reference(found)] == [10, 10, 10]
    assert all(200 < example.words <= 300 for example in found.examples)
    for metric in METRICS:
        by_place = [row.scores[metric].fmeasure for row in scores_per_reference(found)]
        assert found.scores[metric].fmeasure.mean == pytest.approx(sum(by_place) / 3)


def test_ids_that_differ_are_named_on_both_sides() -> None:
    predictions = {"سوق": "", "ثلج": "", "جسر": ""}
    with pytest.raises(InputError, match=r"1 only in predictions \('ثلج'\); 1 only in references \('مطر'\)"):
        evaluate_briefings(predictions, REFERENCES)


@pytest.mark.parametrize("references", [{"a": []}, {"a": ["نص", "  "]}, {"a": ""}])
def test_an_example_without_a_reference_is_refused(references: dict) -> None:
    with pytest.raises(InputError, match="example a: no reference, or an empty one"):
        evaluate_briefings({"a": "نص"}, references)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(InputError, match="2 predictions and 1 references"):
        evaluate_briefings(["نص", "نص"], ["نص"])


def test_comparison_of_two_systems() -> None:
    names = [f"{number}" for number in range(40)]
    references = {name: f"افتتح الوزير الجسر رقم {name} فوق النهر" for name in names}
    good = evaluate_briefings({n: f"افتتح الوزير الجسر رقم {n}" for n in names}, references)
    bad = evaluate_briefings(dict.fromkeys(names, "افتتح شيء ما في مكان ما"), references)
    found, signature = compare_briefings(good, bad)
    assert found["rouge1"].difference == pytest.approx(
        good.scores["rouge1"].fmeasure.mean - bad.scores["rouge1"].fmeasure.mean
    )
    assert found["rouge1"].p_randomisation < 0.001
    assert "|ar:10000|" in str(signature)
    reverse, _ = compare_briefings(bad, good)
    assert reverse["rouge1"].difference == -found["rouge1"].difference


def test_systems_scored_in_different_ways_cannot_be_compared() -> None:
    with pytest.raises(MujazError, match="different ways"):
        compare_briefings(
            evaluate_briefings(PREDICTIONS, REFERENCES),
            evaluate_briefings(PREDICTIONS, REFERENCES, protocol="raw"),
        )


def blind() -> Protocol:
    """What rouge-score's default tokeniser does to Arabic: digits and Latin letters are left."""
    good = PROTOCOLS["orthographic"]
    import re

    return Protocol(
        "blind",
        1,
        "",
        lambda text: re.findall("[a-z0-9]+", text.lower()),
        good.specimen,
        good.specimen_tokens,
    )


def test_a_protocol_that_does_not_see_arabic_scores_nothing() -> None:
    with pytest.raises(ProtocolError, match=r"protocol blind\.1: self-test failed: expected the tokens"):
        evaluate_briefings(PREDICTIONS, REFERENCES, protocol=blind())


def test_every_protocol_passes_its_self_test() -> None:
    assert [check_protocol(name).name for name in PROTOCOLS] == list(PROTOCOLS)


def test_importing_the_room_loads_neither_numpy_nor_an_engine() -> None:
    code = (
        "import sys, summarizer.evaluation.commands; from summarizer.evaluation import rouge; "
        "assert callable(rouge); heavy = {'numpy', 'ctranslate2', 'torch', 'matplotlib'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
