# Checks of the sources without running them, and of the kernel's size.

.PHONY: lint size
lint: export LINT_HOST_FLAGS = $(HOSTCPPFLAGS)
lint: ## develop: check all sources (clang-format, clang-tidy, cppcheck, ...; 60 s)
	@scripts/lint $(STEPS)

size: ## measure: lines of kml-minimal's kernel, and how long its functions are
	@scripts/size
