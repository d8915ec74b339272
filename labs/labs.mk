# The course: stages, their starters and tests. See labs/README.md.

LAB  := labs/lab
WORK_OPTION = $(if $(value WORK),--work $(call quoted,WORK))
need_stage  = $(or $(value N),$(error $(no_stage)))
no_stage    = N=: which stage? N=02, for instance; $(LAB) list names them

.PHONY: lab grade worksheet course course-check

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

## labs: a course repository without solutions, and the instructor's
## archive beside it: DIR=FOLDER
course:
	@$(LAB) course $(or $(if $(value DIR),$(call quoted,DIR)),$(error DIR=: \
		name the new folder))

## labs: prove the course: solutions, starters, mutants, leaks [N="02 03"]
course-check:
	@$(LAB) check $(N)

.PHONY: labs-loop
## labs measure: stage 09 from a changed line to a boot, in seconds, as CSV
## (after one build of the kernel) [WORK: yours; otherwise a solution's]
labs-loop: $(VM)
	@labs/tests/loop $(or $(if $(value WORK),$(call quoted,WORK)),labs/solutions)

.PHONY: labs-pictures
## labs: draw the hand-outs' pictures (with graphviz)
labs-pictures:
	@labs/pictures

# --- tests

.PHONY: test-labs test-course

## labs: work folders, endings, hostile submissions, worksheets, the hand-outs'
## commands, also in a course repository
test-labs: $(B)/bin/kml-matrix $(VM) $(EXPLORER)
	@labs/tests/run
	@labs/tests/handouts
	@labs/tests/handouts --course 00 01 02 03 04 05 06 07 08

## labs: course-check of stages 00 to 08, with every mutant (5 minutes)
test-course: $(B)/bin/kml-matrix $(VM)
	@$(LAB) check --without-linux

.PHONY: test-labs-steady test-labs-chroot test-labs-linux
## labs: a hundred gradings on a busy machine are identical (10 minutes)
test-labs-steady: $(B)/bin/kml-matrix $(VM)
	@labs/tests/steady

## labs: the course in a fresh Debian 12, and in a fresh 13 (20 minutes, as root,
## with a network) [SUITE=bookworm: only there]
test-labs-chroot:
	@for suite in $(or $(if $(value SUITE),$(call quoted,SUITE)),bookworm trixie); do \
		labs/tests/chroot "$$suite"; done

## labs: what the stages about Linux are judged by, tried with real kernels; their
## hand-outs' commands; course-check (an hour or two at first: it builds kernels)
test-labs-linux: $(EXPLORER) $(VM)
	@labs/tests/linux-stages
	@labs/tests/handouts 09 11 12
	@$(LAB) check 09 10 11 12 13
