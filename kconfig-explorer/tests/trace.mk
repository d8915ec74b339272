# Tests of trace and manifest.

TRACE_TEST_SOURCES := $(addprefix kconfig-explorer/tests/,trace/main.c \
                        trace/run.c trace/minimise.c manifest/manifest.c) \
                      $(wildcard kconfig-explorer/src/trace/*.c) \
                      $(addprefix kconfig-explorer/src/manifest/, \
                        manifest.c names.c read.c write.c) $(EXPLORER_BASE)
TRACED             := $(B)/explorer/tests/traced

HOSTCPPFLAGS += -DTRACED_PROGRAM=$(call c_path,$(TRACED))

$(eval $(call check_program,test-explorer-trace,$(TRACE_TEST_SOURCES)))

# Static, so that it makes few calls that nobody has written down.
$(TRACED): kconfig-explorer/tests/trace/traced.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -static -o $@ $<

$(TRACED)32: kconfig-explorer/tests/trace/traced.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -m32 -static -o $@ $<

# The reader again, with sanitizers, fed with damaged manifests.
MANIFEST_FUZZ_SOURCES := kconfig-explorer/tests/manifest/fuzz.c \
                         $(addprefix kconfig-explorer/src/manifest/, \
                           manifest.c read.c write.c) \
                         $(addprefix kconfig-explorer/src/base/,memory.c text.c)
$(B)/bin/fuzz-manifest: $(MANIFEST_FUZZ_SOURCES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -I kconfig-explorer/src \
		-fsanitize=address,undefined -fno-sanitize-recover -o $@ $^

.PHONY: test-explorer-trace
test-explorer-trace: $(B)/bin/test-explorer-trace $(B)/bin/fuzz-manifest \
		$(EXPLORER) $(TRACED) $(TRACED)32 ## test: trace, manifest and minimise of kconfig-explorer (20 s)
	@$(B)/bin/test-explorer-trace
	@kconfig-explorer/tests/command/trace
	@$(B)/bin/fuzz-manifest 20000 kconfig-explorer/manifests/*.manifest

TEST_PROGRAMS += $(B)/bin/test-explorer-trace $(B)/bin/fuzz-manifest \
                 $(TRACED) $(TRACED)32
