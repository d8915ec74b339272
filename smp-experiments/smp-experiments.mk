# The paper's claims, measured again: see README.md.

REPRODUCE := smp-experiments/reproduce

.PHONY: reproduce report
## measure: the paper's claims beside what this kit measures (a night; goes on
## where it was) [QUICK=1 CLAIM=C17 FIGURE=9 JOBS=n ENGINE=slurm]
reproduce: $(VM)
	@$(REPRODUCE) $(if $(QUICK),--quick) $(call option,CLAIM) $(call option,FIGURE) \
		$(call option,JOBS) $(call option,ENGINE)

## measure: build/reproduce/index.html, the report of what is measured so far
report:
	@smp-experiments/report
