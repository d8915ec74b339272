# Unit tests of the kernel's machine-independent parts, on the host: the same
# files, compiled for each machine's shapes, with sanitizers. See tests.h.

UNIT         := $(KML)/tests/unit
UNIT_OUT     := $(B)/unit
UNIT_KERNEL  := pages paging demand string format options archive load
UNIT_WORLD   := arena file world executable fuzz_targets
UNIT_CASES   := main strings format pages paging demand options archive load \
                damage fuzz
UNIT_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_CFLAGS  := -std=gnu11 -g -D_GNU_SOURCE $(KML_WARNINGS)
UNIT_CC      := $(HOSTCC) -O2 $(UNIT_CFLAGS) $(UNIT_SANITIZE) -MMD -MP
# faults.c is there for its table only; the linker drops the rest, which for
# i386 takes pointers for 32-bit numbers.
UNIT_FAULTS  := -Wno-type-limits -Wno-pointer-to-int-cast \
                -Wno-int-to-pointer-cast -ffunction-sections -fno-sanitize=all

# Quoted includes only: <string.h> stays libc's.
unit_flags = -iquote $(UNIT) -iquote $(UNIT)/$(1) -iquote $(KML)/$(1) \
	-iquote $(KML)/common -include $(UNIT)/kernel_base.h
unit_kernel_flags = $(call unit_flags,$(1)) -include $(UNIT)/libc_names.h \
	-ffreestanding
unit_test_flags = $(call unit_flags,$(1)) \
	-DUNIT_PROGRAMS='"$(KML_OUT)/$(1)/programs.tar"'
unit_objects = $(UNIT_KERNEL:%=$(UNIT_OUT)/$(1)/common/%.o) \
	$(UNIT_OUT)/$(1)/faults.o \
	$(addprefix $(UNIT_OUT)/$(1)/tests/,$(addsuffix .o,$(UNIT_WORLD) \
		$(UNIT_CASES) $(1)/shape $(1)/descriptors $(1)/tss))

# The test program of machine $(1).
define unit_rules
$(UNIT_OUT)/$(1)/common/%.o: $(KML)/common/%.c
	@mkdir -p $$(@D)
	$(call say,CC,$$<)
	$(Q)$(UNIT_CC) $(call unit_kernel_flags,$(1)) -c -o $$@ $$<
$(UNIT_OUT)/$(1)/faults.o: $(KML)/$(1)/faults.c
	@mkdir -p $$(@D)
	$(call say,CC,$$<)
	$(Q)$(UNIT_CC) $(UNIT_FAULTS) $(call unit_kernel_flags,$(1)) -c -o $$@ $$<
$(UNIT_OUT)/$(1)/tests/%.o: $(UNIT)/%.c
	@mkdir -p $$(@D)
	$(call say,CC,$$<)
	$(Q)$(UNIT_CC) $(call unit_test_flags,$(1)) -c -o $$@ $$<
$(B)/bin/test-unit-$(1): $(call unit_objects,$(1))
	@mkdir -p $$(@D)
	$(call say,LINK,$$@)
	$(Q)$(HOSTCC) $(UNIT_SANITIZE) -Wl,--gc-sections -o $$@ $$^ $$$$(pkg-config --libs check)
-include $(patsubst %.o,%.d,$(call unit_objects,$(1)))

.PHONY: test-unit-$(1)
test-unit-$(1): $(B)/bin/test-unit-$(1) $(KML_OUT)/$(1)/programs.tar
	@$$<
endef
$(foreach a,$(ARCHS),$(eval $(call unit_rules,$(a))))

.PHONY: test-unit test-unit-mutations
test: test-unit test-unit-mutations
test-unit: $(ARCHS:%=test-unit-%) ## test: kml-minimal's files on the host, damaged input (15 s)

# For `mutate`: how to compile and link, for each machine.
unit_mutation = UNIT_FLAGS_$(1)='$(call unit_flags,$(1))' \
	UNIT_OBJECTS_$(1)='$(call unit_objects,$(1))'
test-unit-mutations: $(ARCHS:%=$(B)/bin/test-unit-%) $(ARCHS:%=$(KML_OUT)/%/programs.tar) ## test: defects that the unit tests must notice (20 s)
	@CC='$(HOSTCC) $(UNIT_CFLAGS)' LIBS="$(UNIT_SANITIZE) $$(pkg-config --libs check)" \
	$(foreach a,$(ARCHS),$(call unit_mutation,$(a))) \
	$(UNIT)/mutate $(KML) $(UNIT_OUT)/mutants $(UNIT)/mutations

# libFuzzer, for longer hunts than the tests': FUZZ_SECONDS=600 ARCH=i386.
FUZZ_SECONDS := 60
ARCH         := x86_64
FUZZ_CC      := clang -O2 -std=gnu11 -g -D_GNU_SOURCE \
                -fsanitize=fuzzer-no-link,address,undefined -w
fuzz_objects  = $(patsubst %,$(UNIT_OUT)/fuzz/$(ARCH)/%.o,$(UNIT_KERNEL) \
                faults arena file world executable fuzz_targets shape)

.PHONY: fuzz-elf fuzz-archive fuzz-options
fuzz-elf: ## develop: libFuzzer against the loader (FUZZ_SECONDS=, ARCH=)
fuzz-archive: ## develop: libFuzzer against the archive
fuzz-options: ## develop: libFuzzer against the command line
fuzz-elf fuzz-archive fuzz-options: fuzz-%:
	@mkdir -p $(UNIT_OUT)/fuzz/$(ARCH) $(UNIT_OUT)/corpus/$*-$(ARCH)
	$(Q)for source in $(UNIT_KERNEL:%=$(KML)/common/%.c) $(KML)/$(ARCH)/faults.c; do \
		$(FUZZ_CC) $(call unit_kernel_flags,$(ARCH)) -ffunction-sections -c $$source \
			-o $(UNIT_OUT)/fuzz/$(ARCH)/$$(basename $$source .c).o; \
	done
	$(Q)for source in $(UNIT_WORLD:%=$(UNIT)/%.c) $(UNIT)/$(ARCH)/shape.c; do \
		$(FUZZ_CC) $(call unit_test_flags,$(ARCH)) -c $$source \
			-o $(UNIT_OUT)/fuzz/$(ARCH)/$$(basename $$source .c).o; \
	done
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer $(call unit_test_flags,$(ARCH)) \
		-DFUZZ_TARGET=fuzz_$* -Wl,--gc-sections -o $(B)/bin/$@-$(ARCH) \
		$(UNIT)/libfuzzer.c $(fuzz_objects)
	$(B)/bin/$@-$(ARCH) -max_total_time=$(FUZZ_SECONDS) -max_len=4096 \
		-artifact_prefix=$(UNIT_OUT)/corpus/ $(UNIT_OUT)/corpus/$*-$(ARCH)
