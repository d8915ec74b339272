# Tests of kconfig-explorer.
#
# The kernel's own conf is the judge: it is compiled from the same tree, and makes
# configurations for both architectures (conf/configurations). How many random ones, and
# how many senseless ones besides, is what test-explorer and test-explorer-all
# differ in.

EXPLORER_TESTS   := kconfig-explorer/tests
EXPLORER_CONFIGS := $(B)/explorer/tests/configs$(LINUX:%=-%)

# $(call explorer_files,PATTERN...): files below kconfig-explorer/.
explorer_files = $(wildcard $(addprefix kconfig-explorer/,$(1)))
# $(call explorer_check,NAME,PATTERN...,LIBRARIES): a test program, made of them.
explorer_check = $(call check_program,$(1),$(call explorer_files,$(2) src/base/*.c) \
	$(BASE),$(3))

.PHONY: test-explorer test-explorer-all test-explorer-kbuild \
	test-explorer-kbuild-all test-explorer-file test-explorer-solve \
	test-explorer-solve-all test-explorer-other-tree test-explorer-boot test-explorer-trace \
	test-explorer-graph test-explorer-page test-specialisation

# $(call explorer_configs,SEEDS)
define explorer_configs
	$(call say,CONF,$(@D))
	$(Q)for arch in x86_64 i386; do $(EXPLORER_CONF)/configurations \
		$(EXPLORER_JUDGE) $(EXPLORER_TREE) $$arch $(@D)/$$arch $(1); done
	@touch $@
endef

$(EXPLORER_CONFIGS)/few/made: $(EXPLORER_CONF)/configurations $(EXPLORER_JUDGE)
	$(call explorer_configs,2)

$(EXPLORER_CONFIGS)/many/made: $(EXPLORER_CONF)/configurations $(EXPLORER_JUDGE)
	$(call explorer_configs,200)

# --- the engine, the model, and what is explained from them

$(eval $(call explorer_check,test-explorer-model, \
	$(addprefix tests/,model/*.c explain/*.c tiny.c) \
	$(addprefix src/,model/*.c engine/*.c explain/*.c)))

# Readers (of needs as well) and evaluator again, with sanitizers, fed with damaged
# files; the engine as well.
EXPLORER_DAMAGE   := $(B)/bin/damage-kconfig
EXPLORER_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover

$(EXPLORER_DAMAGE): $(BASE) $(call explorer_files,tests/engine/damage.c \
		$(addprefix src/,base/*.[ch] model/*.[ch] engine/*.[ch] \
		solve/need.[ch]))
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) $(HOSTCPPFLAGS) $(EXPLORER_CPPFLAGS) \
		$(EXPLORER_SANITIZE) -o $(draft) $(filter %.c,$^) && $(keep)

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
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/trees
	@$(EXPLORER_TEST_ENVIRONMENT) $(EXPLORER_TESTS)/command/inputs $(EXPLORER_JUDGE)
	@$(EXPLORER_DAMAGE_ENVIRONMENT) $(EXPLORER_DAMAGE) $(EXPLORER_TREE) $(3) 2>/dev/null
	@rm -rf $(B)/explorer/tests/cache/{answers,models}
endef

## explorer: values as the kernel's code computes them, and explanations
test-explorer: $(B)/bin/test-explorer-model $(EXPLORER) $(EXPLORER_DAMAGE) \
		$(EXPLORER_CONFIGS)/few/made test-explorer-kbuild \
		test-explorer-file test-explorer-solve
	$(call explorer_test,few,8,30)

## explorer: ... for 200 random configurations, 200 senseless ones, and
## 3000 damaged files
test-explorer-all: $(B)/bin/test-explorer-model $(EXPLORER) $(EXPLORER_DAMAGE) \
		$(EXPLORER_CONFIGS)/many/made test-explorer-kbuild-all \
		test-explorer-solve-all test-specialisation
	$(call explorer_test,many,200,3000)

# --- kbuild, syscalls and bytes, with two judges of the gates:
#
# - GNU make (kbuild/kernel-objects), for configurations that the kernel's conf has made:
#   a few of them without drivers/ and sound/, or all of them;
# - kernels that scripts/linux has built, as far as there are any.

$(eval $(call explorer_check,test-explorer-kbuild, \
	$(addprefix tests/,kbuild/*.c syscalls/*.c bytes/*.c) \
	$(addprefix src/,kbuild/*.c syscalls/*.c bytes/*.c),-lelf))

KBUILD_FEW := x86_64/{allno,alldef,random-1},i386/{tiny,random-2}

## explorer: Kbuild gates, system calls and bytes, against GNU make and
## built kernels (1 minute)
test-explorer-kbuild: $(B)/bin/test-explorer-kbuild $(EXPLORER_CONFIGS)/few/made
	@EXPLORER_TREE=$(EXPLORER_TREE) \
		EXPLORER_CONFIGS="$$PWD/$(EXPLORER_CONFIGS)/few/{$(KBUILD_FEW)}.expected" \
		EXPLORER_SKIP="drivers sound" \
		EXPLORER_BUILDS="$$(scripts/linux/version --folder)/{base,base-i386,kml-small,kml-small-i386}/objects/vmlinux" \
		$<

## explorer: ... of all directories, for all configurations
## (10 minutes)
test-explorer-kbuild-all: $(B)/bin/test-explorer-kbuild $(EXPLORER_CONFIGS)/few/made
	@EXPLORER_TREE=$(EXPLORER_TREE) \
		EXPLORER_CONFIGS="$$PWD/$(EXPLORER_CONFIGS)/few/{x86_64,i386}/*.expected" \
		CK_RUN_SUITE="GNU make" $<

## explorer: which options compile a file, or a line of it, against the
## compiler (15 s)
test-explorer-file: $(EXPLORER)
	@$(EXPLORER_TESTS)/command/file

# --- solve and plan

$(eval $(call explorer_check,test-explorer-solve, \
	$(addprefix tests/,solve/*.c tiny.c) $(addprefix src/,solve/*.c model/*.c engine/*.c), \
	$(EXPLORER_SOLVER) -ljansson))

## explorer: the smallest configuration: the encoding, the optima, the commands
test-explorer-solve: $(B)/bin/test-explorer-solve $(EXPLORER) \
		$(EXPLORER_CONFIGS)/few/made
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/few EXPLORER_TREES=150 \
		EXPLORER_NEED_SETS=5 EXPLORER_CORES=8 $<
	@$(EXPLORER_TESTS)/command/solve $(EXPLORER_JUDGE)
	@$(EXPLORER_TESTS)/command/fragments

## explorer: ... for more needs, and mutants of the solver (an hour)
test-explorer-solve-all: $(B)/bin/test-explorer-solve $(VM) \
		$(EXPLORER_CONFIGS)/many/made
	@EXPLORER_CONFIGS=$(EXPLORER_CONFIGS)/many EXPLORER_TREES=1000 \
		EXPLORER_NEED_SETS=50 EXPLORER_CORES=1000 $<
	@scripts/mutate $(EXPLORER_TESTS)/solve/mutations

## explorer: another kernel's options, judged by its own code (10 minutes)
## [TREE=DIR: default Debian's linux-source-6.12, if it is installed]
test-explorer-other-tree: $(B)/bin/test-explorer-solve $(B)/bin/test-explorer-model \
		$(B)/bin/test-explorer-kbuild $(EXPLORER)
	@$(EXPLORER_TESTS)/command/other-tree $(if $(value TREE),$(call quoted,TREE))

## explorer: a kernel solved for hello, built and booted (10 minutes)
test-explorer-boot: $(EXPLORER) $(VM)
	@$(EXPLORER_TESTS)/command/hello --jobs 2

# --- trace and manifest

$(eval $(call explorer_check,test-explorer-trace, \
	$(addprefix tests/,trace/main.c trace/run.c trace/minimise.c \
	manifest/manifest.c) src/trace/*.c $(addprefix src/manifest/, \
	manifest.c names.c read.c write.c)))

# Static, so that it makes few calls beside those in its source.
TRACED := $(B)/explorer/tests/traced $(B)/explorer/tests/traced32
$(B)/explorer/tests/traced32: HOSTCFLAGS += -m32
$(TRACED): $(EXPLORER_TESTS)/trace/traced.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -static -o $(draft) $< && $(keep)

# The reader again, with sanitizers, fed with damaged manifests.
$(B)/bin/fuzz-manifest: $(call explorer_files,tests/manifest/fuzz.c \
		$(addprefix src/,manifest/manifest.c manifest/read.c \
		manifest/write.c base/draft.c)) $(BASE)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) $(HOSTCPPFLAGS) $(EXPLORER_CPPFLAGS) \
		$(EXPLORER_SANITIZE) -o $(draft) $^ && $(keep)

## explorer: trace, manifest and minimise of kconfig-explorer (20 s)
test-explorer-trace: $(B)/bin/test-explorer-trace $(B)/bin/fuzz-manifest \
		$(EXPLORER) $(TRACED)
	@$(B)/bin/test-explorer-trace
	@$(EXPLORER_TESTS)/command/trace
	@$(B)/bin/fuzz-manifest 20000 kconfig-explorer/manifests/*.manifest

# --- graph, page, and specialisation

## explorer: what kconfig-explorer graph draws, and what not (10 s)
test-explorer-graph: $(EXPLORER)
	@$(EXPLORER_TESTS)/command/graph

# Node's own test runner; the browser is Debian's.
## explorer: the web page in a browser (chromium), as a person uses it
## [EXPLORER_TREE=DIR: of another Linux]
test-explorer-page: explorer-page
	@mkdir -p $(B)/explorer/tests
	@EXPLORER="$$PWD/$(EXPLORER)" EXPLORER_TESTS="$$PWD/$(B)/explorer/tests" \
		EXPLORER_TREE=$(EXPLORER_TREE) NODE_PATH="$$PWD/$(NODE_MODULES)" \
		node --test --test-reporter=tap $(WEB)/tests/

## explorer: make specialisation for one application; it must notice wrong
## figures
test-specialisation: $(EXPLORER) $(EXPLORER_JUDGE)
	@$(EXPLORER_TESTS)/specialisation $(EXPLORER_JUDGE)

TEST_PROGRAMS += $(EXPLORER) $(EXPLORER_DAMAGE) $(EXPLORER_CONFIGS)/few/made \
	$(addprefix $(B)/bin/,fuzz-manifest test-explorer-model \
	test-explorer-kbuild test-explorer-solve test-explorer-trace) $(TRACED)
