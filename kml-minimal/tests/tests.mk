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

.PHONY: test-matrix
test-matrix: $(B)/bin/kml-matrix $(KML_IMAGES) ## test: every scenario in QEMU
	@$(B)/bin/kml-matrix --summary >/dev/null

.PHONY: test-boot
test-boot: $(B)/bin/check-judge $(B)/bin/check-boot $(KML_IMAGES) ## test: ways to boot, errors, hostile programs (KML_HOSTILE="SEED COUNT")
	@$(B)/bin/check-judge
	@$(B)/bin/check-boot

# Kernels with one defect each. They share the programs of the sound ones.
MUTATIONS := STALE_CR3 BUSY_TASK NO_REDELIVERY WRONG_FRAME_COPY NO_FPU_SWITCH \
             NO_KERNEL_NM NO_POINTER_CHECK
MUTANTS   := $(KML_OUT)/mutants
define mutant_rules
$(call kernel_rules,$(1),$(MUTANTS)/$(2)/$(1),-DMUTATION=MUTATION_$(2))
$(MUTANTS)/$(2)/$(1)/programs.tar: $(KML_OUT)/$(1)/programs.tar
	@mkdir -p $$(@D)
	$(Q)ln -sf $(abspath $(KML_OUT))/$(1)/programs.tar $$@
MUTANT_IMAGES += $(MUTANTS)/$(2)/$(1)/kernel.elf $(MUTANTS)/$(2)/$(1)/programs.tar
endef
$(foreach m,$(MUTATIONS),$(foreach a,$(ARCHS),$(eval $(call mutant_rules,$(a),$(m)))))

.PHONY: test-mutations
test-mutations: $(B)/bin/kml-matrix $(MUTANT_IMAGES) ## test: break the kernel, and see the scenarios notice
	@$(KML_TESTS)/mutations $(B)/bin/kml-matrix $(MUTANTS)

.PHONY: test-bochs
test-bochs: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES) ## test: Bochs must agree with QEMU
	@$(KML_TESTS)/second-opinion $(B)/bin/kml-matrix $(VM) $(KML_OUT)

TEST_PROGRAMS += $(addprefix $(B)/bin/,kml-matrix check-boot check-judge) \
                 $(KML_IMAGES) $(MUTANT_IMAGES)

.PHONY: test-run
test-run: $(VM) $(KML_IMAGES) ## test: make run, iso and gdb: any name, many at once, what is wrong
	@$(KML_TESTS)/running
