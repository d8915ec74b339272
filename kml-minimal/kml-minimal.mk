# kml-minimal: ways to build and run it, its demo, its sessions of gdb, its tests.

include kml-minimal/build.mk

.PHONY: kml
## kernel: build the two kernels and their programs
kml: $(KML_IMAGES)

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

# --- running a program of the user's own

# Everything that a program of machine $(1) needs, for `run' and gdb/session, and
# for them how to compile and link it. Warnings are not errors there.
define machine_rules
.PHONY: kml-$(1)
kml-$(1): $(KML_OUT)/$(1)/kernel.elf $(KML_OUT)/$(1)/programs.tar $(KML_OUT)/$(1)/user/how
$(KML_OUT)/$(1)/user/how: $(KML)/build.mk $(call library_objects,$(1))
	@printf '%s=(%s)\n' \
		compile '$(filter-out -Werror,$(call user_cc,$(1)))' \
		link '$(KML_LD_$(1)) -T $(KML)/user/program.ld' \
		library '$(call library_objects,$(1))' >$$(draft) && $$(keep)
endef
$(foreach a,$(ARCHS),$(eval $(call machine_rules,$(a))))

RUN_OPTIONS = --arch $(MACHINE) $(call option,LEVEL) $(call option,FAULT) \
	$(call option,ARGS) $(call option,APPEND)
run_program = $(if $(value PROG),$(call quoted,PROG))

.PHONY: run iso
## start kernel: run PROG=file.c, or one of the kit's by name
## [ARCH LEVEL=cpl0 FAULT ARGS APPEND VM_OPTIONS]
run:
	@$(KML)/run $(RUN_OPTIONS) $(VM_OPTIONS:%=--vm %) $(run_program)

ISO := $(KML_OUT)/$(MACHINE).iso
## kernel: a CD that GRUB boots, for any emulator or PC
## [as for make run, and ISO=FILE]
iso:
	@$(KML)/run $(RUN_OPTIONS) --iso $(call quoted,ISO) $(run_program)

# --- the story, printed and drawn from runs, and what a null system call costs

DEMO         := $(KML)/demo
DEMO_COMMON  := $(addprefix $(DEMO)/,machines.c file.c guests.c transcript.c costs.c)
STORY        := $(B)/bin/kml-story
NULL_SYSCALL := $(B)/bin/null-syscall

$(eval $(call host_program,kml-story,$(DEMO_COMMON) $(addprefix $(DEMO)/,main.c \
	qemulog.c facts.c account.c dot.c stacks.c tasks.c sequence.c page.c),$(LIBVM)))
$(eval $(call host_program,null-syscall,$(DEMO_COMMON) $(DEMO)/null.c $(CSV),$(LIBVM)))

.PHONY: demo figures null-syscall test-demo

# Builds on all processors unless make got -j, and prints nothing unless that
# fails. (Set-up comes first: the compiler may be missing.)
define build_quietly
	@mkdir -p $(B)
	@$(MAKE) -s --no-print-directory \
		$(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc)) \
		$(1) $(KML_IMAGES) >$(B)/demo.log 2>&1 || \
		{ cat $(B)/demo.log >&2; exit 1; }
endef

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

## start kernel measure: a null system call by each path, as CSV
null-syscall:
	$(call build_quietly,$(NULL_SYSCALL))
	@$(RESULTS) run null-syscall -- $(NULL_SYSCALL)

## kernel: the story's figures; it must notice a false one (20 s)
test-demo: $(STORY) $(NULL_SYSCALL) $(KML_IMAGES)
	@$(DEMO)/test
TEST_PROGRAMS += $(STORY) $(NULL_SYSCALL)

# --- gdb: commands, sessions, and a test that steps through the events of the story
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0
#   make gdb PROG=file.c

KML_GDB := $(KML)/gdb
GDB_SESSION = $(KML_GDB)/session $(RUN_OPTIONS) $(call option,PROG) $(call option,STOP) \
	$(if $(filter no,$(PANES)),--no-panes)

.PHONY: gdb gdb-reverse test-gdb

## start kernel: step through a run
## [ARCH FAULT PROG=file.c or a name ARGS LEVEL APPEND STOP PANES=no]
## [N=05: your kernel, at that stage's questions; WORK]
gdb:
	@$(if $(value N),$(LAB) gdb $(call quoted,N) $(WORK_OPTION),$(GDB_SESSION))

## kernel: as make gdb, recorded first: reverse-stepi works
gdb-reverse:
	@$(GDB_SESSION) --reverse

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
