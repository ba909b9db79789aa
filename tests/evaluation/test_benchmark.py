"""The benchmark resumes where it was cut off, fails openly, compares, and leaves all one needs to redo it."""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import InputError, MujazError, SettingsError
from summarizer.evaluation import benchmark_command
from summarizer.evaluation.baselines import BASELINES
from summarizer.evaluation.benchmark import benchmark, run_systems
from summarizer.evaluation.benchmark_report import benchmark_record, benchmark_text, markdown_table
from summarizer.evaluation.journal import Journal, cluster_digest, data_digest
from summarizer.evaluation.measures import MEASURES, measure, measure_briefing
from summarizer.evaluation.pipeline_systems import code_digest, open_systems
from summarizer.evaluation.systems import Summary
from summarizer.types import Article, Briefing, Citation, Cluster, Coverage, Statement

MARKET = (
    "ارتفعت أسعار القمح في بورصة المدينة 4 بالمئة يوم الاثنين.\nوقال تجار إن الجفاف قلص المحصول.",
    "صعد سعر القمح أربعة بالمئة بعد أخبار عن تراجع المحصول.\nويتوقع خبراء موجة صعود جديدة.",
)


@pytest.fixture
def clusters(three_articles: list[Article]) -> list[Cluster]:
    """Two events with a reference each."""
    market = tuple(Article(f"m{i}", text) for i, text in enumerate(MARKET))
    return [
        Cluster("bridge", tuple(three_articles), ("افتتح سامر حداد جسر النهر الذي كلف 12 مليون دينار.",)),
        Cluster("market", market, ("ارتفع سعر القمح 4 بالمئة بسبب الجفاف.",)),
    ]


@dataclass
class Counting:
    """A system that counts its calls, and stops or fails where it is told to."""

    name: str = "counting"
    identity: str = "counting.1"
    uses_references: bool = False
    stop_at: str = ""
    fail_at: str = ""
    calls: list[str] = field(default_factory=list)

    def summarize(self, cluster: Cluster, *, max_words: int) -> Summary:
        if cluster.id == self.stop_at:
            raise KeyboardInterrupt
        if cluster.id == self.fail_at:
            raise MujazError("no sentence to say", where=cluster.id)
        self.calls.append(cluster.id)
        return BASELINES["lead"].summarize(cluster, max_words=max_words)


def test_an_interrupted_run_goes_on_where_it_stopped(clusters: list[Cluster], tmp_path: Path) -> None:
    path = tmp_path / "outputs.jsonl"
    broken = Counting(stop_at="market")
    with pytest.raises(KeyboardInterrupt):
        run_systems(clusters, [broken], max_words=20, journal=Journal(path))
    with path.open("ab") as handle:
        handle.write(b'{"identity": "counting.1", "max_words": 20, "clus')
    again = Counting()
    outputs = run_systems(clusters, [again], max_words=20, journal=Journal(path))["counting"]
    assert (broken.calls, again.calls) == (["bridge"], ["market"])
    whole = run_systems(clusters, [Counting()], max_words=20)["counting"]
    assert [o.summary for o in outputs] == [o.summary for o in whole]
    assert len(Journal(path)) == 2


def test_another_budget_identity_or_text_is_another_output(clusters: list[Cluster], tmp_path: Path) -> None:
    path = tmp_path / "outputs.jsonl"
    run_systems(clusters, [Counting()], max_words=20, journal=Journal(path))
    changed = [replace(clusters[0], articles=clusters[0].articles[:2]), clusters[1]]
    cases: list[tuple[list[Cluster], Counting, int, int]] = [
        (clusters, Counting(), 20, 0),
        (clusters, Counting(), 21, 2),
        (clusters, Counting(identity="counting.2"), 20, 2),
        (changed, Counting(), 20, 1),
    ]
    for given, system, max_words, new in cases:
        run_systems(given, [system], max_words=max_words, journal=Journal(path))
        assert len(system.calls) == new


