# Tests of the engine, the model, and what is explained from them.
#
# The kernel's own conf is the judge: it is compiled from the same tree, and makes
# configurations for both architectures (tests/kernel-configs). How many random
# ones, and how many senseless ones besides, is what the two targets differ in.

EXPLORER_TESTS   := kconfig-explorer/tests
EXPLORER_JUDGE   := $(B)/explorer/tests/conf
EXPLORER_CONFIGS := $(abspath $(B))/explorer/tests/configs

EXPLORER_MODEL_TEST_SOURCES := \
	$(wildcard $(EXPLORER_TESTS)/model_*.c) $(EXPLORER_TESTS)/oracle.c \
	$(EXPLORER_TESTS)/wild.c $(wildcard kconfig-explorer/src/model/*.c \
	kconfig-explorer/src/engine/*.c)

$(eval $(call check_program,test-explorer-model,$(EXPLORER_MODEL_TEST_SOURCES)))

$(EXPLORER_JUDGE): $(EXPLORER_TESTS)/kernel-conf \
		kconfig-explorer/src/engine/child/answers.c
	$(call say,BUILD,$@)
	$(Q)$< "$$(scripts/linux/linux source pristine)" $@

# $(call explorer_configs,FOLDER,SEEDS)
explorer_configs = $(foreach arch,x86_64 i386,$(EXPLORER_TESTS)/kernel-configs \
	$(abspath $(EXPLORER_JUDGE)) \
	"$$(scripts/linux/linux source pristine)" $(arch) \
	$(EXPLORER_CONFIGS)/$(1)/$(arch) $(2) &&) \
	touch $(EXPLORER_CONFIGS)/$(1)/made

$(EXPLORER_CONFIGS)/few/made: $(EXPLORER_TESTS)/kernel-configs $(EXPLORER_JUDGE)
	$(call say,CONF,$(@D))
	$(Q)$(call explorer_configs,few,2)

$(EXPLORER_CONFIGS)/many/made: $(EXPLORER_TESTS)/kernel-configs $(EXPLORER_JUDGE)
	$(call say,CONF,$(@D))
	$(Q)$(call explorer_configs,many,200)

.PHONY: test-explorer test-explorer-all

test-explorer: $(B)/bin/test-explorer-model $(EXPLORER) \
		$(EXPLORER_CONFIGS)/few/made ## test: kconfig-explorer: values as the kernel's code computes them, what is explained from them
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/few EXPLORER_WILD=16 \
		$(B)/bin/test-explorer-model

test-explorer-all: $(B)/bin/test-explorer-model $(EXPLORER) \
		$(EXPLORER_CONFIGS)/many/made ## test: ... for 200 random configurations, and more damage
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/many EXPLORER_WILD=200 \
		$(B)/bin/test-explorer-model

TEST_PROGRAMS += $(B)/bin/test-explorer-model $(EXPLORER) \
                 $(EXPLORER_CONFIGS)/few/made
