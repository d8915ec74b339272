# kml-kit: how far can ordinary Linux be turned into a unikernel?
#
# This file holds only what all parts share; each part brings its own .mk.
# A target is listed by `make help` when a comment of the form
# `target: ... ## group: what it does` stands in its rule.

SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDARY: # keep object files that pattern rules chain through
MAKEFLAGS     += --no-builtin-rules

# Everything that is made lives below this folder, and nothing else does.
B := build

# Programs that run on the host. Warnings are errors: see CONTRIBUTING.md.
HOSTCC     := gcc
HOSTCFLAGS := -std=gnu11 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow \
              -Wstrict-prototypes -Wmissing-prototypes -Wvla

# The machine that a target is for: ARCH=x86_64 or ARCH=i386. APPEND is always the
# guest kernel's command line, and VM_OPTIONS are always those of `vm run'.
# (Another ARCH in the environment is meant for the kernel's own makefiles.)
ifeq ($(origin ARCH)$(filter x86_64 i386,$(ARCH)),environment)
override ARCH :=
endif
MACHINE := $(or $(ARCH),x86_64)
$(if $(filter command,$(firstword $(origin OPTIONS))),$(error OPTIONS=: \
	say APPEND= for the kernel's command line, VM_OPTIONS= for vm's options))
ifneq ($(filter x86_64 i386,$(MACHINE)),$(MACHINE))
$(error ARCH=$(ARCH): choose one of x86_64 i386)
endif

# Check ends a test after 4 s by the clock, or what it says itself: right on an
# idle machine. A busy one may take sixty times as long for the same.
export CK_TIMEOUT_MULTIPLIER ?= 60

include scripts/scripts.mk
include kml-minimal/kml-minimal.mk
include scripts/linux/linux.mk
include kconfig-explorer/explorer.mk
include scripts/lint.mk

.PHONY: help setup demo test lint clean

help: ## start here: this text
	@scripts/help $(MAKEFILE_LIST)

# Two at a time: that of Linux, which builds two kernels, beside all the others.
# What those need is built beforehand, on all processors.
TEST_SUITES := test-unit test-kml-linux \
               test-unit-mutations test-vm test-matrix test-boot test-run test-kit test-results test-paths \
               test-mutations test-gdb test-demo test-bochs \
               test-explorer test-explorer-trace test-explorer-graph test-busy

test: setup ## start here: the tests of all parts (half an hour at first: it builds two Linux kernels); see test-all
	@$(MAKE) --no-print-directory -j$$(nproc) test-programs
	@scripts/run-tests $(TEST_SUITES)

.PHONY: test-programs
test-programs: $(TEST_PROGRAMS)

clean: ## develop: remove build/ (everything in it can be made again)
	@[ ! -d $(B) ] || scripts/plain-folder --clean $(B)
	rm -rf $(B)
