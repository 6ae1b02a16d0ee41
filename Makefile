# SvcTUI: `make run` opens it, `make test` tests it. `make help` lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
ARGUMENTS ?=

SWIFT ?= swift
# Carrying the Swift runtime in the binary makes it start faster and run without Swift.
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/svctui

BUILD_PACKAGES = libmd-dev libncurses-dev libsimdjson-dev libzstd-dev zlib1g-dev
TEST_PACKAGES = $(BUILD_PACKAGES) tmux ncurses-term iptables nftables iproute2 nfacct ipvsadm
BENCH_PACKAGES = $(TEST_PACKAGES) vim less htop jq python3
GUARD_PACKAGES = $(BUILD_PACKAGES) valgrind binutils

.DEFAULT_GOAL := help
# Two builds in one folder would only wait for each other.
.NOTPARALLEL:
.PHONY: run build test fuzz bench guard check install image clean help
.PHONY: format-check build-check documentation-check
.PHONY: packages-build packages-test packages-bench packages-guard

run: build ## build and open the demo cluster (ARGUMENTS="my-cluster.json" for another)
	@$(BINARY) $(ARGUMENTS)

build: packages-build ## build the release binary
	$(SWIFT) build $(RELEASE) --product svctui

test: packages-test ## run all tests
	scripts/run-tests $(SWIFT) test

fuzz: packages-build ## press a million random keys (ARGUMENTS="--keys 20000 --document shop")
	$(SWIFT) build $(RELEASE) --product KeyFuzz
	.build/release/KeyFuzz $(ARGUMENTS)

bench: packages-bench build ## run the benchmarks, print the table
	$(SWIFT) build $(RELEASE) --product SvcTUIBenchmarks
	.build/release/SvcTUIBenchmarks

guard: packages-guard ## count the instructions of hot loops (ARGUMENTS=--record)
	$(SWIFT) build $(RELEASE) --product SvcTUIBenchmarks
	.build/release/SvcTUIBenchmarks --guard $(ARGUMENTS)

check: format-check build-check test documentation-check guard ## all that CI asks for

install: build ## install the binary (PREFIX=/usr/local)
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/svctui

image: packages-build ## do the steps of the Dockerfile without Docker, and try what comes of it
	scripts/try-image

clean: ## remove what was built
	rm -rf .build bench-results

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

format-check:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks

# Package.swift turns warnings into errors, so that building is the check.
build-check: packages-test
	$(SWIFT) build --build-tests

documentation-check: packages-build
	scripts/check-documentation

packages-build:
	@scripts/install-packages $(BUILD_PACKAGES)

packages-test:
	@scripts/install-packages $(TEST_PACKAGES)

packages-bench:
	@scripts/install-packages $(BENCH_PACKAGES)

packages-guard:
	@scripts/install-packages $(GUARD_PACKAGES)
