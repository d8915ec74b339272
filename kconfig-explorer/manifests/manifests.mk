# The applications' manifests, made anew: each is run under the tracer.

MANIFEST_APPLICATIONS := $(notdir $(wildcard kconfig-explorer/manifests/applications/*))

.PHONY: manifests
manifests: $(EXPLORER) ## run: trace Debian's redis, nginx, ... and write their manifests (root or subuids, network; 10 minutes)
	@for name in $(MANIFEST_APPLICATIONS); do \
		kconfig-explorer/manifests/trace-application $$name || exit; \
	done
