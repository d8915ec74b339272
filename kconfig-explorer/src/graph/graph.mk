# Tests of graph.

.PHONY: test-explorer-graph
test-explorer-graph: $(EXPLORER) ## test: what kconfig-explorer graph draws, and what not (10 s)
	@kconfig-explorer/tests/command/graph
