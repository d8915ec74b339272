# The story told and drawn from a run, and what a null system call costs.

DEMO         := $(KML)/demo
DEMO_COMMON  := $(addprefix $(DEMO)/,machines.c file.c guests.c transcript.c costs.c)
STORY        := $(B)/bin/kml-story
NULL_SYSCALL := $(B)/bin/null-syscall

$(eval $(call host_program,kml-story,$(DEMO_COMMON) $(addprefix $(DEMO)/,main.c \
	qemulog.c facts.c account.c dot.c stacks.c tasks.c sequence.c page.c)))
$(eval $(call host_program,null-syscall,$(DEMO_COMMON) $(DEMO)/null.c))

.PHONY: demo null-syscall test-demo

# Builds without a word on standard output, and on all processors, unless make
# was told how many. (Set-up comes first: the compiler may be missing.)
QUIET_MAKE = $(MAKE) --no-print-directory -s \
	     $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

demo: setup ## start here: the whole story, told and drawn from runs (1 minute)
	@$(QUIET_MAKE) $(STORY) $(KML_IMAGES) >/dev/null
	@$(STORY)

null-syscall: ## measure: a null system call by each path, as CSV
	@$(QUIET_MAKE) $(NULL_SYSCALL) $(KML_IMAGES) >/dev/null
	@$(NULL_SYSCALL)

test: test-demo
test-demo: $(STORY) $(NULL_SYSCALL) $(KML_IMAGES) ## test: the story's figures, and that it notices a false one (20 s)
	@$(DEMO)/test
