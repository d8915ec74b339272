# gdb for the kernels: commands, sessions, and a test that steps through the
# events of the story.
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0
#   make gdb PROG=file.c

KML_GDB := $(KML)/gdb
GDB_SESSION = $(KML_GDB)/session $(RUN_OPTIONS) $(call option,PROG) $(call option,STOP) \
	$(if $(filter no,$(PANES)),--no-panes)

.PHONY: gdb gdb-reverse test-gdb

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
