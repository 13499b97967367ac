# One command for each daily act. Everything runs from .venv, which `tools/bootstrap.py` makes from the locks.
NEWEST := python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for name in $(NEWEST); do $$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done),python3)
BIN := .venv/bin

.PHONY: help demo test check prove schema bench bench-load bench-decide lock clean python run-environment test-environment

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: run-environment ## Set up, load an invented world, show it, and serve until Ctrl-C
	@exec $(BIN)/casusregie demo

test: test-environment check ## All checks and all tests, on a real Neo4j
	@$(BIN)/python -m pytest -m "not prove" --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: test-environment ## Style, types, import direction, dependencies
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/basedpyright --warnings
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

prove: test-environment ## What takes hours (needs chromium and pdftotext too); writes docs/proof.md
	@$(BIN)/python tools/prove.py

schema: test-environment ## Write schema.graphql anew
	@$(BIN)/casusregie schema

bench: bench-load bench-decide ## Ratios, each measured in one run

bench-load: test-environment ## Loading a world against the bare driver sending the same rows
	@$(BIN)/python bench/load.py

bench-decide: test-environment ## What the policy adds to an answer of 500 rows
	@$(BIN)/python bench/decide.py

lock: test-environment ## Write the locks of the Python packages anew
	@sh tools/relock.sh

clean: ## Remove the environment and the local database with all its data
	@[ ! -x $(BIN)/casusregie ] || $(BIN)/casusregie db stop || true
	@rm -rf .venv .casusregie

run-environment: python
	@$(PYTHON) tools/bootstrap.py run

test-environment: python
	@$(PYTHON) tools/bootstrap.py test

python:
	@command -v $(PYTHON) >/dev/null || { echo "casusregie: there is no $(PYTHON) here: install Python 3.11 or newer" >&2; exit 1; }
