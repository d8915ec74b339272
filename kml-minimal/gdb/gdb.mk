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

.PHONY: gdb gdb-reverse test-gdb

gdb: $(KML_IMAGES) $(VM) ## look: step through a run [ARCH FAULT PROG ARGS LEVEL PANES=no]
	@$(GDB_SESSION)

gdb-reverse: $(KML_IMAGES) $(VM) ## look: the same, recorded first: reverse-stepi works
	@$(GDB_SESSION) --reverse

test: test-gdb
test-gdb: $(KML_IMAGES) $(VM) ## test: step through traps and starvation under gdb (20 s)
	@$(KML_GDB)/tests/run
