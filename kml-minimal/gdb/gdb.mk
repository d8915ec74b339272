# gdb for the kernels: commands, sessions, and a test that steps through the
# events of the story.
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0

KML_GDB := $(KML)/gdb
GDB_SESSION = $(KML_GDB)/session --arch $(or $(ARCH),i386) \
	--prog $(or $(basename $(notdir $(PROG))),starve) \
	--level $(or $(LEVEL),cpl0) --args '$(ARGS)' \
	--options '$(if $(FAULT),fault=$(FAULT))' \
	$(if $(filter no,$(PANES)),--no-panes)

.PHONY: gdb gdb-reverse test-gdb test-gdb-mutants

gdb: $(KML_IMAGES) $(VM) ## look: step through a run [ARCH FAULT PROG ARGS LEVEL PANES=no]
	@$(GDB_SESSION)

gdb-reverse: $(KML_IMAGES) $(VM) ## look: the same, recorded first: reverse-stepi works
	@$(GDB_SESSION) --reverse

test: test-gdb
test-gdb: $(KML_IMAGES) $(VM) ## test: step through traps and starvation under gdb (20 s)
	@$(KML_GDB)/tests/run

# Defects, and the session that must notice: defect/session.
GDB_MUTANTS := BUSY_TASK/i386-starvation-retry STALE_CR3/i386-starvation-retry \
	WRONG_FRAME_COPY/i386-int80-cpl0 WRONG_FRAME_COPY/x86_64-ist-all
gdb_mutant = $(KML_OUT)/gdb-mutants/$(1)
$(foreach m,$(GDB_MUTANTS),$(eval $(call kernel_rules,$(firstword \
	$(subst -, ,$(notdir $(m)))),$(call gdb_mutant,$(m)),-DMUTATION=MUTATION_$(patsubst %/,%,$(dir $(m))))))
GDB_MUTANT_KERNELS := $(foreach m,$(GDB_MUTANTS),$(call gdb_mutant,$(m))/kernel.elf)

test-gdb-mutants: $(GDB_MUTANT_KERNELS) $(KML_IMAGES) $(VM) ## test: do those sessions notice defects in the kernel?
	@$(KML_GDB)/tests/mutants $(GDB_MUTANT_KERNELS)
