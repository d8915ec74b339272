# Tests of the engine, the model, and what is explained from them.
#
# The kernel's own conf is the judge: it is compiled from the same tree, and makes
# configurations for both architectures (conf/configurations). How many random
# ones, and how many senseless ones besides, is what the two targets differ in.

EXPLORER_TESTS   := kconfig-explorer/tests
EXPLORER_JUDGE   := $(B)/explorer/tests/conf
EXPLORER_CONFIGS := $(B)/explorer/tests/configs

EXPLORER_MODEL_TEST_SOURCES := \
	$(wildcard $(addprefix $(EXPLORER_TESTS)/,model/*.c explain/*.c tiny.c)) \
	$(wildcard kconfig-explorer/src/model/*.c \
	kconfig-explorer/src/engine/*.c kconfig-explorer/src/explain/*.c) \
	$(EXPLORER_BASE)

$(eval $(call check_program,test-explorer-model,$(EXPLORER_MODEL_TEST_SOURCES)))

$(EXPLORER_JUDGE): kconfig-explorer/conf/build \
		kconfig-explorer/src/engine/child/answers.c
	$(call say,BUILD,$@)
	$(Q)$< "$$(scripts/linux/linux source pristine)" $@

# $(call explorer_configs,FOLDER,SEEDS)
explorer_configs = $(foreach arch,x86_64 i386,kconfig-explorer/conf/configurations \
	$(EXPLORER_JUDGE) \
	"$$(scripts/linux/linux source pristine)" $(arch) \
	$(EXPLORER_CONFIGS)/$(1)/$(arch) $(2) &&) \
	touch $(EXPLORER_CONFIGS)/$(1)/made

$(EXPLORER_CONFIGS)/few/made: kconfig-explorer/conf/configurations $(EXPLORER_JUDGE)
	$(call say,CONF,$(@D))
	$(Q)$(call explorer_configs,few,2)

$(EXPLORER_CONFIGS)/many/made: kconfig-explorer/conf/configurations $(EXPLORER_JUDGE)
	$(call say,CONF,$(@D))
	$(Q)$(call explorer_configs,many,200)

# Readers (of needs as well) and evaluator again, with sanitizers, fed with damaged
# files; the engine as well.
EXPLORER_DAMAGE := $(B)/bin/damage-kconfig
EXPLORER_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover

$(EXPLORER_DAMAGE): $(EXPLORER_TESTS)/engine/damage.c scripts/vm/meter.c $(wildcard \
		$(foreach f,base model engine,kconfig-explorer/src/$(f)/*.[ch])) \
		$(addprefix kconfig-explorer/src/solve/,demand.c demand.h)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) $(HOSTCPPFLAGS) \
		$(EXPLORER_SANITIZE) -o $@ $(filter %.c,$^)

# What tests remember is theirs alone. (abort: the engine then says where in the
# Kconfig files it was.)
EXPLORER_TEST_ENVIRONMENT = \
	KCONFIG_EXPLORER_CACHE="$$PWD/$(B)/explorer/tests/cache"
EXPLORER_DAMAGE_ENVIRONMENT = $(EXPLORER_TEST_ENVIRONMENT) \
	ENGINE_CFLAGS="$(EXPLORER_SANITIZE)" \
	ASAN_OPTIONS=abort_on_error=1:handle_segv=0:handle_abort=0:detect_leaks=0

# $(call explorer_test,FOLDER,WILD,DAMAGED)
define explorer_test
	@$(EXPLORER_TEST_ENVIRONMENT) EXPLORER_CONFIGS="$$PWD/$(EXPLORER_CONFIGS)/$(1)" \
		EXPLORER_WILD=$(2) KCONFIG_EXPLORER_TIMEOUT=3600 \
		$(B)/bin/test-explorer-model
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/commands
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/toolchain
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/losses
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/inputs $(EXPLORER_JUDGE)
	@$(EXPLORER_DAMAGE_ENVIRONMENT) $(EXPLORER_DAMAGE) \
		"$$(scripts/linux/linux source pristine)" $(3) 2>/dev/null
	@rm -rf $(B)/explorer/tests/cache/{answers,models}
endef

.PHONY: test-explorer test-explorer-all

test-explorer: $(B)/bin/test-explorer-model $(EXPLORER) $(EXPLORER_DAMAGE) \
		$(EXPLORER_CONFIGS)/few/made ## test: kconfig-explorer: values as the kernel's code computes them, what is explained from them
	$(call explorer_test,few,8,30)

test-explorer-all: $(B)/bin/test-explorer-model $(EXPLORER) $(EXPLORER_DAMAGE) \
		$(EXPLORER_CONFIGS)/many/made ## test: ... for 200 random configurations, 200 senseless ones, 3000 damaged files
	$(call explorer_test,many,200,3000)

TEST_PROGRAMS += $(B)/bin/test-explorer-model $(EXPLORER) $(EXPLORER_DAMAGE) \
                 $(EXPLORER_CONFIGS)/few/made
