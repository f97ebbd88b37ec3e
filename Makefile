# `make` alone prints the commands. Set-up is redone only when a lock file changed.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test coverage soak bench check package lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/installed
CLIENTS := node_modules/installed

help: ## Print this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(INSTALLED) ## Start the bot with the demo year and its three windows
	@if .ci/node; then $(MAKE) --no-print-directory $(CLIENTS) || true; fi
	@exec $(PYTHON) -m bot run

test: $(INSTALLED) $(CLIENTS) ## Run every test (ARGS="-k word" for some of them)
	@chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(PYTHON) -m pytest -n 2 -p tests.no_skips $(ARGS)

coverage: $(INSTALLED) $(CLIENTS) ## Run every test and count the branches: 95 % at least
	@chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(PYTHON) -m pytest -n 2 -p tests.no_skips \
		--cov --cov-report=term-missing:skip-covered --cov-fail-under=95

soak: $(INSTALLED) ## Run the long forms of the races and of the generated cases
	@SOAK=1 $(PYTHON) -m pytest -n 2 tests/usecases tests/rules tests/cards

bench: $(INSTALLED) ## Measure the bot beside botbuilder's stock echo: a table and bench.json
	@$(PYTHON) -m tests.bench

check: $(INSTALLED) ## Lint, types, arrows between rooms, sizes
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PYTHON) -m tests.house

package: $(INSTALLED) $(CLIENTS) ## Make the Teams app package from the settings: dist/reseaux-entraide.zip
	@$(PYTHON) -m app_manifest.build

lock: ## Lock the dependencies again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	npm install --package-lock-only --no-fund --no-audit

clean: ## Remove what the other commands made, the demo database included
	rm -rf $(VENV) node_modules var dist devTools .coverage* .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --no-deps: the lock is whole, and a resolver meets newer releases that it has no hash for (coverage[toml]).
$(INSTALLED): requirements.lock
	@python="$$(.ci/python)" && { [ -x $(PYTHON) ] || "$$python" -m venv $(VENV); }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

$(CLIENTS): package-lock.json
	@.ci/node
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@
