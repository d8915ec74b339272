# Tests of kbuild, syscalls and bytes: the program. How it is run: objects.mk.

KBUILD_TEST_SOURCES := $(wildcard \
                         $(addprefix kconfig-explorer/tests/, \
                           kbuild/*.c syscalls/*.c bytes/*.c) \
                         kconfig-explorer/src/kbuild/*.c \
                         kconfig-explorer/src/syscalls/*.c \
                         kconfig-explorer/src/bytes/*.c) $(EXPLORER_BASE)

HOSTCPPFLAGS += \
	-DKERNEL_OBJECTS=$(call c_path,kconfig-explorer/tests/kbuild/kernel-objects)

$(eval $(call host_program,test-explorer-kbuild,$(KBUILD_TEST_SOURCES),$$$$(pkg-config --libs check) -lelf))
TEST_PROGRAMS += $(B)/bin/test-explorer-kbuild
