"""`mujaz evaluate` from the files to what is printed and written, and what it says about bad files."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.errors import MujazError
from summarizer.evaluation.commands import add_parsers

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; give what it printed."""

    def command(*words: str | Path) -> str:
        parser = argparse.ArgumentParser()
        add_parsers(parser.add_subparsers())
        arguments = parser.parse_args(["evaluate", *map(str, words)])
        assert arguments.run(arguments) == 0
        return capsys.readouterr().out

    return command


@pytest.fixture
def references(tmp_path: Path) -> Path:
    path = tmp_path / "references.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {"id": f"t{n}", "references": [f"افتتح الوزير الجسر رقم {n}", f"جسر رقم {n}"]},
                ensure_ascii=False,
            )
            + "\n"
            for n in range(20)
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    # In another order than the references, with a byte order mark and a blank line.
    lines = [
        json.dumps({"id": f"t{n}", "prediction": f"الوزير افتتح الجسر رقم {n}"}) for n in reversed(range(20))
    ]
    path.write_text("\ufeff" + "\n".join(lines) + "\n\n", encoding="utf-8")
    return path


@pytest.fixture
def briefings(tmp_path: Path) -> Path:
    path = tmp_path / "b.jsonl"
    lines = [
        json.dumps(
            {
                "id": f"t{n}",
                "schema": "mujaz/briefing/1",
                "statements": [{"text": "جسر ما."}, {"text": f"رقمه {n}."}],
            }
        )
        for n in range(20)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_table_has_every_metric_its_interval_and_the_signature(
    run: Run, predictions: Path, references: Path
) -> None:
    out = run(predictions, references).splitlines()
    assert [line.split()[0] for line in out[1:5]] == ["ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum"]
    # Five words of five against the first reference (F1 1), two of five and three against the second (1/2).
    assert out[1].split()[1:4] == ["70.0", "83.3", "75.0"]
    assert out[-1].startswith(
        "ROUGE|protocol:orthographic.1|refs:mean|sent:mujaz.1|agg:mean|unit:cluster|bs:2000|seed:12345|n:20|v:"
    )


def test_json_holds_what_the_table_rounds(run: Run, predictions: Path, references: Path) -> None:
    record = json.loads(run(predictions, references, "--json", "--per-reference"))
    assert record["schema"] == "mujaz/evaluation/1"
    assert record["scores"]["rouge1"]["fmeasure"]["mean"] == 0.75
    assert [row["examples"] for row in record["per_reference"]] == [20, 20]


def test_briefings_are_read_as_they_are_written(run: Run, briefings: Path, references: Path) -> None:
    record = json.loads(run(briefings, references, "--json"))
    assert 0 < record["scores"]["rouge1"]["fmeasure"]["mean"] < 1


def test_comparison_says_difference_interval_and_p(
    run: Run, predictions: Path, briefings: Path, references: Path
) -> None:
    out = run(predictions, references, "--against", briefings)
    assert f"A: {predictions}" in out
    assert f"B: {briefings}" in out
    rouge1 = next(line for line in out.splitlines() if line.startswith("ROUGE-1 "))
    assert rouge1.split()[3].startswith("+")
    assert rouge1.split()[-1] == "0.0001"
    assert "|ar:10000|" in out


def test_same_input_same_bytes(run: Run, predictions: Path, briefings: Path, references: Path) -> None:
    words = (predictions, references, "--against", briefings, "--json")
    assert run(*words) == run(*words)


def test_per_example_rows_average_to_the_table(
    run: Run, predictions: Path, briefings: Path, references: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    words = ("--against", briefings, "--json", "--per-reference", "--per-example", target)
    record = json.loads(run(predictions, references, *words))
    with target.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 2 * 20 * 3
    for path, scores in ((predictions, record["scores"]), (briefings, record["against"]["scores"])):
        of_system = [row for row in rows if row["system"] == str(path) and row["reference"] == "mean"]
        mean = sum(float(row["rouge2_fmeasure"]) for row in of_system) / 20
        assert mean == pytest.approx(scores["rouge2"]["fmeasure"]["mean"], abs=1e-5)


@pytest.mark.parametrize("against", [False, True])
def test_plot_is_a_png(
    run: Run, predictions: Path, briefings: Path, references: Path, tmp_path: Path, against: bool
) -> None:
    target = tmp_path / "scores.png"
    run(predictions, references, "--plot", target, *(["--against", briefings] if against else []))
    assert target.read_bytes().startswith(b"\x89PNG")


def test_events_are_drawn_when_the_references_name_them(run: Run, predictions: Path, tmp_path: Path) -> None:
    path = tmp_path / "grouped.jsonl"
    path.write_text(
        "".join(
            json.dumps({"id": f"t{n}", "cluster": f"c{n // 4}", "references": [f"جسر {n}"]}) + "\n"
            for n in range(20)
        )
    )
    assert "|n:20|clusters:5|" in run(predictions, path)


def test_empty_and_endless_predictions_are_told(run: Run, references: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    texts = {f"t{n}": "جسر" for n in range(20)} | {"t3": "", "t5": "جسر طويل " * 500}
    path.write_text("".join(json.dumps({"id": i, "prediction": t}) + "\n" for i, t in texts.items()))
    out = run(path, references)
    assert "1 empty prediction scored 0: t3" in out
    assert "1 prediction more than 10 times as long as any reference: t5" in out


GOOD = '{"id": "t%d", "prediction": "جسر"}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "t16", "prediction": "جسر"', "line 17: is not JSON"),
        ('["t16", "جسر"]', "line 17: holds a list instead of an object"),
        ('{"prediction": "جسر"}', 'line 17: "id" is missing'),
        ('{"id": "\\ud800", "prediction": "جسر"}', 'line 17: "id" holds half a character'),
        ('{"id": "t16"}', 'line 17: "prediction" is missing'),
        ('{"id": "t16", "prediction": 7}', 'line 17: "prediction" is a number instead of text'),
        ('{"id": "t16", "statements": [{"txt": "جسر"}]}', 'line 17: a statement has no "text"'),
        ('{"id": "t3", "prediction": "جسر"}', "line 17: the id 't3' stands on line 4 already"),
        ('{"id": "other", "prediction": "جسر"}', r"1 only in .*odd.jsonl \('other'\); 1 only in"),
    ],
)
def test_a_bad_prediction_on_line_17_is_named(
    run: Run, references: Path, tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "odd.jsonl"
    lines = [GOOD % n for n in range(20)]
    lines[16] = line
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(MujazError, match=said):
        run(path, references)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "t16"}', 'line 17: "references" is missing or empty'),
        ('{"id": "t16", "references": []}', 'line 17: "references" is missing or empty'),
        ('{"id": "t16", "references": "جسر"}', 'line 17: "references" is not a list of texts'),
        ('{"id": "t16", "references": ["جسر", " "]}', "line 17: reference 2 is empty"),
        ('{"id": "t16", "references": ["جسر"], "cluster": {}}', 'line 17: "cluster" is an object'),
        ("not json", "line 17: is not JSON"),
    ],
)
def test_a_bad_reference_on_line_17_is_named(
    run: Run, predictions: Path, tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "odd.jsonl"
    lines = [json.dumps({"id": f"t{n}", "references": ["جسر"]}) for n in range(20)]
    lines[16] = line
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(MujazError, match=said):
        run(predictions, path)


def test_two_texts_too_long_to_compare_are_named_by_line(
    run: Run, references: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "giant.jsonl"
    lines = [GOOD % n for n in range(20)]
    lines[16] = json.dumps({"id": "t16", "prediction": "جسر " * 100})
    path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("summarizer.evaluation.lcs.LARGEST_TABLE", 400)
    with pytest.raises(MujazError, match=r"giant\.jsonl, line 17: texts too long to compare: 100 tokens"):
        run(path, references)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "holds no line to score"), (b"\n \n", "holds no line"), (b"\xff\xfe", "not UTF-8")],
)
def test_a_file_that_holds_nothing_readable(
    run: Run, references: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(content)
    with pytest.raises(MujazError, match=said):
        run(path, references)


def test_a_missing_file_is_named(run: Run, references: Path, tmp_path: Path) -> None:
    with pytest.raises(MujazError, match=r"absent\.jsonl"):
        run(tmp_path / "absent.jsonl", references)


@pytest.mark.parametrize(
    "words",
    [
        ("--protocol", "bleu"),
        ("--references", "worst"),
        ("--sentences", "nltk"),
        ("--resamples", "1"),
        ("--seed", "-1"),
    ],
)
def test_options_out_of_range_are_named(
    run: Run, predictions: Path, references: Path, words: tuple[str, str]
) -> None:
    with pytest.raises(MujazError, match=words[0]):
        run(predictions, references, *words)
