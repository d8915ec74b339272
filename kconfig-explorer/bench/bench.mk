EXPLORER_ROUNDS := 5

.PHONY: explorer-bench
explorer-bench: $(EXPLORER) $(B)/explorer/tests/conf ## measure: how long kconfig-explorer takes beside the kernel's conf and Kconfiglib, as CSV [EXPLORER_ROUNDS=5]
	@kconfig-explorer/bench/explorer-bench $(B)/explorer/tests/conf $(EXPLORER_ROUNDS)
