# What every makefile of the kit sets first.

SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SECONDARY: # keep object files that pattern rules chain through
MAKEFLAGS     += --no-builtin-rules

# Everything that is made lives below this folder, and nothing else does.
B := build

# Programs that run on the host. Warnings are errors: see CONTRIBUTING.md.
HOSTCC     := gcc
HOSTCFLAGS := -std=gnu11 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow \
              -Wstrict-prototypes -Wmissing-prototypes -Wvla
