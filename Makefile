# The commands of the README. `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help run build all stop demo fire-alert train evaluation traffic test lint unit browser stack soak fuzz mutants deny sbom bench bench-archive bench-drift bench-forecast bench-http bench-kinds bench-model tools test-tools

# What is built once for all clones, and where cargo builds; both may be set from outside.
export PROMCAST_CACHE ?= $(HOME)/.cache/promcast
TOOLS := $(PROMCAST_CACHE)/tools
export DUCKDB_LIB_DIR ?= $(TOOLS)/duckdb
export PATH := $(TOOLS)/bin:$(TOOLS)/node_modules/.bin:$(PATH)
TARGET := $(if $(CARGO_TARGET_DIR),$(CARGO_TARGET_DIR),$(CURDIR)/target)
PROMCAST := $(TARGET)/release/promcast
SITE := $(CURDIR)/target/site
# All but the browser's: always named together, or cargo builds half of them again with other features.
CRATES := --workspace --exclude frontend
# The server that `evaluation` and `traffic` ask, and how often.
SERVER ?= http://127.0.0.1:8080
RATE ?= 10
# The stack, by Docker where that runs.
DOCKER_RUNS := docker compose version > /dev/null 2>&1 && docker info > /dev/null 2>&1
NATIVE := PROMCAST=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) scripts/native-stack.sh
# Python with what the archive is measured against.
BENCH_VENV := $(PROMCAST_CACHE)/bench-venv
# Python with what the models are measured against.
MODEL_VENV := $(PROMCAST_CACHE)/model-venv
# Python with what the counter is measured against.
HTTP_VENV := $(PROMCAST_CACHE)/http-venv
# Python with what the drift verdicts are measured against, and the hours of UCI's bikes.
DRIFT_VENV := $(PROMCAST_CACHE)/drift-venv
BIKES ?= $(CURDIR)/../shared/data/bike/hour.csv
# Python with the forecasters that Promcast is measured against.
FORECAST_VENV := $(PROMCAST_CACHE)/forecast-venv

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build what is missing and serve on http://127.0.0.1:8080
	@echo "Promcast: http://127.0.0.1:8080 (Ctrl+C ends it)"
	@LEPTOS_SITE_ROOT=$(SITE) $(PROMCAST) serve $(ARGS)

all: ## Start Promcast with Prometheus, Alertmanager and node-exporter around it; with Grafana too where Docker runs
	@if $(DOCKER_RUNS); then docker compose up --detach --build --wait; else $(MAKE) --no-print-directory build test-tools && $(NATIVE) start; fi

stop: ## End what `make all` started, and nothing else
	@if $(DOCKER_RUNS); then docker compose down; else $(NATIVE) stop; fi

demo: all ## Start the stack and put data into it
	@if $(DOCKER_RUNS); then $(MAKE) --no-print-directory build; fi && PROMCAST=$(PROMCAST) BIKES=$(BIKES) scripts/demo.sh

fire-alert: ## Make an alert fire in the running stack, see it in Prometheus and Alertmanager, and say how to end it
	@scripts/fire-alert.sh

build: tools ## Build the server and the page for release
	cargo leptos build --release --precompress

train: build ## Learn the bike-sharing model anew, from its CSV as published or by ARGS='--data hour.csv', and keep it for the server
	@$(PROMCAST) train $(ARGS)

evaluation: build ## Evaluate the three weeks by the server at SERVER, of hour.csv as published or at DATA=path; prints a table
	@$(PROMCAST) evaluate --server $(SERVER) $(if $(DATA),--data $(DATA)) $(ARGS)

traffic: build ## Call /predict of the server at SERVER steadily, RATE times a second, until Ctrl+C
	@$(PROMCAST) traffic --server $(SERVER) --rate $(RATE) $(ARGS)

test: lint unit browser stack ## Check format and lints, run every test, also in a browser and beside a real Prometheus

lint: tools ## Check the format and the lints, for the server and for the browser
	cargo fmt --all --check
	cargo clippy --release --locked $(CRATES) --all-targets -- -D warnings
	cargo clippy --profile wasm-release --locked -p frontend --target wasm32-unknown-unknown -- -D warnings

unit: tools test-tools ## Run unit, property and integration tests
	cargo test --release --locked $(CRATES)

browser: build test-tools ## Run the browser tests against a real Prometheus
	cd end2end && npm ci --no-audit --no-fund --silent && PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) npm test

stack: build test-tools ## Hold deploy/ against the programs that read it
	cd end2end && npm ci --no-audit --no-fund --silent && PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) npm run --silent stack

soak: build test-tools ## Run the long forms of the suites, then a quarter of an hour of load with a fault every ten seconds; prints the counts
	@PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) scripts/soak.sh $(ARGS)

