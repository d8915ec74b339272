# The scenarios of kml-minimal, and the suites that boot them.

KML_TESTS := $(KML)/tests
SCENARIO  := scenario.c scenario_table.c evidence.c

$(eval $(call host_program,kml-matrix,$(addprefix $(KML_TESTS)/,matrix.c $(SCENARIO)) $(CSV),$(LIBVM) -pthread))

EMULATOR ?= qemu
FILTER   ?=

.PHONY: kml-matrix
## start kernel measure: every scenario, as CSV [EMULATOR=bochs FILTER=text]
kml-matrix: $(B)/bin/kml-matrix $(KML_IMAGES)
	@$(RESULTS) run kml-matrix -- $(B)/bin/kml-matrix --emulator $(EMULATOR) \
		--filter '$(FILTER)'

$(eval $(call check_program,check-boot,$(KML_TESTS)/check_boot.c,$(LIBVM)))
$(eval $(call check_program,check-judge,$(addprefix $(KML_TESTS)/,check_judge.c $(SCENARIO)),$(LIBVM)))

.PHONY: test-matrix
## kernel: every scenario in QEMU
test-matrix: $(B)/bin/kml-matrix $(KML_IMAGES)
	@$(B)/bin/kml-matrix --ktap

.PHONY: test-boot
## kernel: ways to boot, errors, hostile programs
## [KML_HOSTILE="SEED COUNT"]
test-boot: $(B)/bin/check-judge $(B)/bin/check-boot $(KML_IMAGES)
	@$(B)/bin/check-judge
	@$(B)/bin/check-boot

# How to break the kernels or the programs, and which scenario, or session of gdb,
# notices: see the table.
.PHONY: test-mutations
## kernel: break kml-minimal; the scenarios and gdb must notice [ONLY=name]
test-mutations: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES)
	@scripts/mutate $(call option,ONLY) $(KML_TESTS)/mutations

.PHONY: test-bochs
## kernel: Bochs must agree with QEMU
test-bochs: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES)
	@$(KML_TESTS)/second-opinion $(B)/bin/kml-matrix $(VM) $(KML_OUT)

.PHONY: test-busy test-busy-all
BUSY_NEEDS := $(B)/bin/kml-matrix $(VM) $(KML_IMAGES)
## kernel: twenty processes that spin change no outcome (2 minutes)
test-busy: $(BUSY_NEEDS)
	@$(KML_TESTS)/busy

## kernel: ... of no scenario in QEMU and Bochs, of no session of gdb
## (an hour)
test-busy-all: $(BUSY_NEEDS)
	@$(KML_TESTS)/busy --whole

TEST_PROGRAMS += $(addprefix $(B)/bin/,kml-matrix check-boot check-judge) $(KML_IMAGES)

.PHONY: test-run
## kernel: make run, iso and gdb: any name, many at once, bad input
test-run: $(VM) $(KML_IMAGES)
	@$(KML_TESTS)/running
