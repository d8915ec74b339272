# The course: stages, their starters and tests. See labs/README.md.

LAB  := labs/lab
WORK_OPTION = $(if $(value WORK),--work $(call quoted,WORK))
need_stage  = $(or $(value N),$(error $(no_stage)))
no_stage    = N=: which stage? N=02, for instance; $(LAB) list names them

.PHONY: lab grade worksheet

## start labs: open a stage in your work folder, which stays as it is
## if it is there: N=02 [WORK=~/kml-labs]
lab:
	@: $(if $(need_stage),,)
	@$(LAB) open $(call quoted,N) $(WORK_OPTION)

## labs: build, boot and grade a stage, or all
## [N=02 TEST=name WORK OTHERS=kit JSON=1]
grade:
	@$(LAB) grade $(if $(value N),$(call quoted,N)) $(WORK_OPTION) \
		$(call option,TEST) $(call option,OTHERS) $(if $(value JSON),--json)

## labs: seeded questions: N=05 [SEED=7 ANSWERS=1]
worksheet:
	@: $(if $(need_stage),,)
	@$(LAB) worksheet $(call quoted,N) $(call option,SEED) \
		$(if $(value ANSWERS),--answers)

.PHONY: labs-loop
## labs measure: stage 09 from a changed line to a boot, in seconds, as CSV
## (after one build of the kernel) [WORK: yours; otherwise a solution's]
labs-loop: $(VM)
	@labs/tests/loop $(or $(if $(value WORK),$(call quoted,WORK)),labs/solutions)
