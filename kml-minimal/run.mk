# kml-minimal: its two kernels, a program on one of them, and gdb with it; what a null
# system call costs. A course has this file, too.

include kml-minimal/build.mk

.PHONY: kml
## kernel: build the two kernels and their programs
kml: $(KML_IMAGES)

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

.PHONY: run
## start kernel: run PROG=file.c, or one of the kit's by name
## [ARCH LEVEL=cpl0 FAULT ARGS APPEND VM_OPTIONS]
run:
	@$(KML)/run $(RUN_OPTIONS) $(VM_OPTIONS:%=--vm %) $(run_program)

# --- what a null system call costs

DEMO         := $(KML)/demo
DEMO_COMMON  := $(addprefix $(DEMO)/,machines.c file.c guests.c transcript.c costs.c)
NULL_SYSCALL := $(B)/bin/null-syscall

$(eval $(call host_program,null-syscall,$(DEMO_COMMON) $(DEMO)/null.c $(CSV),$(LIBVM)))

# Builds on all processors unless make got -j, and prints nothing unless that
# fails. (Set-up comes first: the compiler may be missing.)
define build_quietly
	@mkdir -p $(B)
	@$(MAKE) -s --no-print-directory \
		$(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc)) \
		$(1) $(KML_IMAGES) >$(B)/demo.log 2>&1 || \
		{ cat $(B)/demo.log >&2; exit 1; }
endef

.PHONY: null-syscall
## start kernel measure: a null system call by each path, as CSV
null-syscall:
	$(call build_quietly,$(NULL_SYSCALL))
	@$(RESULTS) run null-syscall -- $(NULL_SYSCALL)

# --- gdb: commands and sessions
#
#   make gdb ARCH=i386 PROG=starve ARGS=push FAULT=df-retry LEVEL=cpl0
#   make gdb PROG=file.c

KML_GDB := $(KML)/gdb
GDB_SESSION = $(KML_GDB)/session $(RUN_OPTIONS) $(call option,PROG) $(call option,STOP) \
	$(if $(filter no,$(PANES)),--no-panes)

.PHONY: gdb gdb-reverse

## start kernel: step through a run
## [ARCH FAULT PROG=file.c or a name ARGS LEVEL APPEND STOP PANES=no]
## [N=05: your kernel, at that stage's questions; WORK]
gdb:
	@$(if $(value N),$(LAB) gdb $(call quoted,N) $(WORK_OPTION),$(GDB_SESSION))

## kernel: as make gdb, recorded first: reverse-stepi works
gdb-reverse:
	@$(GDB_SESSION) --reverse
