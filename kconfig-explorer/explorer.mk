# kconfig-explorer: one program, made of every src/*/*.c that is there.
#
# A folder may bring a .mk of its own for what it needs besides: more libraries
# (EXPLORER_LIBRARIES), files to be generated, targets, tests.

EXPLORER         := $(B)/bin/kconfig-explorer
# src/engine/child/ is no part of the program, but of the engine that it runs.
EXPLORER_SOURCES := $(wildcard kconfig-explorer/src/*/*.c)
EXPLORER_LIBRARIES := -ljansson
# What each test program needs of it.
EXPLORER_BASE    := $(wildcard kconfig-explorer/src/base/*.c)

HOSTCPPFLAGS += -I kconfig-explorer/src -I kconfig-explorer \
	-DEXPLORER_CACHE=$(call c_path,$(B)/explorer) \
	-DEXPLORER_CHILD=$(call c_path,kconfig-explorer/src/engine/child) \
	-DEXPLORER_LABELS=$(call \
		c_path,kconfig-explorer/paper/removed-option-labels.csv) \
	-DEXPLORER_RENAMED=$(call c_path,kconfig-explorer/src/model/renamed.csv) \
	-DEXPLORER_RENAMED_4_0=$(call \
		c_path,kconfig-explorer/specialisation/renamed.csv) \
	-DEXPLORER_LINUX=$(call c_path,scripts/linux/linux) \
	-DEXPLORER_LINUX_OUT=$(call c_path,$(B)/linux)

include $(wildcard kconfig-explorer/*/*.mk kconfig-explorer/src/*/*.mk)

$(eval $(call host_program,kconfig-explorer,$(EXPLORER_SOURCES),$(EXPLORER_LIBRARIES)))

.PHONY: explorer
explorer: $(EXPLORER) ## run: build build/bin/kconfig-explorer, all about Linux's options (see its --help)
