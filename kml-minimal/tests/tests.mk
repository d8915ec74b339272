# The scenarios of kml-minimal, and the suites that boot them.

KML_TESTS := $(KML)/tests

$(eval $(call host_program,kml-matrix,$(addprefix $(KML_TESTS)/,matrix.c scenario.c scenario_table.c),-pthread))

EMULATOR ?= qemu
FILTER   ?=

.PHONY: kml-matrix
kml-matrix: $(B)/bin/kml-matrix $(KML_IMAGES) ## measure: every scenario, as CSV (EMULATOR=bochs, FILTER=text)
	@$(B)/bin/kml-matrix --emulator $(EMULATOR) --filter '$(FILTER)' --summary
