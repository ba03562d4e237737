# make run: the chat in the terminal, or the Telegram bot if PLANBOT_TOKEN is set.  make test: every check.
# Everything is installed into .venv, in the versions and with the hashes of the lock files.

.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
UV := 0.13.9

.PHONY: help run test eval hostile bench screens lock clean

help: ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1: \2/p' Makefile

run: $(VENV)/installed ## chat in the terminal; with PLANBOT_TOKEN set, run the Telegram bot
	@if [ -n "$$PLANBOT_TOKEN" ]; then exec $(BIN)/planbot serve; else exec $(BIN)/planbot chat; fi

test: $(VENV)/tested-with ## check style, types and behaviour
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

eval: $(VENV)/tested-with ## ask the question set; fail below the bar
	$(BIN)/python -m tests.evaluation

hostile: $(VENV)/tested-with ## what takes long: 10,000 hostile texts, 1,000 questions with faults, 200 kills of publishing
	$(BIN)/python -m pytest -m slow

bench: $(VENV)/tested-with ## measure start-up, answers and indexing
	$(BIN)/python -m tests.bench

screens: $(VENV)/tested-with ## draw the bot's main answers as a phone shows them; needs Chromium
	$(BIN)/python -m tests.screens

# The stamps are newer than what they were made from as long as nothing changed: a second run installs nothing.
$(VENV)/installed: requirements-build.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) ..." >&2
	@rm -f $@ $(VENV)/tested-with
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tested-with: requirements-test.lock $(VENV)/installed
	@echo "Installing what the tests need ..." >&2
	@$(PIP) install --require-hashes --no-build-isolation -r requirements-test.lock
	@touch $@

# The first Python that is new enough: python3 is an older one on some systems that have a newer beside it.
$(BIN)/python:
	@for python in "$${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "planbot needs Python 3.11 or newer; found: $$("$${PYTHON:-python3}" --version 2>&1 | head -n 1)." >&2; \
	    echo "Install one (python.org), or name it: make run PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	if ! "$$found" -m venv --clear $(VENV) >$(VENV).log 2>&1; then \
	    echo "$$found cannot make a virtual environment. On Debian or Ubuntu: sudo apt install python3-venv" >&2; \
	    cat $(VENV).log >&2; rm -rf $(VENV) $(VENV).log; exit 1; \
	fi; rm -f $(VENV).log

# uv resolves once for every platform; the locks that it writes are read by pip. It names no index address in them.
COMPILE := build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

lock: ## bring the lock files to the newest allowed versions
	python3 -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv==$(UV)
	$(COMPILE) requirements-build.in -o requirements-build.lock
	$(COMPILE) pyproject.toml requirements-build.in -c requirements-build.lock -o requirements.lock
	$(COMPILE) pyproject.toml --extra test requirements-build.in -c requirements.lock -o requirements-test.lock

clean: ## remove what was built and installed; the database stays
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
