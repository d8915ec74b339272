# Tests of kbuild, syscalls and bytes: the program. How it is run: objects.mk.

KBUILD_TEST_SOURCES := $(wildcard kconfig-explorer/tests/kbuild_*.c \
                         kconfig-explorer/src/kbuild/*.c \
                         kconfig-explorer/src/syscalls/*.c \
                         kconfig-explorer/src/bytes/*.c)

HOSTCPPFLAGS += \
	-DKERNEL_OBJECTS=$(call c_path,kconfig-explorer/tests/kernel-objects)

$(eval $(call host_program,test-explorer-kbuild,$(KBUILD_TEST_SOURCES),$$$$(pkg-config --libs check) -lelf))
TEST_PROGRAMS += $(B)/bin/test-explorer-kbuild
