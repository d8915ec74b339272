# Runs the tests of kbuild, syscalls and bytes, with two judges of the gates:
#
# - GNU make (tests/kbuild/kernel-objects), for configurations that the kernel's conf has
#   made (model.mk): a few of them without drivers/ and sound/, or all of them;
# - kernels that scripts/linux has built, as far as there are any.

KBUILD_FEW := x86_64/{allno,alldef,random-1},i386/{tiny,random-2}

.PHONY: test-explorer-kbuild test-explorer-kbuild-all test-explorer-file

test-explorer-kbuild: $(B)/bin/test-explorer-kbuild ## test: Kbuild gates, system calls and bytes, against GNU make and finished kernels (1 minute)
	@EXPLORER_TREE="$$(scripts/linux/linux source pristine)" \
		EXPLORER_CONFIGS="$$PWD/$(EXPLORER_CONFIGS)/few/{$(KBUILD_FEW)}.expected" \
		EXPLORER_SKIP="drivers sound" \
		EXPLORER_BUILDS="$$PWD/$(B)/linux/{base,base-i386,kml-small}/objects/vmlinux" \
		$(B)/bin/test-explorer-kbuild

test-explorer-kbuild-all: $(B)/bin/test-explorer-kbuild ## test: ... of all directories, for all configurations, against GNU make (10 minutes)
	@EXPLORER_TREE="$$(scripts/linux/linux source pristine)" \
		EXPLORER_CONFIGS="$$PWD/$(EXPLORER_CONFIGS)/few/{x86_64,i386}/*.expected" \
		CK_RUN_SUITE="GNU make" $(B)/bin/test-explorer-kbuild

test-explorer-kbuild test-explorer-kbuild-all: $(EXPLORER_CONFIGS)/few/made

test-explorer-file: $(EXPLORER) ## test: which options compile a file, or a line of it, against the compiler (15 s)
	@kconfig-explorer/tests/command/file

test-explorer: test-explorer-kbuild test-explorer-file
test-explorer-all: test-explorer-kbuild-all
