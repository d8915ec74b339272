# kml-minimal: copies of it, a CD, its demo, its tests.

include kml-minimal/run.mk

# The kernels of a copy, and beside them the programs of this folder. For make, a
# blank ends a name: it sees a link to the copy.
ifneq ($(value SOURCE),)
COPY := $(KML_OUT)/copy-$(firstword $(shell realpath -z $(call quoted,SOURCE) | cksum))
$(shell mkdir -p $(COPY) && ln -sfn "$$(realpath $(call quoted,SOURCE))" $(COPY)/source)
$(if $(wildcard $(COPY)/source/common/kernel.ld),,$(error SOURCE=$(SOURCE): \
	name a folder that holds common/, i386/ and x86_64/))
$(foreach a,$(ARCHS),$(eval $(call kernel_rules,$(a),$(COPY)/$(a),$(COPY)/source)))
kml-copy: $(foreach a,$(ARCHS),$(addprefix $(COPY)/$(a)/,kernel.elf programs.tar))
$(COPY)/%/programs.tar: $(KML_OUT)/%/programs.tar
	@mkdir -p $(@D)
	$(Q)ln -sf ../../$*/programs.tar $@
endif

.PHONY: kml-copy
## kernel: build kernels from a copy of common/, i386/ and x86_64/:
## SOURCE=FOLDER
kml-copy:
	@echo $(or $(COPY),$(error SOURCE=: name the folder of the copy))

.PHONY: iso
ISO := $(KML_OUT)/$(MACHINE).iso
## kernel: a CD that GRUB boots, for any emulator or PC
## [as for make run, and ISO=FILE]
iso:
	@$(KML)/run $(RUN_OPTIONS) --iso $(call quoted,ISO) $(run_program)

# --- the story, printed and drawn from runs

STORY := $(B)/bin/kml-story

$(eval $(call host_program,kml-story,$(DEMO_COMMON) $(addprefix $(DEMO)/,main.c \
	qemulog.c facts.c account.c dot.c stacks.c tasks.c sequence.c page.c),$(LIBVM)))

.PHONY: demo figures test-demo

## start kernel: the whole story, printed and drawn from runs (1 minute)
demo:
	@scripts/setup kernel
	$(call build_quietly,$(STORY))
	@$(STORY)

# The pictures of the READMEs.
FIGURES := i386-stacks i386-rescue i386-sequence x86_64-rescue
## kernel develop: renew docs/figures from the runs of make demo
figures: demo
	@cp $(FIGURES:%=$(B)/demo/%.svg) docs/figures/

## kernel: the story's figures; it must notice a false one (20 s)
test-demo: $(STORY) $(NULL_SYSCALL) $(KML_IMAGES)
	@$(DEMO)/test
TEST_PROGRAMS += $(STORY) $(NULL_SYSCALL)

# --- a test of gdb that steps through the events of the story

.PHONY: test-gdb

# Somebody else's kernel, of which the commands know nothing.
FOREIGN := $(KML_OUT)/foreign.elf
$(FOREIGN): $(KML_GDB)/tests/foreign.S
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(GUESTCC) -m32 -nostdlib -static -no-pie -Wl,--build-id=none,-Ttext=0x100100 \
		-Wl,--section-start=.multiboot=0x100000 -o $(draft) $< && $(keep)

TEST_PROGRAMS += $(FOREIGN)

## kernel: step through traps and starvation under gdb
## (10 s on a quiet machine)
test-gdb: $(KML_IMAGES) $(VM)
	@$(KML_GDB)/tests/run
	@$(KML_GDB)/tests/interactive

include $(KML)/tests/tests.mk $(KML)/tests/unit/unit.mk $(KML)/linux/linux.mk
