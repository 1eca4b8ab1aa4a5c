# Everything from nothing: only Python 3.11+ and make are needed.
#   make chat [PLANS=dir] [PORT=7860]   the web chat
#   make test                           the whole test suite
#   make shots [PLANS=dir]              pictures of every page, into build/screenshots
#   make bench-scale [N='10000 100000']  stores of that many invented clauses, into docs/scale.md
#   make eval | bench | bench-page | bench-search | bench-check | bench-public | lint | wheel
#   make soak [PLANS=dir] [MINUTES=10] [KILLS=200]
#                                       indexing killed at random moments; then 200 open pages that ask, ever more often
#   make install | image                the commands alone into VENV; the container image
#   make sbom | audit                   bill of materials, known vulnerabilities, into build/
#   PIP_OPTIONS='…' make …              options for pip, e.g. another index or torch build of your choice

PYTHON ?= python3
VENV ?= .venv
PIP_OPTIONS ?=
PORT ?= 7860
PLANS ?=
N ?= 10000 100000 1000000
SETS ?= ../shared/corpora
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_DISABLE_TELEMETRY = 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: chat test shots lint eval bench bench-page bench-search bench-check bench-scale bench-public soak wheel clean install image sbom audit

chat: $(INSTALLED)
	$(BIN)/eduplan chat --port $(PORT) $(if $(PLANS),--plans $(PLANS))

test: $(INSTALLED)
	$(BIN)/python -m pytest -n 2 $(PYTEST_OPTIONS)

shots: $(INSTALLED)
	$(BIN)/python tests/ui/shots.py $(if $(PLANS),--plans $(PLANS))

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(INSTALLED)
	$(BIN)/eduplan eval --report build/eval

wheel: $(INSTALLED)
	$(BIN)/python -m build --wheel --outdir dist

clean:
	rm -rf build dist $(VENV)

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(PIP_OPTIONS) -c constraints.txt -e '.[dev]'
	touch $@

bench: $(INSTALLED)
	$(BIN)/python -m eval.bench $(or $(PLANS),index/samples)

bench-page: $(INSTALLED)
	$(BIN)/python -m eval.bench_page $(or $(PLANS),index/samples)

bench-search: $(INSTALLED)
	$(BIN)/python -m eval.bench_search $(if $(wildcard $(SETS)/eval),--sets $(SETS)/eval) --out eval/search.md

bench-check: $(INSTALLED)
	$(BIN)/python -m eval.mutations $(PLANS) --out docs/check.md

bench-scale: $(INSTALLED)
	$(BIN)/python -m eval.bench_scale --clauses $(N) --out docs/scale.md

bench-public: $(INSTALLED)
	$(BIN)/python -m eval.public --sets $(SETS)

install: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet $(PIP_OPTIONS) -c constraints.txt .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

image:
	docker build --build-arg PIP_OPTIONS='$(PIP_OPTIONS)' --tag eduplan .

soak: $(INSTALLED)
	$(BIN)/python tests/soak/kills.py --kills $(or $(KILLS),200)
	$(BIN)/python tests/soak/restores.py --kills $(or $(KILLS),200)
	$(BIN)/python -m tests.load.soak $(if $(PLANS),--plans $(PLANS)) --minutes $(or $(MINUTES),10) --bend

sbom: $(INSTALLED)
	mkdir -p build
	$(BIN)/python deploy/sbom.py > build/sbom.cdx.json

audit:
	PYTHON='$(PYTHON)' PIP_OPTIONS='$(PIP_OPTIONS)' deploy/audit
