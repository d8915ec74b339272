# For instructors and authors of the course: only the kit has this. See labs/README.md.

.PHONY: course course-check

## labs: a course repository without solutions, and the instructor's
## archive beside it: DIR=FOLDER
course:
	@$(LAB) course $(or $(if $(value DIR),$(call quoted,DIR)),$(error DIR=: \
		name the new folder))

## labs: prove the course: solutions, starters, mutants, leaks [N="02 03"]
course-check:
	@$(LAB) check $(N)

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

## labs: the course in a fresh Debian 12, and in a fresh 13 (15 minutes, as root,
## with a network) [SUITE=bookworm: only there]
test-labs-chroot:
	@for suite in $(or $(if $(value SUITE),$(call quoted,SUITE)),bookworm trixie); do \
		labs/tests/chroot "$$suite"; done

## labs: what the stages about Linux are judged by, tried with real kernels; their
## hand-outs' commands; course-check (an hour or two at first: it builds kernels)
test-labs-linux: $(EXPLORER) $(VM)
	@labs/tests/linux-stages
	@labs/tests/handouts 09 11 12 13
	@labs/tests/handouts --course 10 13
	@$(LAB) check 09 10 11 12 13
