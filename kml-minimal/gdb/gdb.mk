# gdb for the kernels: commands, sessions, and a test that steps through the
# events of the story.
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0
#   make gdb PROG=file.c

KML_GDB := $(KML)/gdb
# A source file is compiled as `make run' does it.
GDB_PROGRAM = $(if $(filter %.c,$(PROG)),$(RUN_DIR)/$(RUN_NAME),$(or $(PROG),starve))
GDB_SESSION = $(KML_GDB)/session --arch $(RUN_ARCH) --prog $(GDB_PROGRAM) \
	--level $(or $(LEVEL),cpl0) --args '$(ARGS)' \
	--options '$(if $(FAULT),fault=$(FAULT))' \
	$(if $(filter no,$(PANES)),--no-panes)

GDB_NEEDS = $(VM) $(KML_IMAGES) $(call library_objects,$(RUN_ARCH))

.PHONY: gdb gdb-reverse test-gdb test-gdb-mutants

gdb: $(GDB_NEEDS) ## look: step through a run [ARCH FAULT PROG=file.c or a name ARGS LEVEL PANES=no]
	$(if $(filter %.c,$(PROG)),$(add_program))
	@$(GDB_SESSION)

gdb-reverse: $(GDB_NEEDS) ## look: the same, recorded first: reverse-stepi works
	$(if $(filter %.c,$(PROG)),$(add_program))
	@$(GDB_SESSION) --reverse

test-gdb: $(KML_IMAGES) $(VM) ## test: step through traps and starvation under gdb (10 s on a quiet machine)
	@$(KML_GDB)/tests/run

# Defects (common/mutations.h), each with the session that must notice it. The
# kernels are those of `make test-mutations`.
GDB_MUTANTS := BUSY_TASK/i386-starvation-retry STALE_CR3/i386-cr3 \
	WRONG_FRAME_COPY/i386-int80-cpl0 WRONG_FRAME_COPY/x86_64-ist-all
gdb_mutant = $(dir $(1))$(firstword $(subst -, ,$(notdir $(1))))/kernel.elf
GDB_MUTANT_KERNELS := $(foreach m,$(GDB_MUTANTS),$(KML_OUT)/mutants/$(call gdb_mutant,$(m)))

test-gdb-mutants: $(GDB_MUTANT_KERNELS) $(KML_IMAGES) $(VM) ## test: do those sessions notice defects in the kernel?
	@$(KML_GDB)/tests/mutants $(KML_OUT)/mutants $(GDB_MUTANTS)
