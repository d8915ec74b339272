# kml-kit: how far can ordinary Linux be turned into a unikernel?
#
# This file holds only what all parts share; each part brings its own .mk.
# `make help` lists a target when a comment of the form `## PART...: what it does`
# stands above its rule (scripts/help --help).

include scripts/settings.mk scripts/machine.mk
.DEFAULT_GOAL := help

# Check ends a test after 4 s by the clock, or what it says itself: right on an
# idle machine. A busy one may take sixty times as long for the same.
export CK_TIMEOUT_MULTIPLIER ?= 60

include scripts/scripts.mk
include scripts/count/count.mk
include kml-minimal/kml-minimal.mk
include scripts/linux/linux.mk
include kconfig-explorer/explorer.mk
include scripts/unikernel/unikernel.mk
include labs/labs.mk labs/author.mk
include smp-experiments/smp-experiments.mk

.PHONY: help setup demo test test-all lint clean

## start: this text
help:
	@scripts/help $(if $(value PART),$(call quoted,PART)) $(MAKEFILE_LIST)

# Two at a time, in this order in a new checkout: the longest first. What they need
# is built beforehand, on all processors.
TEST_SUITES := test-kml-linux test-unikernel-server test-mutations test-explorer \
               test-unit-mutations test-busy test-gdb test-paths test-demo test-matrix test-run \
               test-boot test-vm test-unit test-explorer-trace test-bochs \
               test-explorer-graph test-protocol test-mutate test-results \
               test-experiments test-verdicts test-loads test-stick-results \
               test-calls-here \
               test-unikernel-init test-unikernel-traces test-unikernel-sources \
               test-unikernel-table test-labs test-course \
               test-kit test-count

# Those that take longer: kernels with every option, on each machine.
LONG_SUITES := test-experiments-configured test-experiments-mutations \
               test-reproduce-slurm test-reproduce-usb \
               test-stick-mutations test-report-page \
               test-kml-linux-all test-kml-apps test-kml-direct \
               test-kml-linux-mutations test-kml-attack-mutations test-kml-off \
               test-kml-bench test-kselftest test-kml-debug test-kml-protected \
               test-kml-each-patch test-gdb-linux test-gdb-linux-mutations \
               test-linux test-linux-reproducible test-paths-all \
               test-explorer-all test-explorer-other-tree test-explorer-page \
               test-explorer-boot test-busy-all \
               test-results-mutations test-unikernel-images test-unikernel-levels \
               test-cross test-debian13 \
               test-applications test-image test-smp test-smp-mutations test-processes \
               test-processes-mutations test-calls test-calls-mutations \
               test-count-mutations test-unmodified test-unmodified-mutations test-rerun \
               test-labs-linux test-labs-steady test-labs-chroot \
               test-unikernel-all test-unikernel-container \
               test-unikernel-init-mutations test-unikernel-source-mutations \
               test-unikernel-image-mutations
LONG_SUITES_i386 := test-kml-bench test-kml-apps test-kml-attack-mutations \
               test-gdb-linux test-gdb-linux-mutations test-kselftest \
               test-kml-each-patch

# Those that are run with the other version of Linux as well, if its source can be had.
OTHER_LINUX_SUITES := test-kml-linux test-kml-off test-kml-bench test-linux

## start: the tests of all parts (half an hour at first: they build
## three Linux kernels); make test-all runs more
## [ONLY="gdb boot": only these suites]
test: setup
	@$(if $(value ONLY),,$(MAKE) --no-print-directory -j$$(nproc) test-programs)
	@scripts/run-tests $(if $(value ONLY),--only $(call quoted,ONLY)) \
		$(TEST_SUITES) $(if $(value ONLY),$(LONG_SUITES))

## develop: all tests, for hours
test-all: test
	@$(MAKE) --no-print-directory lint
	@scripts/run-tests $(LONG_SUITES)
	@ARCH=i386 scripts/run-tests $(LONG_SUITES_i386)
	@export LINUX=$$(scripts/linux/version --other) && \
		if scripts/linux/linux fetch >/dev/null; then \
		scripts/run-tests $(OTHER_LINUX_SUITES); fi

.PHONY: test-programs
test-programs: $(TEST_PROGRAMS)

## start: remove build/ (everything in it can be made again)
clean:
	@[ ! -d $(B) ] || scripts/plain-folder --clean $(B)
	rm -rf $(B)
