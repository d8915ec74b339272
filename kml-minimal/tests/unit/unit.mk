# Unit tests of the kernel's machine-independent parts, on the host: the same
# files, compiled for each machine's shapes, with sanitizers. See tests.h.

UNIT         := $(KML)/tests/unit
UNIT_OUT     := $(B)/unit
UNIT_KERNEL  := pages paging demand string format status options archive load
UNIT_WORLD   := arena file world executable fuzz_targets
UNIT_CASES   := main strings format pages paging demand options archive load \
                damage fuzz
UNIT_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_CFLAGS  := -std=gnu11 -O2 -g -D_GNU_SOURCE $(KML_WARNINGS)
UNIT_CC      := $(HOSTCC) $(UNIT_CFLAGS) $(UNIT_SANITIZE)

# Quoted includes only: <string.h> stays libc's.
unit_flags = -iquote scripts -iquote $(UNIT) -iquote $(UNIT)/$(1) -iquote $(KML)/$(1) \
	-iquote $(KML)/common -include $(UNIT)/kernel_base.h
unit_kernel_flags = $(call unit_flags,$(1)) -include $(UNIT)/libc_names.h \
	-ffreestanding
unit_test_flags = $(call unit_flags,$(1)) \
	-DUNIT_PROGRAMS='"$(KML_OUT)/$(1)/programs.tar"'

# Objects for machine $(1) below folder $(2), made by compiler $(3).
define unit_object_rules
$(call object_rule,$(2)/common/%.o,$(KML)/common/%.c,$(3) $(call unit_kernel_flags,$(1)))
$(call object_rule,$(2)/tests/%.o,$(UNIT)/%.c,$(3) $(call unit_test_flags,$(1)))
endef
unit_objects = $(addsuffix .o,$(UNIT_KERNEL:%=$(2)/common/%) \
	$(addprefix $(2)/tests/,$(UNIT_WORLD) $(1)/shape $(3)))
unit_test_objects = $(call unit_objects,$(1),$(UNIT_OUT)/$(1),$(UNIT_CASES) \
	$(1)/descriptors $(1)/tss)

# The test program of machine $(1).
define unit_rules
$(call unit_object_rules,$(1),$(UNIT_OUT)/$(1),$(UNIT_CC))
$(B)/bin/test-unit-$(1): $(call unit_test_objects,$(1))
	@mkdir -p $$(@D)
	$(call say,LINK,$$@)
	$(Q)$(HOSTCC) $(UNIT_SANITIZE) -o $$@ $$^ \
		$$$$(pkg-config --libs check)
-include $(patsubst %.o,%.d,$(call unit_test_objects,$(1)))

.PHONY: test-unit-$(1)
test-unit-$(1): $(B)/bin/test-unit-$(1) $(KML_OUT)/$(1)/programs.tar
	@$$<
endef
$(foreach a,$(ARCHS),$(eval $(call unit_rules,$(a))))

.PHONY: test-unit test-unit-mutations
## kernel: kml-minimal's files on the host, damaged input (15 s)
test-unit: $(ARCHS:%=test-unit-%)

## kernel: defects that the unit tests must notice (1 minute) [ONLY=name]
test-unit-mutations: $(ARCHS:%=$(B)/bin/test-unit-%) $(KML_IMAGES)
	@scripts/mutate $(call option,ONLY) $(UNIT)/mutations

# libFuzzer, for longer hunts than the tests': FUZZ_SECONDS=600 FUZZ_ARCH=i386.
FUZZ_SECONDS := 60
FUZZ_ARCH    := x86_64
FUZZ_OUT     := $(UNIT_OUT)/fuzz/$(FUZZ_ARCH)
FUZZ_CC      := clang $(UNIT_CFLAGS) \
                -fsanitize=fuzzer-no-link,address,undefined
$(eval $(call unit_object_rules,$(FUZZ_ARCH),$(FUZZ_OUT),$(FUZZ_CC)))

.PHONY: fuzz-elf fuzz-archive fuzz-options
## kernel develop: libFuzzer against the loader
## [FUZZ_SECONDS=60 FUZZ_ARCH=x86_64]
fuzz-elf:
## kernel develop: libFuzzer against the archive
fuzz-archive:
## kernel develop: libFuzzer against the command line
fuzz-options:
fuzz-elf fuzz-archive fuzz-options: fuzz-%: $(call unit_objects,$(FUZZ_ARCH),$(FUZZ_OUT),) \
		$(KML_OUT)/$(FUZZ_ARCH)/programs.tar
	@mkdir -p $(FUZZ_OUT)/$*
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer $(call unit_test_flags,$(FUZZ_ARCH)) \
		-DFUZZ_TARGET=fuzz_$* \
		-o $(B)/bin/$@-$(FUZZ_ARCH) $(UNIT)/libfuzzer.c $(filter %.o,$^)
	@tar --extract --to-stdout --file=$(lastword $^) bin/hello >$(FUZZ_OUT)/elf-seed
	@head -c 8192 $(lastword $^) >$(FUZZ_OUT)/archive-seed
	@echo "fault=none limit=9 user=cpl0 init=/a -- b c" >$(FUZZ_OUT)/options-seed
	@cp $(FUZZ_OUT)/$*-seed $(FUZZ_OUT)/$*/seed
	$(B)/bin/$@-$(FUZZ_ARCH) -max_total_time=$(FUZZ_SECONDS) -max_len=16384 \
		-artifact_prefix=$(FUZZ_OUT)/ $(FUZZ_OUT)/$*

TEST_PROGRAMS += $(ARCHS:%=$(B)/bin/test-unit-%)
