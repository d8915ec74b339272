# Tables of names, from the kernel's headers that the C library's package
# brings. Offers: $(TRACE_NAMES), which holds what src/manifest/names.c includes.

TRACE_GENERATED := $(B)/explorer/generated
TRACE_NAMES     := $(addprefix $(TRACE_GENERATED)/,calls-x86_64.h calls-i386.h \
                     families.h)
HOSTCPPFLAGS    += -I $(B)/explorer

$(B)/host/kconfig-explorer/src/manifest/names.o: $(TRACE_NAMES)
lint: $(TRACE_NAMES)

# The macros of header $(1) whose definition matches $(2), as $(3).
define macro_table
	@mkdir -p $(@D)
	$(call say,NAMES,$@)
	$(Q)echo '#include <$(1)>' | $(HOSTCC) -E -dM - | \
		sed -nE 's/^#define $(2)$$/$(3)/p' | sort -V >$@.new
	$(Q)test -s $@.new && mv $@.new $@
endef

$(TRACE_GENERATED)/calls-x86_64.h:
	$(call macro_table,asm/unistd_64.h,__NR_(\w+) ([0-9]+),[\2] = "\1"$(comma))

$(TRACE_GENERATED)/calls-i386.h:
	$(call macro_table,asm/unistd_32.h,__NR_(\w+) ([0-9]+),[\2] = "\1"$(comma))

# What the C library calls LOCAL the kernel calls UNIX; MAX is none.
$(TRACE_GENERATED)/families.h:
	$(call macro_table,sys/socket.h,PF_(\w+) ([0-9]+),[\2] = "\L\1"$(comma))
	$(Q)sed -i 's/"local"/"unix"/; /"max"/d' $@

comma := ,
