# The two commands of a newcomer: `make chat` and `make test`. Both install once, into .venv, what the lock files pin.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
INSTALL := $(BIN)/python $(PIP_INSTALL)

.PHONY: chat run check overview privacy test accuracy weights bench fuzz soak advisories format lock clean

chat: $(VENV)/installed
	@$(BIN)/recourse chat

run: $(VENV)/installed
	@$(BIN)/recourse run

# With the libraries that only maintainers need: without them no phone number is looked at.
check: $(VENV)/installed-dev
	@$(BIN)/recourse check

overview: $(VENV)/installed
	@$(BIN)/recourse overview --into README.md

privacy: $(VENV)/installed
	@$(BIN)/recourse privacy --into PRIVACY.md

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# How often the bot reads right what buyers write, with the wrong cases.
accuracy: $(VENV)/installed-dev
	@$(BIN)/python -m tests.accuracy.measure

# How fast it is, beside a bare bot. Ten minutes in which nothing else should run.
bench: $(VENV)/installed-dev
	@$(BIN)/python -m tests.benchmarks

# A million inputs by chance. `make fuzz INPUTS=10000` tries fewer.
INPUTS ?= 1000000
fuzz: $(VENV)/installed-dev
	@$(BIN)/python -m tests.fuzz --inputs $(INPUTS)

# The bot under steady load while one thing after the other goes wrong: `make soak MINUTES=2` tries it.
MINUTES ?= 30
soak: $(VENV)/installed-dev
	@$(BIN)/python -m tests.soak --minutes $(MINUTES)

# Learns anew what the cues weigh. In a venv of its own, since nothing else needs these libraries.
weights: $(VENV)-weigh/installed
	@$(VENV)-weigh/bin/python -m tests.accuracy.weigh

# Whether holes are known in what the lock files pin. Asks the network, so it is no part of `make test`.
advisories: $(VENV)-advisories/installed
	@$(VENV)-advisories/bin/python -m tests.advisories

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs uv (https://docs.astral.sh/uv/) on the PATH. The lock files name no address, so pip uses the index it is set up
# with.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' --output-file requirements.lock
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' --output-file requirements-dev.lock
	uv pip compile pyproject.toml --group weigh --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' --output-file requirements-weigh.lock
	uv pip compile pyproject.toml --group build --extra ops --extra postgres --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' \
		--output-file requirements-server.lock
	uv pip compile --group advisories --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' \
		--output-file requirements-advisories.lock

clean:
	rm -rf $(VENV) $(VENV)-weigh $(VENV)-advisories .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Recourse needs Python 3.11 or newer. Name one with: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once) …'
	@$(PYTHON) -m venv $(VENV)

$(VENV)-weigh/installed: requirements-weigh.lock pyproject.toml | $(BIN)/python
	@$(PYTHON) -m venv $(VENV)-weigh
	@$(VENV)-weigh/bin/python $(PIP_INSTALL) --require-hashes --requirement requirements-weigh.lock
	@touch $@

$(VENV)-advisories/installed: requirements-advisories.lock | $(BIN)/python
	@$(PYTHON) -m venv $(VENV)-advisories
	@$(VENV)-advisories/bin/python $(PIP_INSTALL) --require-hashes --requirement requirements-advisories.lock
	@touch $@

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
