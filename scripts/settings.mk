# What every makefile of the kit sets first.

SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SECONDARY: # keep object files that pattern rules chain through
MAKEFLAGS     += --no-builtin-rules

# Everything that is made lives below this folder, and nothing else does.
B := build

# The tools for guests: a PC's own, or with the prefix CROSS those of another machine.
IS_PC        := $(filter x86_64 i%86,$(shell uname -m))
export CROSS ?= $(if $(IS_PC),,x86_64-linux-gnu-)
export GDB   ?= $(if $(IS_PC),gdb,gdb-multiarch)
GUESTCC      := $(CROSS)gcc
GUESTLD      := $(CROSS)ld

# Programs that run on the host. Warnings are errors: see CONTRIBUTING.md.
HOSTCC     := gcc
HOSTCFLAGS := -std=gnu11 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow \
              -Wstrict-prototypes -Wmissing-prototypes -Wvla
