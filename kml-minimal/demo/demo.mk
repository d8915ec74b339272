# The story told and drawn from a run, and what a null system call costs.

DEMO         := $(KML)/demo
DEMO_COMMON  := $(addprefix $(DEMO)/,machines.c file.c guests.c transcript.c costs.c)
STORY        := $(B)/bin/kml-story
NULL_SYSCALL := $(B)/bin/null-syscall

$(eval $(call host_program,kml-story,$(DEMO_COMMON) $(addprefix $(DEMO)/,main.c \
	qemulog.c facts.c account.c dot.c stacks.c tasks.c sequence.c page.c)))
$(eval $(call host_program,null-syscall,$(DEMO_COMMON) $(DEMO)/null.c))

.PHONY: demo tell-story null-syscall test-demo

demo: setup ## start here: the whole story, told and drawn from runs (1 minute)
	@$(MAKE) --no-print-directory -s tell-story

tell-story: $(STORY) $(KML_IMAGES)
	@$(STORY)

null-syscall: ## measure: a null system call by each path, as CSV
	@$(MAKE) --no-print-directory -s $(NULL_SYSCALL) $(KML_IMAGES) >&2
	@$(NULL_SYSCALL)

test: test-demo
test-demo: $(STORY) $(NULL_SYSCALL) $(KML_IMAGES) ## test: the story's figures, and that it notices a false one (20 s)
	@$(DEMO)/test
