# The paper's claims, measured again: see README.md.

REPRODUCE := smp-experiments/reproduce

.PHONY: reproduce report
## measure: the paper's claims beside what this kit measures (a night; goes on
## where it was) [QUICK=1 CLAIM=C17 FIGURE=9 EXPERIMENT=calls JOBS=n ENGINE=slurm
## BUILT=1: only kernels that are there; FULL=1: guests also compile a whole Linux]
reproduce: $(VM)
	@$(REPRODUCE) $(if $(QUICK),--quick) $(if $(BUILT),--built) \
		$(call option,CLAIM) $(call option,FIGURE) $(call option,EXPERIMENT) \
		$(call option,JOBS) $(call option,ENGINE)

## measure: build/reproduce/index.html, the report of what is measured so far
## [PUBLISHED=1: build/published/index.html, of the rows in docs/results]
report:
	@$(if $(PUBLISHED),REPRODUCE_OUT=$(B)/published) \
		smp-experiments/report $(if $(PUBLISHED),--rows docs/results)

.PHONY: reproduce-usb reproduce-usb-results
## measure: an image for a USB stick, which measures on any PC: its menu, QEMU, and the
## contestants that are built (5 minutes at first; needs a network then)
reproduce-usb: $(VM)
	@smp-experiments/usb/make-stick

## measure: take a stick's results into this machine's report [FROM=where its partition
## RESULTS is mounted]
reproduce-usb-results:
	@[[ $(call quoted,FROM) ]] || \
		{ echo "FROM=: where is the stick's partition mounted?" >&2; exit 2; }
	@smp-experiments/usb/keep load $(call quoted,FROM) \
		"$${REPRODUCE_OUT:-$(B)/reproduce}"
	@smp-experiments/report

.PHONY: test-stick-results test-stick-mutations test-reproduce-usb
## measure: what the stick keeps, natively (5 s)
test-stick-results:
	@smp-experiments/usb/test --keep

## measure: break that; the test must notice (1 minute)
test-stick-mutations:
	@scripts/mutate smp-experiments/usb/mutations

## measure: the stick in QEMU: BIOS and UEFI, without KVM and with it (10 minutes; needs a
## network at first, and Debian's package ovmf)
test-reproduce-usb: $(VM) $(B)/lib/libcount.so
	@smp-experiments/usb/test

.PHONY: test-loads test-verdicts test-experiments test-experiments-mutations \
	test-reproduce-slurm test-report-page
## measure: the rules that judge claims, by planted false results (2 s)
test-verdicts:
	@smp-experiments/tests/verdicts

## measure: what loads servers, what its clients must say, and sums (10 s)
test-loads:
	@smp-experiments/tests/loads

.PHONY: test-experiments-configured
## measure: the experiments' own kernels can be configured, of Linux 6.1 and 6.12 (2 minutes;
## unpacks their sources at first)
test-experiments-configured: $(VM) $(EXPLORER)
	@smp-experiments/tests/configured

## measure: make reproduce: seeded faults, SIGKILL, a full disk, the report (1 minute)
test-experiments: $(VM) $(B)/vm/guests/triple.elf
	@smp-experiments/tests/runs

## measure: break what these two test; they must notice (10 minutes)
test-experiments-mutations: $(VM) $(B)/vm/guests/triple.elf
	@scripts/mutate smp-experiments/tests/mutations

## measure: make reproduce ENGINE=slurm, on a Slurm of its own (2 minutes;
## needs make setup FOR=slurm)
test-reproduce-slurm: $(VM)
	@smp-experiments/tests/slurm

## measure: the report in a browser (chromium), on a phone, printed
test-report-page: $(VM) $(B)/vm/guests/triple.elf $(NODE_MODULES)/.done
	@NODE_PATH="$$PWD/$(NODE_MODULES)" smp-experiments/tests/page

TEST_PROGRAMS += $(B)/vm/guests/triple.elf

.PHONY: test-rerun
## measure: claims measured again: do they agree with docs/results? (builds a kernel)
## [CLAIMS="C30 C31": these]
test-rerun: $(VM) $(EXPLORER)
	@smp-experiments/tests/rerun $(or $(CLAIMS),C01 C30)

.PHONY: test-smp test-smp-mutations
## measure: what SMP costs: the workloads, natively and in guests, and counts against
## a program that is stepped through (builds two kernels)
test-smp: $(VM) $(EXPLORER)
	@smp-experiments/smp/test

## measure: break the workloads; their test must notice (2 minutes)
test-smp-mutations: $(VM)
	@scripts/mutate smp-experiments/smp/mutations

.PHONY: test-processes test-processes-mutations
## measure: many processes: the programs, natively and in guests, and that counts
## repeat (builds a kernel)
test-processes: $(VM) $(EXPLORER)
	@smp-experiments/processes/test

## measure: break these programs; their test must notice (5 minutes)
test-processes-mutations: $(VM)
	@scripts/mutate smp-experiments/processes/mutations

.PHONY: test-applications test-image
## measure: size, boot and memory of hello's image (builds it; 2 minutes)
test-image: $(VM) $(EXPLORER)
	@smp-experiments/image/test

## measure: redis and nginx under load in guests, twice the same (builds a kernel; 5 minutes)
test-applications: $(VM) $(EXPLORER)
	@smp-experiments/applications/test

.PHONY: test-calls-here test-calls test-calls-mutations
## measure: the benchmark of system calls, natively, under sanitizers and strace (20 s)
test-calls-here: $(VM)
	@smp-experiments/calls/test --here

## measure: ... and its counts in guests (builds two kernels)
test-calls: $(VM) $(EXPLORER)
	@smp-experiments/calls/test

## measure: break this benchmark; its test must notice (4 minutes)
test-calls-mutations: $(VM)
	@scripts/mutate smp-experiments/calls/mutations

.PHONY: test-unmodified-here test-unmodified test-unmodified-mutations
## measure: whether a changed program, or one at CPL 3, would be noticed (5 s)
test-unmodified-here:
	@smp-experiments/unmodified/test --here

## measure: ... and memcached in guests, at both levels (builds two kernels)
test-unmodified: $(UNIKERNEL_NEEDS)
	@smp-experiments/unmodified/test

## measure: break that; its test must notice (15 s)
test-unmodified-mutations:
	@scripts/mutate smp-experiments/unmodified/mutations
