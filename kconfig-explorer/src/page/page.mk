# The web page: web/ is made into a program of three files, which
# `kconfig-explorer page` copies beside the data. Its libraries come from npm;
# which versions, and their checksums, web/package-lock.json says.

WEB         := kconfig-explorer/web
WEB_SOURCES := $(wildcard $(WEB)/src/* $(WEB)/src/views/*)
PAGE_B      := $(B)/explorer/page
NODE_MODULES := $(PAGE_B)/npm/node_modules

HOSTCPPFLAGS += -DPAGE_PROGRAM=$(call c_path,$(PAGE_B)/program)

# No package's own scripts are run.
$(NODE_MODULES)/.done: $(addprefix $(WEB)/,package.json package-lock.json .npmrc)
	@mkdir -p $(PAGE_B)/npm
	$(call say,NPM,$(WEB)/package-lock.json)
	$(Q)cp $^ $(PAGE_B)/npm/
	$(Q)cd $(PAGE_B)/npm && npm ci --ignore-scripts --no-audit --no-fund \
		--loglevel=error >&2
	@touch $@

# preact and d3-hierarchy become part of the page, and want to be named.
$(PAGE_B)/program/app.js: $(WEB_SOURCES) $(NODE_MODULES)/.done
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

.PHONY: explorer-page
explorer-page: $(EXPLORER) $(PAGE_B)/program/app.js ## run: build what `kconfig-explorer page` needs: a web page of all options

# Node's own test runner; the browser is Debian's.
.PHONY: test-explorer-page
test-explorer-page: explorer-page ## test: the web page in a browser (chromium), as a person uses it
	@mkdir -p $(B)/explorer/tests
	@EXPLORER="$$PWD/$(EXPLORER)" EXPLORER_TESTS="$$PWD/$(B)/explorer/tests" \
		EXPLORER_TREE="$$(scripts/linux/linux source pristine)" \
		NODE_PATH="$$PWD/$(NODE_MODULES)" \
		node --test --test-reporter=spec $(WEB)/tests/
