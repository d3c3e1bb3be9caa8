# make run   opens the app on a private copy of the sample       make test  lint, types, contracts, all tests
# make check lint, types and contracts only                      make bench ratios against bare Textual, SQL and Python
# make sample rebuilds sample.db                                 make clean removes the environment
#
# Needs git, make, python3 (3.11 to 3.13) with venv, and a package index; no root. The first call makes .venv.

PYTHON ?= python3
PYTEST_ARGS ?= -n auto --dist worksteal
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := --constraint constraints.txt

.PHONY: run test check bench sample clean
.DELETE_ON_ERROR:

run: .venv/ready
	@$(BIN)/meetingtui demo

test: check
	@$(BIN)/python -m pytest -rfEs $(PYTEST_ARGS)

check: .venv/ready-to-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: .venv/ready-to-test
	@$(BIN)/python -m tests.bench

sample: .venv/ready-to-test
	@$(BIN)/python -m tests.sample.build sample.db

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What the program needs.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	    { echo "meetingtui needs Python 3.11, 3.12 or 3.13 as python3, or: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making the environment in .venv (once; a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	    { rm -rf .venv; echo "python3 cannot make environments: install python3-venv"; exit 1; }
	@$(PIP) install $(LOCK) --upgrade pip
	@$(PIP) install $(LOCK) --build-constraint constraints.txt --editable '.[solver]'
	@touch $@

# What its developers need besides.
.venv/ready-to-test: .venv/ready
	@$(PIP) install $(LOCK) --build-constraint constraints.txt --group dev
	@touch $@
