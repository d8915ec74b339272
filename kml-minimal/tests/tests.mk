# The scenarios of kml-minimal, and the suites that boot them.

KML_TESTS := $(KML)/tests
SCENARIO  := scenario.c scenario_table.c evidence.c

$(eval $(call host_program,kml-matrix,$(addprefix $(KML_TESTS)/,matrix.c $(SCENARIO)),-pthread))

EMULATOR ?= qemu
FILTER   ?=

.PHONY: kml-matrix
kml-matrix: $(B)/bin/kml-matrix $(KML_IMAGES) ## measure: every scenario, as CSV (EMULATOR=bochs, FILTER=text)
	@$(B)/bin/kml-matrix --emulator $(EMULATOR) --filter '$(FILTER)' --summary

$(eval $(call check_program,check-boot,$(KML_TESTS)/check_boot.c))
$(eval $(call check_program,check-judge,$(addprefix $(KML_TESTS)/,check_judge.c $(SCENARIO))))

.PHONY: test-matrix
test-matrix: $(B)/bin/kml-matrix $(KML_IMAGES) ## test: every scenario in QEMU
	@$(B)/bin/kml-matrix --summary >/dev/null

.PHONY: test-boot
test-boot: $(B)/bin/check-judge $(B)/bin/check-boot $(KML_IMAGES) ## test: ways to boot, errors, hostile programs (KML_HOSTILE="SEED COUNT")
	@$(B)/bin/check-judge
	@$(B)/bin/check-boot

# How to break the kernels or the programs, and which scenario, or session of gdb,
# notices: see the table.
.PHONY: test-mutations
test-mutations: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES) ## test: break kml-minimal, and see the scenarios and gdb notice [ONLY=name]
	@scripts/mutate $(call option,ONLY) $(KML_TESTS)/mutations

.PHONY: test-bochs
test-bochs: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES) ## test: Bochs must agree with QEMU
	@$(KML_TESTS)/second-opinion $(B)/bin/kml-matrix $(VM) $(KML_OUT)

.PHONY: test-busy test-busy-all
BUSY_NEEDS := $(B)/bin/kml-matrix $(VM) $(KML_IMAGES)
test-busy: $(BUSY_NEEDS) ## test: twenty processes that spin change no outcome (2 minutes)
	@$(KML_TESTS)/busy

test-busy-all: $(BUSY_NEEDS) $(FOREIGN) ## test: ... of no scenario in QEMU and Bochs, and of no session of gdb (an hour)
	@$(KML_TESTS)/busy --whole

TEST_PROGRAMS += $(addprefix $(B)/bin/,kml-matrix check-boot check-judge) $(KML_IMAGES)

.PHONY: test-run
test-run: $(VM) $(KML_IMAGES) ## test: make run, iso and gdb: any name, many at once, what is wrong
	@$(KML_TESTS)/running
