# fangpin 防贫 — `make help` lists the targets.
PYTHON ?= python3
CITY   ?=
ARGS   ?=
BIN    := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check format bench bundle lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: .venv/app.stamp  ## install into .venv

demo: setup  ## build a synthetic city and serve it (CITY=wuhu for a published one, ARGS=--no-serve)
	@exec $(BIN)/fangpin demo $(CITY) $(ARGS)

test: setup-dev  ## install what the tests need and run the whole suite
	@tools/test-needs
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: setup-dev  ## linters, types, layers, migrations, policies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings fangpin_web.config.settings
	$(BIN)/fangpin policies check

format: setup-dev  ## put the code in house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev  ## speed as ratios, side by side in one run
	@for b in screening indicators loading rosters quality; do echo "== $$b"; $(BIN)/python bench/$$b.py || exit 1; done

bundle: setup  ## one zip for machines without internet: wheels, start script, checksums
	$(BIN)/python tools/bundle $(ARGS)

lock: setup-dev  ## lock the requirements anew, with hashes and without addresses
	tools/lock

clean:  ## remove .venv and build output; data of an installation stay
	rm -rf .venv build dist

setup-dev: .venv/dev.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "fangpin needs Python 3.11 or newer / 需要 Python 3.11 以上: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "python3 cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }

.venv/app.stamp: .venv/bin/python requirements/app.txt requirements/build.txt pyproject.toml
	@echo "installing fangpin into .venv …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/app.txt -r requirements/build.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/app.stamp requirements/dev.txt
	@echo "installing what tests and checks need …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
