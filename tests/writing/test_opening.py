"""What a user may name as a model, and what is said where it is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import ModelError
from summarizer.settings import Settings
from summarizer.writing import open_writer


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere: there is no such folder"):
        open_writer(Settings(model=str(tmp_path / "nowhere")))


def test_a_folder_without_config_is_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.json.*save_pretrained"):
        open_writer(Settings(model=str(tmp_path)))


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"model_type": "bert"}, "'bert' does not turn text into text"),
        ({"architectures": ["X"]}, "None does not turn text into text"),
        ({"model_type": "bart"}, "holds no weights"),
        ([1, 2], "a JSON object is expected"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(tmp_path: Path, config: object, message: str) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        open_writer(Settings(model=str(tmp_path)))


def test_a_config_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.json: the file cannot be read as JSON"):
        open_writer(Settings(model=str(tmp_path)))


def test_a_missing_part_is_named(bart_folder: Path, tmp_path: Path) -> None:
    for path in bart_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    gone = max(tmp_path.glob("model*.safetensors"))
    gone.unlink()
    with pytest.raises(ModelError, match=f"{gone.name} is missing"):
        open_writer(Settings(model=str(tmp_path)))


def test_no_conversion_for_an_architecture_names_the_other_engine(bart_folder: Path, tmp_path: Path) -> None:
    for path in bart_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps(config | {"model_type": "pegasus"}), encoding="utf-8")
    (tmp_path / "mujaz-preset.yaml").write_text("name: own\nmanner: joint\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"'pegasus'.*--engine transformers"):
        open_writer(Settings(model=str(tmp_path), engine="ctranslate2"))


def test_a_hub_name_without_network_gets_a_clear_message() -> None:
    with pytest.raises(
        ModelError, match=r"nobody/no-such-model: neither a folder here nor a checkpoint.*path"
    ):
        open_writer(Settings(model="nobody/no-such-model"))


def test_writing_light_imports_no_heavy_library(bart_folder: Path) -> None:
    program = (
        "import sys\n"
        "import summarizer.writing\n"
        "light = {'ctranslate2', 'tokenizers', 'numpy', 'yaml'} & set(sys.modules)\n"
        "from summarizer.settings import Settings\n"
        "summarizer.writing.open_writer(Settings(model=sys.argv[1], engine='ctranslate2'))\n"
        "print(sorted(light), sorted({'torch', 'transformers', 'sentencepiece'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(bart_folder)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[] []\n", "the package imports nothing heavy, the ctranslate2 engine no torch"
