# The paper's specialisation again: see README.md here.

APPS ?=

.PHONY: specialisation test-specialisation

# Not among the quick ones: twenty configurations are made.
test-explorer-all: test-specialisation

specialisation: $(EXPLORER) $(B)/explorer/tests/conf ## measure: the smallest kernels beside the paper's, as CSV and plots (APPS="hello redis": only these; 5 minutes)
	@kconfig-explorer/specialisation/run --conf $(B)/explorer/tests/conf $(APPS)

test-specialisation: $(EXPLORER) $(B)/explorer/tests/conf ## test: make specialisation for one application, and that wrong figures are noticed
	@kconfig-explorer/tests/specialisation $(B)/explorer/tests/conf
