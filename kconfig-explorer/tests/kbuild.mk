# Tests of kbuild, syscalls and bytes. Finished kernels that scripts/linux has
# built are checked against, as far as there are any.

KBUILD_TEST_SOURCES := $(wildcard kconfig-explorer/tests/kbuild_*.c \
                         kconfig-explorer/src/kbuild/*.c \
                         kconfig-explorer/src/syscalls/*.c \
                         kconfig-explorer/src/bytes/*.c)

$(eval $(call host_program,test-explorer-kbuild,$(KBUILD_TEST_SOURCES),$$$$(pkg-config --libs check) -lelf))

.PHONY: test-explorer-kbuild
test-explorer-kbuild: $(B)/bin/test-explorer-kbuild ## test: Kbuild gates, system calls and bytes, against finished kernels (1 minute)
	@EXPLORER_TREE="$$(scripts/linux/linux source pristine)" \
		EXPLORER_BUILDS="$(abspath $(B))/linux/{base,base-i386,kml-small}/objects/vmlinux" \
		$(B)/bin/test-explorer-kbuild

test-explorer: test-explorer-kbuild
TEST_PROGRAMS += $(B)/bin/test-explorer-kbuild
