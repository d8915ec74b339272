# The story told and drawn from a run, and what a null system call costs.

DEMO         := $(KML)/demo
DEMO_COMMON  := $(addprefix $(DEMO)/,machines.c file.c guests.c transcript.c costs.c)
STORY        := $(B)/bin/kml-story
NULL_SYSCALL := $(B)/bin/null-syscall

$(eval $(call host_program,kml-story,$(DEMO_COMMON) $(addprefix $(DEMO)/,main.c \
	qemulog.c facts.c account.c dot.c stacks.c tasks.c sequence.c page.c)))
$(eval $(call host_program,null-syscall,$(DEMO_COMMON) $(DEMO)/null.c))

.PHONY: demo figures null-syscall test-demo

# Builds on all processors, unless make was told how many, and says nothing
# unless that fails. (Set-up comes first: the compiler may be missing.)
define build_quietly
	@mkdir -p $(B)
	@$(MAKE) -s --no-print-directory \
		$(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc)) \
		$(1) $(KML_IMAGES) >$(B)/demo.log 2>&1 || \
		{ cat $(B)/demo.log >&2; exit 1; }
endef

demo: packages ## start here: the whole story, told and drawn from runs (1 minute)
	$(call build_quietly,$(STORY))
	@$(STORY)

# The pictures of the READMEs.
FIGURES := i386-stacks i386-rescue i386-sequence x86_64-rescue
figures: demo ## develop: renew docs/figures from the runs of make demo
	@cp $(FIGURES:%=$(B)/demo/%.svg) docs/figures/

null-syscall: ## measure: a null system call by each path, as CSV
	$(call build_quietly,$(NULL_SYSCALL))
	@$(NULL_SYSCALL)

test-demo: $(STORY) $(NULL_SYSCALL) $(KML_IMAGES) ## test: the story's figures, and that it notices a false one (20 s)
	@$(DEMO)/test
TEST_PROGRAMS += $(STORY) $(NULL_SYSCALL)
