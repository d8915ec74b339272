# The scenarios of kml-minimal, and the suites that boot them.

KML_TESTS := $(KML)/tests

$(eval $(call host_program,kml-matrix,$(addprefix $(KML_TESTS)/,matrix.c scenario.c scenario_table.c),-pthread))

EMULATOR ?= qemu
FILTER   ?=

.PHONY: kml-matrix
kml-matrix: $(B)/bin/kml-matrix $(KML_IMAGES) ## measure: every scenario, as CSV (EMULATOR=bochs, FILTER=text)
	@$(B)/bin/kml-matrix --emulator $(EMULATOR) --filter '$(FILTER)' --summary

$(eval $(call check_program,check-boot,$(addprefix $(KML_TESTS)/,check_boot.c scenario.c)))
$(eval $(call check_program,check-judge,$(addprefix $(KML_TESTS)/,check_judge.c scenario.c scenario_table.c)))

.PHONY: test-boot
test-boot: $(B)/bin/check-judge $(B)/bin/check-boot $(KML_IMAGES) ## test: ways to boot, errors, hostile programs (KML_HOSTILE="SEED COUNT")
	$(B)/bin/check-judge
	$(B)/bin/check-boot
