# kml-kit: how far can ordinary Linux be turned into a unikernel?
#
# This file holds only what all parts share; each part brings its own .mk.
# A target is listed by `make help` when a comment of the form
# `target: ## group: what it does` stands on its line.

SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS     += --no-builtin-rules

# Everything that is made lives below this folder, and nothing else does.
B := build

# Programs that run on the host. Warnings are errors: see CONTRIBUTING.md.
HOSTCC     := gcc
HOSTCFLAGS := -std=gnu11 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow \
              -Wstrict-prototypes -Wmissing-prototypes -Wvla -MMD -MP

include scripts/scripts.mk
include kml-minimal/kml-minimal.mk

.PHONY: help setup demo test lint clean

help: ## start here: this text
	@scripts/help $(MAKEFILE_LIST)

clean: ## develop: remove build/ (everything in it can be made again)
	rm -rf $(B)
