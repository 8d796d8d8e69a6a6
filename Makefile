# What this project can do. `make` alone prints the list.

# The first Python that is new enough; override with `make run PYTHON=/path/to/python3.13`.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3.14 python3,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
# Compiled once here, for a start is half compiling where Python may not keep what it compiled.
INSTALL := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate $(UPGRADE)
PYTEST := $(BIN)/python -m pytest

# No tool of ours fetches a Python or asks a question.
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# A virtual environment that was moved, or whose Python went away, is made anew.
DEAD := $(shell test ! -e .venv/uv || { $(BIN)/python -c '' && { test ! -e .venv/run || \
	grep -qF '$(CURDIR)/$(BIN)/python' $(BIN)/vigil; }; } 2>/dev/null || { rm -rf .venv; echo yes; })

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run worker test days check bench faults lock clean

help: ## Print this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: .venv/run ## Install what is missing, then start Vigil on this machine
	@exec $(BIN)/vigil up

worker: .venv/run ## Run the jobs alone, beside a web process
	@exec $(BIN)/vigil worker

test: .venv/test ## Run the tests on SQLite and PostgreSQL (ARGS="tests/cases -k hearing")
	$(PYTEST) -n logical --dist worksteal $(ARGS)

# A leap day; an evening on which the year is over farther east; the hour before a switch to summer time; ten years on.
# The steady clock stays as it is, for what waits counts on it, and so Python has to sleep another way (tests/faked).
DAYS ?= 2028-02-29T12:00Z 2027-12-31T23:30Z 2027-03-28T00:30Z 2036-11-30T09:00Z

days: .venv/test ## Run the tests on other days, under Debian's faketime (ARGS as for test)
	@set -e; for day in $(DAYS); do echo "On $$day"; \
		PYTHONPATH=$(CURDIR)/tests/faked DONT_FAKE_MONOTONIC=1 faketime "$$day" \
		$(PYTEST) -p no:cacheprovider -n logical --dist worksteal $(ARGS); done

check: .venv/test ## Run everything that must be true of a commit
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(PYTEST) -n logical --dist worksteal

bench: .venv/test ## Measure speed; prints figures
	$(PYTEST) -m bench -s $(ARGS)

faults: .venv/test ## Kill and break things for minutes; run what `test` samples in full
	$(PYTEST) -m "faults or either" --database every -s $(ARGS)

lock: .venv/uv ## Write requirements/ anew (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) --group bootstrap -o requirements/bootstrap.txt
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt

clean: ## Remove what make made; data/ stays
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# The files below are stamps: each says that a step is done, and is older than what it was done for.
.venv/uv: requirements/bootstrap.txt
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Vigil needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || \
		{ echo '$(PYTHON) has no pip. Install it first (Debian: apt-get install python3-pip).' >&2; exit 1; }
	@test -w . || { echo 'This folder cannot be written: copy it to one of your own.' >&2; exit 1; }
	@$(PYTHON) -c 'import venv' 2>/dev/null || \
		{ echo '$(PYTHON) has no module venv. Install it first (Debian: apt-get install python3-venv).' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@LC_ALL=C.UTF-8 $(INSTALL) --no-deps --no-build-isolation --editable .
	@# From where it lies, and so in plain letters whatever the folders above are called: a locale may read no others.
	@for file in .venv/lib/python*/site-packages/__editable__.vigil-*.pth; do echo ../../../.. > "$$file"; done
	@touch $@

.venv/test: .venv/run requirements/test.txt
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@
