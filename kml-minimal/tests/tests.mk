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

# Kernels with one defect each. They share the programs of the sound ones.
MUTATIONS := STALE_CR3 BUSY_TASK NO_REDELIVERY WRONG_FRAME_COPY NO_FPU_SWITCH \
             NO_KERNEL_NM NO_POINTER_CHECK NO_TURNS NO_GUARD_PAGES RESET_EARLY \
             RESET_LATE ALL_CPL3 ALL_CPL0
MUTANTS   := $(KML_OUT)/mutants
define mutant_rules
$(call kernel_rules,$(1),$(MUTANTS)/$(2)/$(1),-DMUTATION=MUTATION_$(2),$(KML))
$(MUTANTS)/$(2)/$(1)/programs.tar: $(KML_OUT)/$(1)/programs.tar
	@mkdir -p $$(@D)
	$(Q)ln -sf ../../../$(1)/programs.tar $$@
MUTANT_IMAGES += $(MUTANTS)/$(2)/$(1)/kernel.elf $(MUTANTS)/$(2)/$(1)/programs.tar
endef
$(foreach m,$(MUTATIONS),$(foreach a,$(ARCHS),$(eval $(call mutant_rules,$(a),$(m)))))

# Programs that leave out the decisive step. They share the sound kernels.
SKIPPED := push_on trap_on exit_from spin_on store_on words_lost_below direct drop_to_cpl3
define skipping_rules
$(MUTANTS)/$(2)/$(1)/skipped.o: $(KML_TESTS)/skipped.c $(KML)/user/kml.h
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(USER_CFLAGS) $(USER_CFLAGS_$(1)) $(3) -I$(KML)/common -I$(KML)/$(1) -I$(KML)/user -c -o $$@ $$<
$(MUTANTS)/$(2)/$(1)/programs/%: $(KML_OUT)/$(1)/user/programs/%.o $(KML)/user/program.ld \
		$(call library_objects,$(1)) $(KML_OUT)/$(1)/user/nasty.o $(MUTANTS)/$(2)/$(1)/skipped.o
	@mkdir -p $$(@D)
	$(Q)$(KML_LD_$(1)) $(SKIPPED:%=--wrap=%) -T $(KML)/user/program.ld -o $$@ $$(filter %.o,$$^)
$(MUTANTS)/$(2)/$(1)/programs.tar: $(KML_PROGRAMS:%=$(MUTANTS)/$(2)/$(1)/programs/%)
	$$(call say,PACK,$$@)
	$(Q)$(KML)/pack $$@ $$^
$(MUTANTS)/$(2)/$(1)/kernel.elf: $(KML_OUT)/$(1)/kernel.elf
	@mkdir -p $$(@D)
	$(Q)ln -sf ../../../$(1)/kernel.elf $$@
MUTANT_IMAGES += $(MUTANTS)/$(2)/$(1)/kernel.elf $(MUTANTS)/$(2)/$(1)/programs.tar
endef
$(foreach a,$(ARCHS),$(eval $(call skipping_rules,$(a),SKIPPED,)))
$(foreach a,$(ARCHS),$(eval $(call skipping_rules,$(a),SKIPPED_NO_TICK,-DTICKED=0)))

.PHONY: test-mutations
test-mutations: $(B)/bin/kml-matrix $(MUTANT_IMAGES) ## test: break the kernel, and see the scenarios notice
	@$(KML_TESTS)/mutations $(B)/bin/kml-matrix $(MUTANTS)

.PHONY: test-bochs
test-bochs: $(B)/bin/kml-matrix $(VM) $(KML_IMAGES) ## test: Bochs must agree with QEMU
	@$(KML_TESTS)/second-opinion $(B)/bin/kml-matrix $(VM) $(KML_OUT)

.PHONY: test-busy test-busy-all
BUSY_NEEDS := $(B)/bin/kml-matrix $(VM) $(KML_IMAGES)
test-busy: $(BUSY_NEEDS) ## test: twenty processes that spin change no outcome (2 minutes)
	@$(KML_TESTS)/busy

test-busy-all: $(BUSY_NEEDS) $(FOREIGN) ## test: ... of no scenario in QEMU and Bochs, and of no session of gdb (an hour)
	@$(KML_TESTS)/busy --whole

TEST_PROGRAMS += $(addprefix $(B)/bin/,kml-matrix check-boot check-judge) \
                 $(KML_IMAGES) $(MUTANT_IMAGES)

.PHONY: test-run
test-run: $(VM) $(KML_IMAGES) ## test: make run, iso and gdb: any name, many at once, what is wrong
	@$(KML_TESTS)/running
