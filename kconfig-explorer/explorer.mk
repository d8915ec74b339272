# kconfig-explorer: one program, made of every src/*/*.c that is there, and its web
# page. Its tests are in tests/tests.mk.

EXPLORER := $(B)/bin/kconfig-explorer
# src/engine/child/ is no part of the program, but of the engine that it runs.
EXPLORER_SOURCES := $(wildcard kconfig-explorer/src/*/*.c) $(BASE) $(CSV)
# CaDiCaL, which solves, is a C++ library. (-lstdc++ would need the C++ compiler's
# package.) libelf reads vmlinux.
EXPLORER_SOLVER    := -lcadical -l:libstdc++.so.6 -lm
EXPLORER_LIBRARIES := $(EXPLORER_SOLVER) -ljansson -lelf
EXPLORER_CPPFLAGS  := -I kconfig-explorer/src -I kconfig-explorer \
	-I $(B)/explorer

$(B)/host/kconfig-explorer/%: HOSTCPPFLAGS += $(EXPLORER_CPPFLAGS)
$(eval $(call host_program,kconfig-explorer,$(EXPLORER_SOURCES),$(EXPLORER_LIBRARIES)))

.PHONY: explorer explorer-names manifests explorer-page explorer-bench specialisation

## start explorer: build build/bin/kconfig-explorer, all about Linux's options
explorer: $(EXPLORER)

# --- tables of names, from the kernel's headers that the C library's package brings

TRACE_GENERATED := $(B)/explorer/generated
TRACE_NAMES     := $(addprefix $(TRACE_GENERATED)/,calls-x86_64.h calls-i386.h \
                     families.h)

$(B)/host/kconfig-explorer/src/manifest/names.o: $(TRACE_NAMES)
explorer-names: $(TRACE_NAMES)

# The macros of header $(1) whose definition matches $(2), as $(3).
define macro_table
	@mkdir -p $(@D)
	$(call say,NAMES,$@)
	$(Q)echo '#include <$(1)>' | $(HOSTCC) -E -dM - | \
		sed -nE 's/^#define $(2)$$/$(3)/p' | sort -V >$@.new
	$(Q)test -s $@.new && mv $@.new $@
endef
comma := ,

$(TRACE_GENERATED)/calls-x86_64.h:
	$(call macro_table,asm/unistd_64.h,__NR_(\w+) ([0-9]+),[\2] = "\1"$(comma))

$(TRACE_GENERATED)/calls-i386.h:
	$(call macro_table,asm/unistd_32.h,__NR_(\w+) ([0-9]+),[\2] = "\1"$(comma))

# What the C library calls LOCAL the kernel calls UNIX; MAX is none.
$(TRACE_GENERATED)/families.h:
	$(call macro_table,sys/socket.h,PF_(\w+) ([0-9]+),[\2] = "\L\1"$(comma))
	$(Q)sed -i 's/"local"/"unix"/; /"max"/d' $@

# --- the applications' manifests: each application is run under the tracer

## explorer: trace Debian's redis, nginx, ... and write their manifests
## (root or subuids, network; 10 minutes)
manifests: $(EXPLORER)
	@for name in $(notdir $(wildcard kconfig-explorer/manifests/applications/*)); do \
		kconfig-explorer/manifests/trace-application $$name || exit; \
	done

# --- the web page: web/ is made into a program of three files, which
# `kconfig-explorer page` copies beside the data. Its libraries come from npm;
# web/package-lock.json pins their versions and checksums.

WEB          := kconfig-explorer/web
PAGE_B       := $(B)/explorer/page
NODE_MODULES := $(PAGE_B)/npm/node_modules

# No package's own scripts are run.
$(NODE_MODULES)/.done: $(addprefix $(WEB)/,package.json package-lock.json .npmrc)
	@mkdir -p $(PAGE_B)/npm
	$(call say,NPM,$(WEB)/package-lock.json)
	$(Q)cp $^ $(PAGE_B)/npm/
	$(Q)cd $(PAGE_B)/npm && npm ci --ignore-scripts --no-audit --no-fund \
		--loglevel=error >&2
	@touch $@

# preact and d3-hierarchy become part of the page, so it carries their licences.
$(PAGE_B)/program/app.js: $(wildcard $(WEB)/src/* $(WEB)/src/views/*) $(NODE_MODULES)/.done
	$(call say,PAGE,$@)
	@rm -rf $(@D) && mkdir -p $(@D)
	$(Q)cp $(WEB)/src/index.html $(WEB)/src/style.css $(@D)/
	$(Q)for package in preact d3-hierarchy; do \
		printf '%s\n\n' "$$package"; cat $(NODE_MODULES)/$$package/LICENSE; \
	done >$(@D)/LICENCES.txt
	$(Q)NODE_PATH=$(NODE_MODULES) $(NODE_MODULES)/.bin/esbuild \
		$(WEB)/src/main.jsx --bundle --minify --format=iife \
		--target=es2022 --jsx=automatic --jsx-import-source=preact \
		--log-level=warning --outfile=$@

## explorer: build what `kconfig-explorer page` needs (downloads npm packages)
explorer-page: $(EXPLORER) $(PAGE_B)/program/app.js

# --- the kernel's own conf: what tests and measurements compare with

EXPLORER_CONF  := kconfig-explorer/conf
EXPLORER_JUDGE := $(B)/explorer/conf$(LINUX:%=-%)
EXPLORER_TREE   = "$$(scripts/linux/linux source pristine)"

$(EXPLORER_JUDGE): $(EXPLORER_CONF)/build \
		kconfig-explorer/src/engine/child/answers.c
	$(call say,BUILD,$@)
	$(Q)$< $(EXPLORER_TREE) $@

# --- measurements

EXPLORER_ROUNDS := 5

## explorer measure: kconfig-explorer's time beside that of the kernel's conf and
## Kconfiglib, as CSV [EXPLORER_ROUNDS=5]
explorer-bench: $(EXPLORER) $(EXPLORER_JUDGE)
	@kconfig-explorer/bench/explorer-bench $(EXPLORER_JUDGE) $(EXPLORER_ROUNDS)

APPS ?=

## explorer measure: the smallest kernels beside the paper's, as CSV and plots
## [APPS="hello redis"; 5 minutes]
specialisation: $(EXPLORER) $(EXPLORER_JUDGE)
	@kconfig-explorer/specialisation/run --conf $(EXPLORER_JUDGE) $(APPS)

# (A course has none.)
-include kconfig-explorer/tests/tests.mk
