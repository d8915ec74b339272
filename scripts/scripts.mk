# Set-up, and vm: the one door to the emulators. Offers to the other parts:
#
#   $(LIBVM)          the library, built (header: scripts/vm/vm.h)
#   $(VM)             the command, built
#   $(call host_program,NAME,SOURCES[,LIBRARIES])
#                     rules that build $(B)/bin/NAME
#   $(call check_program,NAME,SOURCES[,LIBRARIES])
#                     the same for a test program that uses Check
#
#   $(BASE)           sources to be linked with: text, memory, meter (base/)
#   $(CSV)            another: rows of CSV (results/csv.h)
#   $(RESULTS)        the command that keeps tables of results
#
#   $(call object_rule,OBJECT,SOURCE,COMPILER)
#                     the rule that compiles SOURCE, with the compiler's flags
#   $(Q) and $(call say,WHAT,FILE)
#                     start of a command shown only with V=1, and a short line
#                     shown otherwise, on standard error: some targets print CSV
#
# Objects lie below $(B)/host/ in the tree's own shape. A part adds flags for its
# own folder: `$(B)/host/FOLDER/%: HOSTCPPFLAGS += ...`.

Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2) >&2)

# A file is written under another name first: another make in this folder must
# not find half of it. (The shell's $$, once for a line of a recipe.)
draft = $(@D)/.$$$$.$(@F)
keep  = mv $(draft) $@
DEPENDENCIES = -MMD -MP -MT $@ -MF $(basename $@).d

# KIT is this folder, as a C string. (Quoted for a shell; abspath would take a path
# with a blank for two.)
HOSTCPPFLAGS := -I scripts -I scripts/vm \
	-DKIT='"$(subst ','\'',$(subst ",\",$(subst \,\\,$(CURDIR))))"'

# What the user gave for variable $(1), for a shell, character by character; and
# as an option of that name, if there is any: --args 'it'\''s'.
quoted    = '$(subst ','\'',$(value $(1)))'
lowercase = $(shell tr A-Z a-z <<<$(1))
option    = $(if $(value $(1)),--$(call lowercase,$(1)) $(call quoted,$(1)))

LIBVM   := $(B)/lib/libvm.a
VM      := $(B)/bin/vm
BASE    := $(wildcard scripts/base/*.c)
CSV     := scripts/results/csv.c
RESULTS := scripts/results/results

host_objects = $(patsubst %.c,$(B)/host/%.o,$(1))

define object_rule
$(1): $(2)
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$$(Q)$(3) $$(DEPENDENCIES) -c -o $$(draft) $$< && $$(keep)
endef

$(eval $(call object_rule,$(B)/host/%.o,%.c,$(HOSTCC) $(HOSTCFLAGS) $$(HOSTCPPFLAGS)))

define host_program
$(B)/bin/$(1): $(call host_objects,$(2)) $(filter %.a,$(3))
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$(HOSTCC) $(HOSTCFLAGS) -o $$(draft) $$^ $(filter-out %.a,$(3)) && $$(keep)
-include $(patsubst %.o,%.d,$(call host_objects,$(2)))
endef

# pkg-config is asked when the rule runs: Check may not be installed before.
check_program = $(call host_program,$(1),$(2),$(3) $$$$(pkg-config --libs check))

# --- vm

VM_LIB_SOURCES := $(BASE) $(addprefix scripts/vm/,accel.c bochs.c child.c \
                    config.c helper.c monitor.c network.c provenance.c qemu.c run.c \
                    serial.c verdict.c strings.c)
VM_COMMAND_SOURCES := $(wildcard scripts/vm/command/*.c)
VM_ENDINGS := pass fail other triple spin halt flood poweroff reset echo disks probe
VM_GUESTS  := $(VM_ENDINGS:%=$(B)/vm/guests/%.elf)

$(LIBVM): $(call host_objects,$(VM_LIB_SOURCES)) | $(B)/vm/guests/pass.elf \
          $(B)/vm/guests/probe.elf
	@mkdir -p $(@D)
	$(call say,AR,$@)
	$(Q)$(AR) rcs $(draft) $^ && $(keep)
-include $(patsubst %.c,$(B)/host/%.d,$(VM_LIB_SOURCES))

$(eval $(call host_program,vm,$(VM_COMMAND_SOURCES),$(LIBVM) -ljansson))

$(B)/vm/guests/%.elf: scripts/vm/guests/guest.S
	@mkdir -p $(@D)
	$(call say,GUEST,$@)
	$(Q)$(GUESTCC) -m32 -DENDING_$* -nostdlib -static -no-pie \
		-Wl,--build-id=none,-Ttext=0x100000,-z,max-page-size=4096 \
		-o $(draft) $< && $(keep)

# --- set-up

.PHONY: setup doctor vm
FOR ?=

## start: install what is missing (Debian packages; asks for root)
## [FOR="labs ...": what these parts need, listed by scripts/setup --help]
setup:
	@scripts/setup $(call quoted,FOR)
	$(if $(filter linux,$(or $(FOR),linux)),$(fetch_shell))

define fetch_shell
	@said=$$($(ROOTFS) --fetch $(I386_SHELL) 2>&1) || \
		echo "setup: Linux for i386 has no shell, all else works:" \
		"$${said##*$$'\n'}" >&2
endef

## start: what works on this machine, and what is missing [FOR]
doctor:
	@$(MAKE) --no-print-directory vm 2>/dev/null || : # the doctor says what is missing
	@scripts/doctor $(call quoted,FOR)

## develop: build build/bin/vm, which starts any guest (see its --help)
vm: $(VM)

# --- checks of the sources without running them, and of their size

.PHONY: lint size
## develop: check all sources without running them (60 s)
## [STEPS="shell tidy ..."; scripts/lint --help lists them]
lint:
	@scripts/lint $(STEPS)

## develop measure: lines of code, and how long functions are
size:
	@scripts/size

# --- tests

$(eval $(call check_program,test-vm,$(wildcard scripts/vm/tests/*.c),$(LIBVM)))

.PHONY: test-vm

## develop: vm's own tests (20 s)
test-vm: $(B)/bin/test-vm $(VM) $(VM_GUESTS)
	@$(B)/bin/test-vm

TEST_PROGRAMS += $(VM) $(B)/bin/test-vm $(VM_GUESTS)

.PHONY: test-kit test-protocol test-mutate test-results \
	test-results-mutations test-paths test-paths-all test-cross \
	test-debian13
## develop: make help, and set-up without a network
test-kit:
	@scripts/tests/kit
	@scripts/tests/temporary
	@scripts/mutate scripts/tests/temporary-mutations

## develop: the runner of these suites, and what prints their results
test-protocol:
	@scripts/tests/protocol

## develop: the tool that tests the tests
test-mutate:
	@scripts/tests/mutate

## develop: tables of results, their provenance and their folders
test-results:
	@scripts/tests/results

## develop: break scripts/results; its tests must notice (1 minute)
test-results-mutations:
	@scripts/mutate scripts/tests/results-mutations

## develop: a checkout whose path has blanks and quotes (1 minute)
test-paths:
	@scripts/tests/paths

## develop: ... and what takes minutes there
test-paths-all:
	@scripts/tests/paths --all

## develop: guests made by cross compilers, as on a host that is no PC (1 minute)
test-cross: $(VM)
	@scripts/tests/cross

## develop: the kit in a fresh Debian 13 (half an hour, as root, with a network)
## [SUITES="unit gdb ..."]
test-debian13: $(VM) $(B)/bin/kml-matrix
	@scripts/tests/debian13 $(SUITES)
