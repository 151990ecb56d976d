# dondoc: everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Python compiles what is imported; to compile all that is installed takes twice as long.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile
ITSELF := --no-deps --no-build-isolation --editable .
SOURCES := bot handlers scheduler actions channels files locales models domain tests
COMPILE = $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header

.DEFAULT_GOAL := help

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) $(ITSELF)
	touch $@

# These hold all that the program needs as well.
$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-dev.txt
	$(INSTALL) $(ITSELF)
	touch $(VENV)/.run $@

setup: $(VENV)/.dev ## make .venv with the locked dependencies, those for tests too

run: $(VENV)/.run ## the bot; without a token the demo, in the browser
	@$(BIN)/dondoc run --or-demo

test: $(VENV)/.dev ## every test, on SQLite and PostgreSQL
	$(BIN)/pytest -n 2 --dist worksteal --durations=25 --durations-min=3

check: $(VENV)/.dev ## all that CI does: format, lint, types, arrows, words, README's tables, tests
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(MAKE) --jobs 2 types outside
	$(MAKE) test

types: $(VENV)/.dev
	$(BIN)/mypy

outside: $(VENV)/.dev # what is written down of the code elsewhere: arrows, words, README
	$(BIN)/lint-imports
	$(BIN)/python -m locales.words --check
	$(BIN)/python -m tests.house.tables --check

N ?= 2000
F ?= 100000
db ?= both

chaos: $(VENV)/.dev ## kill the office again and again, and forge: make chaos N=2000 F=100000 db=sqlite, or case=F26
	$(BIN)/python -W ignore -m tests.chaos --deliveries $(N) --database $(db) $(if $(case),--case $(case))
	$(if $(case),,$(BIN)/python -W ignore -m tests.handlers $(F))

$(VENV)/.bench: $(VENV)/.dev tests/bench/requirements.txt
	$(INSTALL) --require-hashes -r tests/bench/requirements.txt
	touch $@

bench: $(VENV)/.bench ## how fast it is, beside others: make bench case=dispatch size=quick
	$(BIN)/python -W ignore -m tests.bench $(case) --size $(or $(size),real)

words: $(VENV)/.dev ## collect the words of the sources into the catalogs
	$(BIN)/python -m locales.words

readme: $(VENV)/.dev ## write README's tables anew, from the code
	$(BIN)/python -m tests.house.tables

sbom: $(VENV)/.dev ## the bill of materials, CycloneDX: build/sbom.cdx.json
	mkdir -p build && $(BIN)/python -m tests.house.bill build/sbom.cdx.json

huong-dan: $(VENV)/.dev ## make the pictures of docs/huong-dan/ again (needs Chromium)
	$(BIN)/python -W ignore -m tests.browser.guide

migration: $(VENV)/.dev ## a new migration: make migration name="what changed"
	@test -n "$(name)" || { echo 'usage: make migration name="what changed"' >&2; exit 2; }
	$(BIN)/python -m models.migrations.new "$(name)"

lock: ## lock the dependencies anew, with hashes
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip --quiet install uv
	$(COMPILE) --extra build pyproject.toml -o requirements.txt
	$(COMPILE) --extra build --extra dev pyproject.toml -c requirements.txt -o requirements-dev.txt

.PHONY: help setup run test check types outside chaos bench words readme sbom huong-dan migration lock
