# unikernel: from an application to an image. The work is done by a command that can be
# called without make: scripts/unikernel/unikernel --help.

UNIKERNEL       := scripts/unikernel/unikernel
UNIKERNEL_NEEDS := $(VM) $(EXPLORER)
APP             := redis
UNIKERNEL_FLAGS  = $(call quoted,APP) $(if $(KML),--kml$(if $(filter main,$(KML)),=main))

.PHONY: unikernel run-unikernel test-unikernel test-unikernel-sources test-unikernel-images test-unikernel-levels
## start unikernel: an application as a Linux made for it
## [APP=redis KML=1: in kernel mode]
unikernel: $(UNIKERNEL_NEEDS)
	@$(UNIKERNEL) build $(UNIKERNEL_FLAGS)

## unikernel: run it; its port is open on this machine [APP KML]
run-unikernel: unikernel
	@$(UNIKERNEL) run $(UNIKERNEL_FLAGS)

## unikernel: a real client is served, from outside and from inside [APP KML]
test-unikernel: unikernel
	@$(UNIKERNEL) check $(UNIKERNEL_FLAGS)

## unikernel: programs and container images, sound and damaged
test-unikernel-sources:
	@scripts/unikernel/tests/sources

## unikernel: an image: served, the same bytes, and what goes wrong (builds a kernel)
## [APP]
test-unikernel-images: $(UNIKERNEL_NEEDS)
	@scripts/unikernel/tests/images $(call quoted,APP)

## unikernel: all programs of an image are at CPL 0 with KML=1, at CPL 3 without
## [APP KML]
test-unikernel-levels: unikernel
	@scripts/unikernel/tests/levels $(UNIKERNEL_FLAGS)