fuzz: tools ## Run every parser of bytes from outside under libFuzzer, a minute each (PROMCAST_FUZZ_SECONDS)
	@scripts/install-crate.sh $(TOOLS) cargo-fuzz cargo-fuzz 0.13.2 --locked
	@scripts/fuzz.sh $(ARGS)

mutants: tools ## Change what commits, escapes, confines and redacts, a place at a time, and see that a test notices
	@scripts/install-crate.sh $(TOOLS) cargo-mutants cargo-mutants 27.1.0 --locked
	@scripts/mutants.sh $(ARGS)

deny: ## Check licences, sources and bans of the dependencies, and advisories where their database can be reached
	@scripts/install-crate.sh $(TOOLS) cargo-deny cargo-deny 0.20.2 --locked
	cargo deny --all-features check licenses bans sources
	@cargo deny check advisories || { echo "promcast: advisories were not checked, or one was found: see above" >&2; exit 1; }

sbom: ## Write a software bill of materials of the server and of the page, CycloneDX 1.5
	@scripts/install-crate.sh $(TOOLS) cargo-cyclonedx cargo-cyclonedx 0.5.9 --locked
	@scripts/sbom.sh

bench: build test-tools ## Measure the page, its size, and forecasts; prints a table and writes it to bench/
	cd end2end && npm ci --no-audit --no-fund --silent
	PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) node end2end/bench/page.mjs

bench-archive: build $(BENCH_VENV)/ready ## Measure the archive beside DuckDB and pandas in Python; prints a table and writes it to bench/
	cargo build --release --locked $(CRATES) --example write_archive
	PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) node end2end/bench/archive.mjs

bench-drift: $(DRIFT_VENV)/ready ## Measure both drift verdicts: false alarms, real weeks, time beside Evidently; prints tables and writes them to bench/
	cargo build --release --locked $(CRATES) --example drift_speed --example placebo
	scripts/bench-drift.sh $(TARGET)/release/examples $(DRIFT_VENV)/bin/python $(BIKES) | tee bench/drift.md

$(DRIFT_VENV)/ready:
	python3 -m venv $(DRIFT_VENV)
	$(DRIFT_VENV)/bin/pip install --quiet evidently==0.7.23 scipy==1.17.1 pandas==2.3.3
	@touch $@

bench-forecast: test-tools $(FORECAST_VENV)/ready ## Measure forecasts beside Prophet, statsforecast and FLAIR in Python; prints a table and writes it to bench/
	cargo build --release --locked -p forecast --example bench_forecast
	$(FORECAST_VENV)/bin/python bench/peers/forecast_table.py $(TARGET)/release/examples/bench_forecast

bench-kinds: ## Measure forecasts of operational kinds, beside PROMCAST_BENCH_EARLIER (this example of an earlier build); prints a table and writes it to bench/
	cargo build --release --locked -p forecast --example bench_kinds
	$(TARGET)/release/examples/bench_kinds | tee bench/kinds.md

$(FORECAST_VENV)/ready:
	python3 -m venv $(FORECAST_VENV)
	$(FORECAST_VENV)/bin/pip install --quiet prophet==1.5.0 statsforecast==2.1.1 flaircast==0.6.1
	@touch $@

$(BENCH_VENV)/ready:
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet duckdb==1.5.6 numpy==2.4.6 pandas==3.1.1 pyarrow==26.0.1
	@touch $@

bench-http: build $(HTTP_VENV)/ready ## Measure the counter, the metrics and the page beside Flask and gunicorn; needs wrk; prints a table and writes it to bench/
	PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) PROMCAST_GUNICORN=$(HTTP_VENV)/bin/gunicorn node end2end/bench/http.mjs

$(HTTP_VENV)/ready:
	python3 -m venv $(HTTP_VENV)
	$(HTTP_VENV)/bin/pip install --quiet flask==3.1.2 gunicorn==23.0.0 prometheus-client==0.23.1
	@touch $@

bench-model: build $(MODEL_VENV)/ready ## Measure the model beside scikit-learn, FastAPI and Evidently, on BIKES=hour.csv; needs wrk; prints a table and writes it to bench/
	cargo build --release --locked $(CRATES) --example model_speed
	PROMCAST_BINARY=$(PROMCAST) LEPTOS_SITE_ROOT=$(SITE) PROMCAST_PYTHON=$(MODEL_VENV)/bin/python DATA=$(BIKES) PROMCAST_MODEL_SPEED=$(TARGET)/release/examples/model_speed node end2end/bench/model.mjs

$(MODEL_VENV)/ready:
	python3 -m venv $(MODEL_VENV)
	$(MODEL_VENV)/bin/pip install --quiet evidently==0.7.23 fastapi==0.122.0 numpy==2.4.6 pandas==2.3.3 scikit-learn==1.9.1 scipy==1.17.1 uvicorn==0.54.0
	@touch $@

tools:
	@scripts/install-tools.sh $(TOOLS)

test-tools:
	@scripts/install-test-tools.sh
