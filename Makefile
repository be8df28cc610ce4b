# `make` lists what there is to make. A fresh machine needs Python 3.11+, a C and C++ compiler, and a package index.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

# llama-cpp-python is compiled here; chat does not need its image support.
CMAKE_ARGS ?= -DLLAVA_BUILD=OFF
export CMAKE_ARGS

RUNTIME := $(VENV)/.installed
DEV     := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help chat install test units e2e lint eval package bench check format readme pins

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

chat: $(RUNTIME) ## set everything up, build the index and start a conversation
	@$(BIN)/pathcoach index
	@$(BIN)/pathcoach chat

install: $(RUNTIME) ## install Pathcoach into .venv (again only when its requirements change)

test: units e2e ## set everything up and run the tests

units: $(DEV) ## run the tests of the parts
	$(BIN)/python -m pytest --ignore=tests/e2e

e2e: $(DEV) ## run the tests of the whole: processes, terminals, a local Slack
	$(BIN)/python -m pytest tests/e2e

lint: $(DEV) ## check format, style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(DEV) ## ask the question sets, say the utterances, attack; fails below the bars of eval/gates*.toml
	$(BIN)/python -m eval --half work --every 4 --composer extractive --gate eval/gates.toml
	$(BIN)/python -m eval --half check --composer extractive --gate eval/gates.toml --report $(VENV)/report
	$(BIN)/python -m eval --half check --kinds open_advice reality_check --composer mixed --gate eval/gates-written.toml
	$(BIN)/python -m eval.acting --gate eval/gates-acting.toml
	$(BIN)/python -m eval.grounding --gate eval/gates-grounding.toml
	$(BIN)/python -m eval.attacks --gate eval/gates-attacks.toml
	$(BIN)/python -m eval.retrieval --half check --pages 20 --if-data --gate eval/gates-retrieval.toml

package: $(DEV) ## build the wheel, install it into an empty environment and use it there
	$(BIN)/python -m pytest -m package tests/package tests/deploy

bench: $(DEV) ## measure speed and memory against their bars (wants a quiet machine)
	$(BIN)/python -m bench.ask --gate
	$(BIN)/python -m bench.chat --gate
	$(BIN)/python -m bench.generation
	$(BIN)/python -m bench.prompt --gate
	$(BIN)/python -m bench.neighbour --gate
	$(BIN)/python -m bench.slack --gate
	$(BIN)/python -m bench.retrieval --gate

check: $(DEV) ## everything that CI checks, two at a time
	$(MAKE) lint
	$(MAKE) --jobs=2 --output-sync=target units e2e eval package

format: $(DEV) ## put the code into our format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

readme: $(DEV) ## write the parts of README.md anew that are made from the code
	$(BIN)/python -m cogapp -r README.md deploy/README.md

pins: $(DEV) ## write the versions that are installed here to constraints.txt
	{ head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | sed 's/+.*//'; } > $(VENV)/pins
	mv $(VENV)/pins constraints.txt

$(RUNTIME): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Pathcoach needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make a virtual environment; on Debian, install python3-venv." >&2; exit 1; }
	@command -v cc >/dev/null && command -v c++ >/dev/null \
		|| { echo "Pathcoach needs a C and C++ compiler (cc, c++), such as Debian's build-essential." >&2; exit 1; }
	@echo "Installing into $(VENV). llama-cpp-python is compiled here, which takes 5 to 8 minutes on two cores."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -c constraints.txt --editable .
	@touch $@

$(DEV): $(RUNTIME)
	$(BIN)/python -m pip install -c constraints.txt --group dev
	@touch $@
