# demo: one article to a graph and a page.  test: every check.  soak: long runs.
# docs: what the program writes of README.md and the notebook.  lock: newest versions of all packages.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SEED := seeds/kazakhstan-unrest-2022.txt

.PHONY: demo test soak docs lock clean browser
.DELETE_ON_ERROR:

demo: .venv/demo.done
	$(BIN)/kgraph build $(SEED) --store graph --page graph.html
	$(BIN)/python -m kgraph.summary graph graph.html

test: .venv/test.done browser
	$(BIN)/ruff check .
	$(BIN)/mypy kgraph
	$(BIN)/pytest

soak: .venv/test.done
	$(BIN)/pytest -m soak

docs: .venv/test.done
	$(BIN)/python scripts/write_docs.py

# The page is tested in a real browser.
browser:
	@command -v chromium >/dev/null || \
	if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	else echo "make test needs Chromium: sudo apt-get install chromium" >&2; exit 1; fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("kgraph needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

# The lock first, with hashes and the build backend, then the project, which pip cannot check against a hash.
.venv/demo.done: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --quiet --require-hashes -r $<
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.done: requirements-dev.lock .venv/demo.done
	$(PIP) install --quiet --require-hashes -r $<
	@touch $@

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet --upgrade --group build

lock: .venv/test.done
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv build dist graph graph.html .mypy_cache .pytest_cache .ruff_cache .hypothesis
