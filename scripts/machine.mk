# The machine that a target is for: ARCH=x86_64 or ARCH=i386. APPEND is always the
# guest kernel's command line, and VM_OPTIONS are always those of `vm run'.
# (Another ARCH in the environment is meant for the kernel's own makefiles.)
ifeq ($(origin ARCH)$(filter x86_64 i386,$(ARCH)),environment)
override ARCH :=
endif
MACHINE := $(or $(ARCH),x86_64)
$(if $(filter command,$(firstword $(origin OPTIONS))),$(error OPTIONS=: \
	say APPEND= for the kernel's command line, VM_OPTIONS= for vm's options))
ifneq ($(filter x86_64 i386,$(MACHINE)),$(MACHINE))
$(error ARCH=$(ARCH): choose one of x86_64 i386)
endif
