"""The learnt part of the guard sees who stands next to whom. The Arabic is our own."""

from __future__ import annotations

from summarizer.trust.features import NAMES, features
from summarizer.trust.support_model import SupportModel, support_model

SOURCES = (
    "أعلنت وزيرة الدفاع ليلى منصور أن الجيش لم يغادر الميناء الشمالي، وأن 40 سفينة و300 بحار باقون.",
    "ومن المتوقع أن يزور الوزير كريم حداد الجزيرة الجنوبية بعد انتهاء العاصفة.",
)


def value(text: str, name: str) -> float:
    return dict(zip(NAMES, features(text, SOURCES), strict=True))[name]


def test_features_have_their_names() -> None:
    assert len(features(SOURCES[0], SOURCES)) == len(NAMES) == len(set(NAMES))


def test_a_copy_is_supported_and_nothing_in_it_wants_to_change_places() -> None:
    for name in (
        "exchange_numbers",
        "exchange_names",
        "negation_unmatched",
        "negation_dropped",
        "order_clash",
    ):
        assert value(SOURCES[0], name) == 0


def test_exchanged_numbers_would_rather_change_back() -> None:
    assert value("قالت ليلى منصور إن 300 سفينة و40 بحارا باقون.", "exchange_numbers") > 0.9


def test_a_negation_nobody_made_is_seen() -> None:
    assert value("لم تعلن وزيرة الدفاع ليلى منصور بقاء السفن.", "negation_unmatched") == 1
    assert value("قالت ليلى منصور إن الجيش لم يغادر الميناء.", "negation_unmatched") == 0


def test_a_lost_negation_is_seen() -> None:
    assert value("قالت ليلى منصور إن الجيش يغادر الميناء الشمالي.", "negation_dropped") == 1


def test_before_is_not_after() -> None:
    assert value("يزور كريم حداد الجزيرة قبل انتهاء العاصفة.", "order_clash") == 1
    assert value("يزور كريم حداد الجزيرة عقب انتهاء العاصفة.", "order_clash") == 0


def test_an_expectation_told_as_fact_is_seen() -> None:
    assert value("زار كريم حداد الجزيرة الجنوبية.", "planned_dropped") >= 1
    assert value("من المتوقع أن يزور كريم حداد الجزيرة.", "planned_dropped") == 0


def test_trees_are_walked() -> None:
    stump = ([0, -1, -1], [1.5, 0.0, 0.0], [1, 0, 0], [2, 0, 0], [0.0, -2.0, 2.0])
    model = SupportModel(base=0.0, threshold=0.5, trees=(stump,))
    assert model.doubt([1.0]) < 0.5 < model.doubt([2.0])


def test_the_shipped_model_fits_the_features() -> None:
    assert 0 < support_model().threshold < 1
    assert 0 <= support_model().doubt(features(SOURCES[0], SOURCES)) <= 1
