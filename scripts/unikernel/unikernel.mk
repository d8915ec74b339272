# unikernel: from an application to an image. The work is done by a command that can be
# called without make: scripts/unikernel/unikernel --help.

UNIKERNEL       := scripts/unikernel/unikernel
UNIKERNEL_NEEDS := $(VM) $(EXPLORER)
APP             := redis
UNIKERNEL_FLAGS  = $(call quoted,APP) $(if $(LEVEL),--kml=$(LEVEL:cpl0=all))

.PHONY: unikernel run-unikernel unikernel-table unikernel-forms \
        test-unikernel test-unikernel-all \
        test-unikernel-container test-unikernel-images test-unikernel-levels \
        test-unikernel-server test-unikernel-init test-unikernel-sources \
        test-unikernel-traces test-unikernel-table test-unikernel-init-mutations \
        test-unikernel-source-mutations test-unikernel-image-mutations
## start unikernel: an application as a Linux made for it
## [APP=redis LEVEL=cpl0: in kernel mode; LINUX=6.12]
unikernel: $(UNIKERNEL_NEEDS)
	@$(UNIKERNEL) build $(UNIKERNEL_FLAGS)

## unikernel: run it; its port is open on this machine [APP LEVEL]
run-unikernel: unikernel
	@$(UNIKERNEL) run $(UNIKERNEL_FLAGS)

## unikernel: a real client is served, from outside and from inside [APP LEVEL]
test-unikernel: unikernel
	@$(UNIKERNEL) check $(UNIKERNEL_FLAGS)

## unikernel: how small and fast images are, as CSV, beside the paper's values
## [APP: all its variants; all images if it is empty]
unikernel-table: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/table $(if $(filter command line,$(origin APP)),$(if $(value APP),--application $(call quoted,APP)))

## unikernel: what the file system of its disk costs: ext2, squashfs, erofs; as CSV
## (downloads Debian's kernel) [APP]
unikernel-forms: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/forms $(call quoted,APP)

## unikernel: what unikernel-table computes, without guests
test-unikernel-table:
	@scripts/unikernel/tests/table

## unikernel: programs and container images, sound and damaged
test-unikernel-sources:
	@scripts/unikernel/tests/sources
	@scripts/unikernel/tests/container-images

## unikernel: applications that fail under trace, and users, files and clients there
test-unikernel-traces: $(EXPLORER)
	@scripts/unikernel/tests/traces

## unikernel: the smallest server, from a program to a client that is served, and what
## goes wrong (4 minutes at first: builds a small kernel)
test-unikernel-server: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/images

## unikernel: what a unikernel's first program obeys, and how it ends, in that kernel
test-unikernel-init: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/init

## unikernel: break a unikernel's first program; its tests must notice (3 minutes)
test-unikernel-init-mutations: test-unikernel-init
	@scripts/mutate scripts/unikernel/tests/init-mutations

## unikernel: break what applications come from; the tests must notice (3 minutes)
test-unikernel-source-mutations: $(EXPLORER)
	@scripts/mutate scripts/unikernel/tests/source-mutations

## unikernel: break how images are built and run; the tests must notice (5 minutes)
test-unikernel-image-mutations: test-unikernel-server
	@scripts/mutate scripts/unikernel/tests/image-mutations

## unikernel: the server's tests with an application of the list (builds a kernel)
## [APP]
test-unikernel-images: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/images $(call quoted,APP)

## unikernel: all programs of an image are at CPL 0 with LEVEL=cpl0, at CPL 3 without
## [APP LEVEL]
test-unikernel-levels: unikernel
	@scripts/unikernel/tests/levels $(UNIKERNEL_FLAGS)

## unikernel: every application of the list, at CPL 3 and CPL 0, on one kernel for all
## (builds two) [APP="redis nginx": only these] [LEVEL=cpl0: only there]
## [OWN=1: on a kernel of its own each]
test-unikernel-all: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/applications $(if $(OWN),--own) \
		$(call option,LEVEL) \
		$(if $(filter-out file,$(origin APP)),$(APP))

## unikernel: a container image with an entry-point script and helpers, at both levels
test-unikernel-container: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/container
