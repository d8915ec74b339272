# Tests of solve and plan. The quick ones are a part of test-explorer.

SOLVE_TEST_SOURCES := $(wildcard $(EXPLORER_TESTS)/solve/*.c) \
	$(EXPLORER_TESTS)/tiny.c \
	$(wildcard kconfig-explorer/src/solve/*.c kconfig-explorer/src/model/*.c \
	kconfig-explorer/src/engine/*.c) $(EXPLORER_BASE)

HOSTCPPFLAGS += -DCORE_CHECK=$(call c_path,$(EXPLORER_TESTS)/solve/core-check)

$(eval $(call host_program,test-explorer-solve,$(SOLVE_TEST_SOURCES), \
	$$$$(pkg-config --libs check) -lcadical -lstdc++ -lm -ljansson))

.PHONY: test-explorer-solve test-explorer-solve-all test-explorer-boot

test-explorer: test-explorer-solve

test-explorer-solve: $(B)/bin/test-explorer-solve $(EXPLORER) \
		$(EXPLORER_CONFIGS)/few/made ## test: the smallest configuration: the encoding, the optima, the commands
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/few EXPLORER_TREES=150 \
		EXPLORER_NEED_SETS=5 EXPLORER_CORES=8 $(B)/bin/test-explorer-solve
	@$(EXPLORER_TESTS)/command/solve $(EXPLORER_JUDGE)
	@$(EXPLORER_TESTS)/command/fragments

test-explorer-all: test-explorer-solve-all

test-explorer-solve-all: $(B)/bin/test-explorer-solve $(VM) \
		$(EXPLORER_CONFIGS)/many/made
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/many EXPLORER_TREES=1000 \
		EXPLORER_NEED_SETS=50 EXPLORER_CORES=1000 $(B)/bin/test-explorer-solve
	@$(EXPLORER_TESTS)/solve/mutants

test-explorer-boot: $(EXPLORER) $(VM) ## test: a kernel solved for hello, built and booted (10 minutes)
	@$(EXPLORER_TESTS)/command/hello --jobs 2

TEST_PROGRAMS += $(B)/bin/test-explorer-solve
