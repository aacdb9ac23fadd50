# Needs GNU make and Python 3.11 or newer, nothing else. Another Python: make PYTHON=python3.12 test
PYTHON ?= $(firstword $(wildcard .venv/bin/python) python3)
ARGS ?=
BIN := .venv/bin
MEMBERS := $(sort $(wildcard contracts/pyproject.toml core/pyproject.toml plugins/*/pyproject.toml hosts/*/pyproject.toml))
SETUP := "$(PYTHON)" tools/setup_env.py$(if $(filter command environment,$(firstword $(origin PYTHON))), --this-python)
UV_VERSION := 0.13.8

# Hundreds of processes start in the tests, and each would compile the whole engine anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test isolation chaos fuzz lint bench bench-turn serve pins clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo '  The first run makes .venv (about a minute). ARGS="…" goes on to the command: make test ARGS="-k tenancy"'

setup:
	@$(SETUP)

demo: setup ## the tour: a twin answers, a lead comes in, nothing leaves this machine
	@$(BIN)/vito demo $(ARGS)

serve: setup ## the engine with embedded PostgreSQL and Temporal
	@$(BIN)/vito serve $(ARGS)

test: setup ## all tests, three files at a time: most of them wait (ARGS="-n 0": one at a time)
	@$(BIN)/python -m pytest -n 3 --dist loadfile $(ARGS)

isolation: setup ## everything the engine can be asked, asked as one tenant about another
	@$(BIN)/python -m tests.isolation $(ARGS)

chaos: setup ## kill writers, dispatchers and PostgreSQL at random, count what was lost (ARGS="--seed 1")
	@$(BIN)/python -m tests.chaos $(ARGS)

fuzz: setup ## every operation with what fits it and what does not, naughty strings through every text (ARGS="--only brands")
	@$(BIN)/python -m tests.fuzz $(ARGS)

lint: setup ## style, types, import rules, pins
	@status=0; for check in 'python -m ruff check' 'python -m ruff format --check' 'python -m mypy' \
	  'lint-imports --no-logo' 'python tools/check_pins.py'; do \
	  echo "--- $$check"; $(BIN)/$$check || status=1; done; exit $$status

bench: setup ## the benchmarks
	@$(BIN)/python -m bench $(ARGS)

bench-turn: setup ## a chat turn over HTTP, side by side with agno's AgentOS
	@$(BIN)/python -m bench.side_by_side $(ARGS)

pins: ## work out requirements.txt anew (ARGS="--upgrade" or "--upgrade-package NAME" for newer versions)
	@test -x .venv-tools/bin/uv || { "$(PYTHON)" -m venv --clear .venv-tools && \
	  PIP_DISABLE_PIP_VERSION_CHECK=1 .venv-tools/bin/python -m pip install -qq uv==$(UV_VERSION); }
	@.venv-tools/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make pins' \
	  $(addprefix --no-emit-package ,$(shell sed -n 's/^name = "\(.*\)"/\1/p' $(MEMBERS))) \
	  $(ARGS) $(MEMBERS) requirements-dev.in --output-file requirements.txt

clean: ## remove .venv, caches and build output; data in .vito* stays
	@rm -rf .venv .venv-tools .venv.lock .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	@find . -path ./.git -prune -o -path './.vito*' -prune -o -type d -name __pycache__ -exec rm -rf {} +
