# Mujaz: `make summarize` needs nothing but Python 3.11+; `make test` installs what the tests need.
PYTHON ?= python3
BIN := .venv/bin
IN ?= seeds
OUT ?=
MODEL ?= mini
MAX_WORDS ?= 150
comma := ,
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: summarize test test-all check format clean

summarize: .venv/.$(if $(filter mini none,$(MODEL)),light,models)
	@$(BIN)/mujaz summarize $(IN) --max-words $(MAX_WORDS) --model $(MODEL) $(if $(OUT),-o $(OUT) --format md$(comma)html$(comma)json)



test: .venv/.dev
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

test-all: .venv/.dev
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -m "slow or not slow"

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.light: pyproject.toml constraints.txt | $(BIN)/python
	@test -e .venv/.dev || $(INSTALL) -e .
	@touch $@

.venv/.models: pyproject.toml constraints.txt | $(BIN)/python
	@test -e .venv/.dev || $(INSTALL) -e '.[models]'
	@touch $@ .venv/.light

.venv/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e '.[dev]'
	@touch $@ .venv/.light .venv/.models