def test_a_journal_of_something_else_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "outputs.jsonl"
    path.write_text('{"schema": "mujaz/outputs/1"}\n{"identity": 3}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        Journal(path)
    path.write_text("قائمة مشتريات\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        Journal(path)


def test_line_separators_inside_a_statement_survive_the_journal(tmp_path: Path) -> None:
    cluster = Cluster("odd", (Article("a", "جملة أولى طويلة بما يكفي\u2028لتقسم هنا على سطرين اثنين."),))
    path = tmp_path / "outputs.jsonl"
    made = run_systems([cluster], [BASELINES["lead"]], max_words=20, journal=Journal(path))["lead"]
    kept = run_systems([cluster], [BASELINES["lead"]], max_words=20, journal=Journal(path))["lead"]
    assert kept[0].summary == made[0].summary


def test_a_failure_is_told_and_scores_nothing(clusters: list[Cluster]) -> None:
    result = benchmark(clusters, [Counting(fail_at="bridge")], max_words=20)
    (system,) = result.systems
    assert system.failed == ("bridge",)
    assert system.rouge is not None
    assert next(e.scores["rouge1"].fmeasure for e in system.rouge.examples) == 0
    assert "1 clusters failed" in benchmark_text(result)
    assert "no sentence to say" in benchmark_text(result)


def test_every_system_is_compared_with_the_first(clusters: list[Cluster]) -> None:
    result = benchmark(clusters, [BASELINES[n] for n in ("random", "lead", "oracle")], max_words=12)
    assert not result.systems[0].comparison
    first, last = result.systems[0].rouge, result.systems[2].rouge
    assert first is not None
    assert last is not None
    difference = last.scores["rouge1"].fmeasure.mean - first.scores["rouge1"].fmeasure.mean
    assert result.systems[2].comparison["rouge1"].difference == pytest.approx(difference)
    text = benchmark_text(result)
    assert "less random" in text
    assert text.endswith(str(result.signature))
    assert "true statements kept / false caught" in text


def test_without_sacrebleu_chrf_is_left_out_and_that_is_told(
    clusters: list[Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("measures", "benchmark_report"):
        monkeypatch.setattr(f"summarizer.evaluation.{module}.has_chrf", lambda: False)
    result = benchmark(clusters, [BASELINES["lead"]], max_words=12)
    assert "chrf" not in result.systems[0].measures
    assert "chrF is left out" in benchmark_text(result)


def test_the_record_holds_all_that_is_needed_to_redo_it(clusters: list[Cluster]) -> None:
    result = benchmark(clusters, [BASELINES["lexrank"]], max_words=12)
    record = json.loads(json.dumps(benchmark_record(result, command=["mujaz"], data="x.jsonl")))
    assert record["schema"] == "mujaz/benchmark/1"
    assert record["data"]["digest"] == data_digest(clusters)
    assert record["signature"].startswith("ROUGE|protocol:orthographic")
    assert record["systems"][0]["identity"] == "lexrank.1"
    for output, cluster in zip(record["systems"][0]["outputs"], clusters, strict=True):
        assert output["digest"] == cluster_digest(cluster)
        texts = {article.id: article.text for article in cluster.articles}
        for statement in output["statements"]:
            article_id, start, end = statement["citations"][0]
            assert texts[article_id][start:end] == statement["text"]
        assert output["rouge"]["rouge1"] > 0


def test_clusters_without_references_still_have_measures(clusters: list[Cluster]) -> None:
    bare = [replace(cluster, references=()) for cluster in clusters]
    result = benchmark(bare, [BASELINES["lead"]], max_words=12)
    assert result.signature is None
    assert "chrf" not in result.systems[0].measures
    assert result.systems[0].measures["faithful_cited"].mean == 1
    with pytest.raises(InputError, match="oracle needs references"):
        benchmark(bare, [BASELINES["oracle"]], max_words=12)
    with pytest.raises(InputError, match="market has no references"):
        benchmark([clusters[0], bare[1]], [BASELINES["lead"]], max_words=12)


def test_measures_of_a_summary_that_invents(clusters: list[Cluster]) -> None:
    start = clusters[0].articles[0].text.index("وبلغت")
    end = clusters[0].articles[0].text.index("\n", start)
    said = Statement(
        "بلغت كلفة المشروع 99 مليون دينار في باريس.", (Citation("a", start, end),), (), "written"
    )
    nowhere = Statement("وقال حداد إن الجسر سيخفف الازدحام.", (Citation("zzz", 0, 5),), (), "written")
    values = measure(Summary((said, nowhere)), clusters[0])
    assert set(values) <= set(MEASURES)
    assert values["faithful_cited"] == 0
    assert values["faithful_any"] == 0.5
    assert values["citation_recall"] == 0
    assert 0 < values["support"] < 0.5
    assert values["written"] == 1
    assert 0 < values["novel_2"] < 1
    assert values["novel_1"] < values["novel_1_cited"]
    assert "faithful_cited" not in measure(Summary(()), clusters[0])


def test_a_briefing_is_measured_against_its_own_articles(three_articles: list[Article]) -> None:
    text = three_articles[1].text.split("\n")[1]
    start = three_articles[1].text.index(text)
    quoted = Statement(text, (Citation("b", start, start + len(text)),), (), "quoted")
    briefing = Briefing("جسر", (quoted,), tuple(three_articles), Coverage(3, 8, 1, 0, 0, 1), "mujaz|v:0")
    values = measure_briefing(briefing, [text])
    assert values["chrf"] == pytest.approx(1)
    assert (values["faithful_cited"], values["citation_recall"], values["novel_2"]) == (1, 1, 0)
    assert (values["coverage"], values["density"], values["written"]) == (1, 5, 0)


def test_the_names_of_systems(tmp_path: Path) -> None:
    assert [s.name for s in open_systems(["quote", "lead"])] == ["quote", "lead"]
    assert open_systems(["quote"])[0].identity.endswith("model:none")
    assert len(code_digest()) == 8
    with pytest.raises(MujazError, match="missing-checkpoint"):
        open_systems([str(tmp_path / "missing-checkpoint")])


def test_a_markdown_table_is_aligned() -> None:
    assert markdown_table([["", "x"], ["lead", "1.0"]]) == "|      |   x |\n|------|----:|\n| lead | 1.0 |"


Command = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """``mujaz benchmark`` with arguments, results into the test's folder."""

    def run(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        benchmark_command.add_parsers(parser.add_subparsers(required=True))
        parsed = parser.parse_args(["benchmark", *arguments, "--out", str(tmp_path / "results.json")])
        return int(parsed.run(parsed))

    return run


def _lines(clusters: list[Cluster]) -> str:
    rows: list[dict[str, Any]] = [
        {
            "id": cluster.id,
            "articles": [{"id": a.id, "text": a.text} for a in cluster.articles],
            "references": list(cluster.references),
        }
        for cluster in clusters
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_the_command_prints_tables_and_writes_json(
    command: Command, clusters: list[Cluster], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "dev.jsonl.xz"
    data.write_bytes(lzma.compress(_lines(clusters).encode()))
    assert command(str(data), "--systems", "lead,oracle", "--max-words", "12") == 0
    printed = capsys.readouterr()
    assert "| oracle" in printed.out
    assert "lead 2/2" in printed.err
    record = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert record["command"][:3] == ["mujaz", "benchmark", "dev.jsonl.xz"]
    assert (tmp_path / "results.outputs.jsonl").read_text(encoding="utf-8").count("\n") == 5
    assert command(str(data), "--systems", "lead", "--max-words", "12", "--limit", "1", "--rouge-only") == 0


def test_wrong_json_on_line_2_is_told(command: Command, clusters: list[Cluster], tmp_path: Path) -> None:
    data = tmp_path / "dev.jsonl"
    data.write_text(_lines(clusters[:1]) + "{\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        command(str(data), "--systems", "lead")


def test_options_that_make_no_sense_are_refused(command: Command, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--max-words"):
        command("x.jsonl", "--max-words", "3")
    with pytest.raises(SettingsError, match="one source"):
        command("--systems", "lead")
    with pytest.raises(SettingsError, match="ANT corpus"):
        command("--data", "arabic_mds")
    with pytest.raises(SettingsError, match="unknown data"):
        command("--data", "elsewhere", "--corpus", str(tmp_path))
    with pytest.raises(InputError, match=r"x\.jsonl"):
        command(str(tmp_path / "x.jsonl"))
