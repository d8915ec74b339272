# gdb for the kernels: commands, sessions, and a test that steps through the
# events of the story.
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0
#   make gdb PROG=file.c

KML_GDB := $(KML)/gdb
GDB_SESSION = $(KML_GDB)/session $(RUN_OPTIONS) $(call option,PROG) $(call option,STOP) \
	$(if $(filter no,$(PANES)),--no-panes)

.PHONY: gdb gdb-reverse test-gdb test-gdb-mutants

gdb: ## look: step through a run [ARCH FAULT PROG=file.c or a name ARGS LEVEL APPEND STOP PANES=no]
	@$(GDB_SESSION)

gdb-reverse: ## look: the same, recorded first: reverse-stepi works
	@$(GDB_SESSION) --reverse

# Somebody else's kernel, of which the commands know nothing.
FOREIGN := $(KML_OUT)/foreign.elf
$(FOREIGN): $(KML_GDB)/tests/foreign.S
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(HOSTCC) -m32 -nostdlib -static -no-pie -Wl,--build-id=none,-Ttext=0x100100 \
		-Wl,--section-start=.multiboot=0x100000 -o $@ $<

TEST_PROGRAMS += $(FOREIGN)

test-gdb: $(KML_IMAGES) $(VM) $(FOREIGN) ## test: step through traps and starvation under gdb (10 s on a quiet machine)
	@$(KML_GDB)/tests/run
	@$(KML_GDB)/tests/interactive

# Defects (common/mutations.h), each with the session that must notice it. The
# kernels are those of `make test-mutations`.
GDB_MUTANTS := BUSY_TASK/i386-starvation-retry STALE_CR3/i386-cr3 \
	WRONG_FRAME_COPY/i386-int80-cpl0 WRONG_FRAME_COPY/x86_64-ist-all
gdb_mutant = $(dir $(1))$(firstword $(subst -, ,$(notdir $(1))))/kernel.elf
GDB_MUTANT_KERNELS := $(foreach m,$(GDB_MUTANTS),$(KML_OUT)/mutants/$(call gdb_mutant,$(m)))

test-gdb-mutants: $(GDB_MUTANT_KERNELS) $(KML_IMAGES) $(VM) ## test: do those sessions notice defects in the kernel?
	@$(KML_GDB)/tests/mutants $(KML_OUT)/mutants $(GDB_MUTANTS)
