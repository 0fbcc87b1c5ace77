# What people type here. `make` alone lists it; CONTRIBUTING.md says more.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One target at a time: they share one build folder, and SwiftPM runs the cores by itself.
.NOTPARALLEL:

# Variables a caller may set: `make build CONFIG=release JOBS=8`, `make test ARGS='--filter Name'`.
CONFIG ?= debug
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
ARGS ?=

build := swift build -c $(CONFIG) -j $(JOBS)
release := swift build -c release -j $(JOBS)
# The example, and the projects the end-to-end tests run; in Neighbours are two that import each
# other. All are compiled against throw-away servers, whatever databases the caller's environment
# names: their output must not depend on them.
projects := schemas Tests/Scenarios Tests/Neighbours Tests/Types Tests/Computed
sources := Package.swift Sources Tests generated

.PHONY: help
help: ## list the targets
	@sed -nE 's/^([a-z][a-z-]*):[^#]*## (.*)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | while IFS=$$'\t' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

.PHONY: setup
setup: ## install what the build needs and is missing (Debian packages)
	@scripts/setup.sh

.PHONY: build
build: setup ## the compiler, the example's sync service, the demo
	@$(build)

.PHONY: demo
demo: build ## the whole line on throw-away servers, in about a minute
	@exec "$$($(build) --show-bin-path)/rejot-demo" $(ARGS)

.PHONY: test
test: setup ## all tests
	@swift build --build-tests -j $(JOBS)
	@swift test --skip-build --disable-xctest $(ARGS)

.PHONY: test-matrix
test-matrix: setup ## the compiler's tests on PostgreSQL 14 to 18, fetched where missing
	@swift build --build-tests -j $(JOBS)
	@scripts/test-matrix.sh $(ARGS)

.PHONY: fuzz
fuzz: setup ## composed statements for longer: REJOT_FUZZ_ROUNDS, REJOT_FUZZ_SEED repeats a run
	@swift build --build-tests -j $(JOBS)
	@REJOT_FUZZ_ROUNDS=$${REJOT_FUZZ_ROUNDS:-5000} swift test --skip-build --disable-xctest \
	  --filter DeparseTests

.PHONY: differential
differential: setup ## generated Swift against a server for longer: REJOT_INLINE_EXPRESSIONS, REJOT_INLINE_SEED
	@swift build --build-tests -j $(JOBS)
	@REJOT_INLINE_EXPRESSIONS=$${REJOT_INLINE_EXPRESSIONS:-20000} swift test --skip-build \
	  --disable-xctest --filter InlineTests

.PHONY: bench
bench: setup ## ours and native replication in turn, optimised build
	@$(release) --product rejot-bench
	@exec "$$($(release) --show-bin-path)/rejot-bench" $(ARGS)

.PHONY: bench-compiler
bench-compiler: setup ## what the compiler costs as projects grow, and what it claims about NULLs
	@for product in rejotc rejot-compiler-bench; do $(release) --product $$product; done
	@swift build -j $(JOBS) --product RejotRuntime
	@bench="$$($(release) --show-bin-path)/rejot-compiler-bench"; \
	  if [ -n "$(ARGS)" ]; then exec "$$bench" $(ARGS); fi; \
	  "$$bench" scale; \
	  "$$bench" gate; \
	  "$$bench" generated-code --modules "$$(swift build --show-bin-path)/Modules"; \
	  "$$bench" claims --sqlc "$$(scripts/sqlc.sh .build/sqlc)"

# REJOT_ORACLE_SEED and REJOT_ORACLE_DATABASES choose other ones and fewer.
.PHONY: oracle
oracle: setup ## the prover of NULLs against 1,000 random databases, from another seed each time
	@swift build --build-tests -j $(JOBS)
	@REJOT_ORACLE_SEED="$${REJOT_ORACLE_SEED:-$$RANDOM$$RANDOM}" \
	  REJOT_ORACLE_DATABASES="$${REJOT_ORACLE_DATABASES:-1000}" \
	  swift test --skip-build --disable-xctest --filter '^OracleTests.OracleTests'

# REJOT_PLANS_SEED, REJOT_PLANS_WORLDS and REJOT_PLANS_STATEMENTS choose others; so do
# REJOT_WAYS_SEED, REJOT_WAYS_CONSUMERS and REJOT_WAYS_ROUNDS for consumers.
.PHONY: plans
plans: setup ## random SELECTs and transactions through the whole line, from another seed each time
	@swift build --build-tests -j $(JOBS)
	@REJOT_PLANS_SEED="$${REJOT_PLANS_SEED:-$$RANDOM$$RANDOM}" \
	  REJOT_PLANS_WORLDS="$${REJOT_PLANS_WORLDS:-200}" \
	  REJOT_WAYS_SEED="$${REJOT_WAYS_SEED:-$$RANDOM$$RANDOM}" \
	  REJOT_WAYS_CONSUMERS="$${REJOT_WAYS_CONSUMERS:-24}" \
	  REJOT_WAYS_ROUNDS="$${REJOT_WAYS_ROUNDS:-10}" \
	  swift test --skip-build --disable-xctest --filter '^PlanTests'

.PHONY: generate
generate: setup ## rejotc build over schemas/ and the projects of the end-to-end tests
	@$(build) --product rejotc
	@rejotc="$$($(build) --show-bin-path)/rejotc"; \
	  for project in $(projects); do "$$rejotc" build --catalog embedded --project "$$project"; done

.PHONY: docs
docs: setup ## write docs/diagnostics.md from the explanations in the compiler
	@$(build) --product rejotc
	@"$$($(build) --show-bin-path)/rejotc" explain --page > docs/diagnostics.md

.PHONY: check-generated
check-generated: setup ## fail when a committed output is not what rejotc makes today
	@$(build) --product rejotc
	@rejotc="$$($(build) --show-bin-path)/rejotc"; \
	  for project in $(projects); do \
	    "$$rejotc" build --check --catalog embedded --project "$$project"; \
	  done; \
	  "$$rejotc" explain --page | cmp - docs/diagnostics.md \
	    || { echo "docs/diagnostics.md is stale: run make docs"; exit 1; }

.PHONY: format
format: ## format all Swift files in place
	@swift format format --in-place --parallel --recursive $(sources)

.PHONY: lint
lint: ## formatting of Swift files, syntax of scripts
	@swift format lint --strict --parallel --recursive $(sources)
	@for script in scripts/*.sh .ci/run; do bash -n "$$script"; done

.PHONY: clean
clean: ## remove everything that was built
	@rm -rf .build
