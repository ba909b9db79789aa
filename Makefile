# Mujaz: `make summarize` needs nothing but Python 3.11+; `make test` installs what the tests need.
PYTHON ?= python3
BIN := .venv/bin
IN ?= seeds
OUT ?=
MODEL ?= mini
MAX_WORDS ?= 150
DATA ?= benchmarks/gate/sample.jsonl
SYSTEMS ?= lead-interleaved,lexrank,quote,$(MODEL)
comma := ,
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: summarize evaluate test test-all check format readme clean

summarize: .venv/.$(if $(filter mini none,$(MODEL)),light,models)
	@$(BIN)/mujaz summarize $(IN) --max-words $(MAX_WORDS) --model $(MODEL) $(if $(OUT),-o $(OUT) --format md$(comma)html$(comma)json)

evaluate: .venv/.dev
	@$(BIN)/mujaz benchmark $(DATA) --systems $(SYSTEMS) --max-words $(MAX_WORDS)

test: .venv/.dev
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -n 2

test-all: .venv/.dev
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -n 2 -m "slow or not slow"

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -n 2

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

readme: .venv/.dev
	$(BIN)/python docs/refresh_readme.py

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

# --- The embedded model, stage by stage (docs/embedded-model.md) -----------------------------------------
# DATA holds the input files, RUN takes what the stages write; OPTIONS="minutes=60" goes to the stage.
embedded embedded-%: DATA = data
RUN ?= runs/embedded
OPTIONS ?=
STAGE = $(BIN)/python -m training.embedded.$(1) configs/embedded/$(2).yaml data=$(DATA) run=$(RUN) $(OPTIONS)

EMBEDDED_STAGES := vocabulary warm-start texts pairs references train-denoise train-pairs train-references export

.PHONY: embedded embedded-vocabulary embedded-warm-start embedded-texts embedded-pairs embedded-references \
	embedded-train-denoise embedded-train-pairs embedded-train-references embedded-average \
	embedded-measure embedded-export

embedded: .venv/.dev
	@for stage in $(EMBEDDED_STAGES); do $(MAKE) --no-print-directory embedded-$$stage || exit 1; done

embedded-vocabulary: .venv/.dev
	$(call STAGE,vocabulary,vocabulary)

embedded-warm-start: .venv/.dev
	$(call STAGE,warm_start,warm-start)

embedded-texts: .venv/.dev
	$(call STAGE,texts,texts)

embedded-pairs: .venv/.dev
	$(call STAGE,pairs,pairs)

embedded-references: .venv/.dev
	$(call STAGE,references,references)
	$(call STAGE,references,references-dev)

embedded-train-denoise: .venv/.dev
	$(call STAGE,train,train-denoise)

embedded-train-pairs: .venv/.dev
	$(call STAGE,train,train-pairs)

embedded-train-references: .venv/.dev
	$(call STAGE,train,train-references)

embedded-average: .venv/.dev
	$(call STAGE,average,average)

embedded-measure: .venv/.dev
	$(call STAGE,measure,measure)

embedded-export: .venv/.dev
	$(call STAGE,export,export)
# ---------------------------------------------------------------------------------------------------------

# --- Fine-tuning on a corpus of your own (docs/finetuning.md) ---------------------------------------------
# make finetune CONFIG=configs/finetune/arabart.yaml DATA=corpus.jsonl OUT=runs/arabart [OPTIONS="train.epochs=3"]
CONFIG ?= configs/finetune/mini.yaml

.PHONY: finetune

finetune: .venv/.dev
	$(BIN)/python training/finetune.py --config $(CONFIG) data.train=$(DATA) $(if $(OUT),out=$(OUT)) $(OPTIONS)
# ---------------------------------------------------------------------------------------------------------
