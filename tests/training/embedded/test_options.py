"""Configs are read as what they say, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from summarizer.errors import SettingsError
from training.embedded.average import AverageOptions
from training.embedded.export import ExportOptions
from training.embedded.measure import MeasureOptions
from training.embedded.noise import Noise
from training.embedded.options import make_options, read_options
from training.embedded.pairs import PairsOptions
from training.embedded.references import ReferencesOptions
from training.embedded.texts import TextsOptions
from training.embedded.train import TrainOptions
from training.embedded.vocabulary import VocabularyOptions
from training.embedded.warm_start import WarmStartOptions

STAGES = {
    "average": AverageOptions,
    "export": ExportOptions,
    "measure": MeasureOptions,
    "pairs": PairsOptions,
    "references": ReferencesOptions,
    "references-dev": ReferencesOptions,
    "texts": TextsOptions,
    "train-denoise": TrainOptions,
    "train-pairs": TrainOptions,
    "train-references": TrainOptions,
    "vocabulary": VocabularyOptions,
    "warm-start": WarmStartOptions,
}


def test_every_config_is_a_stage_and_loads(root: Path) -> None:
    found = {path.stem: path for path in (root / "configs" / "embedded").glob("*.yaml")}
    gpu = found.pop("gpu")
    assert set(found) == set(STAGES)
    for name, path in found.items():
        options = read_options(STAGES[name], [str(path), "data=news", "run=work"])
        assert "{" not in str(getattr(options, "out", "")), "places are filled in"
        if isinstance(options, TrainOptions):
            make_options(Noise, dict(options.noise))
            laid_over = read_options(TrainOptions, [str(path), str(gpu), "steps=5"])
            assert laid_over.batch_tokens == yaml.safe_load(gpu.read_text(encoding="utf-8"))["batch_tokens"]


def test_each_stage_reads_what_the_one_before_it_writes(root: Path) -> None:
    def options(name: str) -> str:
        return (root / "configs" / "embedded" / f"{name}.yaml").read_text(encoding="utf-8")

    read = {name: yaml.safe_load(options(name)) for name in STAGES}
    assert read["warm-start"]["vocabulary"] == read["vocabulary"]["out"] == read["texts"]["tokenizer"]
    assert read["train-denoise"]["init"] == read["warm-start"]["out"]
    assert read["train-pairs"]["init"] == read["train-denoise"]["out"] + "/last"
    assert read["train-references"]["init"] == read["train-pairs"]["out"] + "/last"
    assert read["average"]["checkpoints"] == [read["train-references"]["out"] + "/checkpoints"]
    files = {entry["file"] for entry in read["train-references"]["pairs"]}
    assert files == {read["references"]["out"], read["pairs"]["out"]}
    assert read["train-references"]["dev"] == [read["references-dev"]["out"]]


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(
        'articles: "{data}/a.jsonl"\nclusters: []\nout: "{run}/p.jsonl"\nsupport: 1\n', encoding="utf-8"
    )
    options = read_options(PairsOptions, [str(config), "support=0.9", "data=/news", "run=/runs"])
    assert options.articles == ["/news/a.jsonl"], "one path stands for a list of one"
    assert options.out == "/runs/p.jsonl"
    assert options.support == 0.9


def test_yaml_that_takes_a_number_for_a_string_is_understood() -> None:
    assert make_options(TrainOptions, {"init": "a", "out": "b", "steps": 1, "rate": "1e-4"}).rate == 1e-4


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"rat": 1e-4}, "unknown option 'rat'"),
        ({"steps": "many"}, "no int"),
        ({"steps": True}, "no int"),
        ({"dev": {"a": 1}}, "no list"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        make_options(TrainOptions, {"init": "a", "out": "b", **values})


def test_what_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match="init, out"):
        make_options(TrainOptions, {"steps": 1})


def test_a_config_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.yaml"):
        read_options(TrainOptions, [str(tmp_path / "absent.yaml")])
    (tmp_path / "list.yaml").write_text("- a", encoding="utf-8")
    with pytest.raises(SettingsError, match="maps options"):
        read_options(TrainOptions, [str(tmp_path / "list.yaml")])
