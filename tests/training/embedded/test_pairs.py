"""What is mined teaches rewriting and nothing that the sources lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import InputError
from training.embedded.pairs import PairsOptions, main, mine_article, mine_cluster, standing_alone, true_to
from training.embedded.records import Pair, read_json_lines, read_pairs, write_pairs
from training.embedded.support import is_extract, marks_held, novelty, stays_near, support, supporting

BODY = (
    "دشن رئيس البلدية سامر حداد، الثلاثاء، متحف الصيد البحري في المرفأ القديم بعد أعمال ترميم دامت عامين.\n"
    "وبلغت كلفة الترميم 12 مليون دينار، بحسب بيان للبلدية.\n"
    "وقال سامر حداد إن المتحف سيستقبل التلاميذ مجانا خلال شهره الأول.\n"
    "ويضم المتحف مراكب خشبية وشباكا قديمة."
)
STANDFIRST = "سامر حداد يدشن متحف الصيد البحري في المرفأ بعد ترميم كلفته 12 مليون دينار."
OPTIONS = PairsOptions(articles=[], clusters=[], out="", support=0.8)


def article(**changes: Any) -> dict[str, Any]:
    return {"id": "a1", "outlet": "الأفق", "title": "", "abstract": STANDFIRST, "text": BODY, **changes}


def test_a_standfirst_is_paired_with_the_sentences_that_hold_it() -> None:
    (pair,) = mine_article(article(), OPTIONS)
    assert pair.task == "standfirst"
    assert pair.target == STANDFIRST
    assert set(pair.sources) == set(BODY.splitlines()[:2])


def test_a_number_that_the_sources_lack_bars_the_pair() -> None:
    assert not list(mine_article(article(abstract=STANDFIRST.replace("12", "15")), OPTIONS))


def test_a_fact_that_the_sources_lack_bars_the_pair() -> None:
    invented = "سامر حداد يدشن متحف الصيد البحري ويستقيل غداة فضيحة رشاوى هزت العاصمة."
    assert not list(mine_article(article(abstract=invented), OPTIONS))


def test_a_standfirst_that_is_the_lead_again_teaches_nothing() -> None:
    assert not list(mine_article(article(abstract=BODY.splitlines()[0]), OPTIONS))


def test_an_outlet_is_never_paired_with_its_own_sentences() -> None:
    retold = "دشن سامر حداد الثلاثاء في المرفأ القديم متحف الصيد البحري، وبلغت كلفة ترميمه 12 مليون دينار."
    own = {"id": "c1", "articles": [article(), article(id="a2", text=retold + "\n" + BODY)]}
    assert not list(mine_cluster(own, OPTIONS))
    other = {"id": "c1", "articles": [article(), article(id="a2", outlet="الضفة", text=retold)]}
    targets = {pair.target: pair for pair in mine_cluster(other, OPTIONS)}
    assert targets[retold].task == "cross"
    assert targets[retold].group == "c1"
    assert all(source in BODY for source in targets[retold].sources)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("وأعلنت بلدية المرفأ افتتاح متحف الصيد.", "أعلنت بلدية المرفأ افتتاح متحف الصيد."),
        ("وصل سامر حداد إلى المرفأ مساء الثلاثاء.", "وصل سامر حداد إلى المرفأ مساء الثلاثاء."),
        ("وأضاف أن المتحف سيستقبل التلاميذ مجانا.", None),
        ("وهو أول متحف من نوعه في المرفأ القديم.", None),
    ],
)
def test_targets_stand_alone(text: str, alone: str | None) -> None:
    assert standing_alone(text) == alone


def test_the_guard_decides_what_is_true_to_its_sources() -> None:
    sources = ("دشن رئيس البلدية سامر حداد متحف الصيد في المرفأ.",)
    assert true_to("دشن سامر حداد متحف الصيد في المرفأ.", sources)
    assert not true_to("دشن سامر حداد متحف الصيد في الإسكندرية.", sources)
    assert true_to("دشن سامر حداد متحف الصيد في الإسكندرية.", sources, frozenset({"number"}))


def test_supporting_takes_the_fewest_sentences_that_hold_the_target() -> None:
    lines = BODY.splitlines()
    assert supporting("دشن سامر حداد متحف الصيد البحري الثلاثاء.", lines, at_least=0.9) == (lines[0],)
    both = supporting("كلفة ترميم متحف الصيد البحري 12 مليون دينار.", lines, at_least=0.9)
    assert both is not None
    assert set(both) == {lines[0], lines[1]}
    assert supporting("فاز الفريق بالكأس بعد ركلات الترجيح.", lines, at_least=0.5) is None


def test_digits_of_both_kinds_are_the_same_mark() -> None:
    assert marks_held("بلغت الكلفة 12 مليونا.", ["بلغت الكلفة ١٢ مليونا."])
    assert not marks_held("بلغت الكلفة 12 مليونا.", ["بلغت الكلفة ١٣ مليونا."])
    assert not marks_held("أعلنت شركة BMW أرباحها.", ["أعلنت الشركة أرباحها."])


def test_measures_of_support_and_novelty() -> None:
    assert support("افتتح المتحف الجديد", ["افتتح المتحف القديم"]) == pytest.approx(2 / 3)
    assert novelty("افتتح المتحف الجديد", ["افتتح المتحف القديم"]) == pytest.approx(1 / 2)
    assert is_extract(BODY.splitlines()[0], BODY.splitlines())
    assert not is_extract(STANDFIRST, BODY.splitlines())


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("دشن سامر حداد الثلاثاء متحف الصيد البحري بعد ترميم دام عامين.", True),
        ("بعد ترميم دام عامين، دشن سامر حداد متحف الصيد البحري في المرفأ القديم.", True),
        ("أعاد سامر حداد متحف الصيد إلى زواره.", False),
        ("دشن سامر حداد صرحا ثقافيا يروي حكاية أجيال البحارة.", False),
    ],
)
def test_near_is_what_opens_and_goes_on_with_words_of_its_sources(target: str, near: bool) -> None:
    assert stays_near(target, BODY.splitlines()) is near


def test_the_stage_reads_xz_and_plain_files_and_writes_pairs(
    tmp_path: Path,
    write_lines: Callable[[str, list[dict[str, Any]]], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    import lzma

    plain = write_lines("articles.jsonl", [article(title="سامر حداد يدشن متحف الصيد البحري")])
    packed = tmp_path / "more.jsonl.xz"
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    out = tmp_path / "pairs.jsonl"
    main([f"articles=[{plain}, {packed}]", "clusters=[]", f"out={out}", "support=0.8"])
    found = read_pairs([out])
    assert sorted(pair.task for pair in found) == ["headline", "standfirst"], "each target once"
    assert "'standfirst': 1" in capsys.readouterr().out


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a"}\n{broken\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"articles\.jsonl:2"):
        list(read_json_lines(path))
    with pytest.raises(InputError, match="no such file"):
        list(read_json_lines(tmp_path / "absent.jsonl"))


def test_pairs_survive_the_disk(tmp_path: Path, pairs: list[Pair]) -> None:
    assert write_pairs(tmp_path / "pairs.jsonl.xz", pairs) == len(pairs)
    assert read_pairs([tmp_path / "pairs.jsonl.xz"]) == pairs
