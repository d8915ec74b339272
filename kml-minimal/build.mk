# The rules that build kml-minimal: the kernels and the programs that run on them.
# From another folder than kml-minimal with KML=, into another with KML_OUT=.

KML      := kml-minimal
# Their sources. (A course keeps those of the kit's own kernels elsewhere.)
KML_TREE := $(KML)
KML_OUT  := $(B)/kml
ARCHS    := i386 x86_64

KML_WARNINGS := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
                -Wmissing-prototypes -Wvla -Wundef
KML_CFLAGS := -std=gnu11 -O1 -g -ffreestanding -fno-pic -fno-pie \
              -fno-stack-protector -fno-asynchronous-unwind-tables \
              -fno-omit-frame-pointer -fcf-protection=none \
              $(KML_WARNINGS)
# The kernel must not touch the programs' FPU registers.
KERNEL_CFLAGS        := $(KML_CFLAGS) -mgeneral-regs-only
KERNEL_CFLAGS_x86_64 := -m64 -mcmodel=kernel -mno-red-zone
KERNEL_CFLAGS_i386   := -m32
# (Without a libc the compiler would want a prototype even for main().)
USER_CFLAGS          := $(filter-out -Wmissing-prototypes,$(KML_CFLAGS))
USER_CFLAGS_x86_64   := -m64
USER_CFLAGS_i386     := -m32 -msse2 -mfpmath=sse
KML_LD_i386          := $(GUESTLD) -m elf_i386 --no-warn-rwx-segments -z noexecstack
KML_LD_x86_64        := $(GUESTLD) -m elf_x86_64 --no-warn-rwx-segments -z noexecstack
KERNEL_BASE_i386     := 0xc0000000
KERNEL_BASE_x86_64   := 0xffffffff80000000

KML_PROGRAMS := $(basename $(notdir $(wildcard $(KML_TREE)/user/programs/*.c)))

# A kernel for architecture $(1), below folder $(2), from folder $(3), which holds
# common/, i386/ and x86_64/: $(KML_TREE) or a copy of them.
define kernel_rules
$(call object_rule,$(2)/%.o,$(3)/%.c,$(call kernel_cc,$(1),$(3)))
$(call object_rule,$(2)/%.o,$(3)/%.S,$(call kernel_cc,$(1),$(3)))
$(2)/kernel.elf: $(3)/common/kernel.ld $(call kernel_objects,$(1),$(2),$(3))
	$$(call say,LD,$$@)
	$(Q)$(KML_LD_$(1)) -T $$< --defsym KERNEL_BASE=$(KERNEL_BASE_$(1)) -z max-page-size=4096 -o $$(draft) $$(filter %.o,$$^) && $$(keep)
-include $(patsubst %.o,%.d,$(call kernel_objects,$(1),$(2),$(3)))
endef
kernel_cc = $(GUESTCC) $(KERNEL_CFLAGS) $(KERNEL_CFLAGS_$(1)) -I$(2)/common -I$(2)/$(1)
kernel_objects = $(patsubst $(3)/%,$(2)/%.o,$(basename \
	$(wildcard $(addprefix $(3)/,common/*.c $(1)/*.c $(1)/*.S))))

library_objects = $(addprefix $(KML_OUT)/$(1)/user/,$(1)/machine.o library.o string.o format.o status.o)

user_cc = $(GUESTCC) $(USER_CFLAGS) $(USER_CFLAGS_$(1)) \
	-I$(KML_TREE)/common -I$(KML_TREE)/$(1) -I$(KML_TREE)/user -I$(KML_TREE)/user/$(1)

# The programs of architecture $(1), and the archive that carries them twice:
# below bin/, to run at CPL 3, and below trusted/, to run at CPL 0.
define program_rules
$(call object_rule,$(KML_OUT)/$(1)/user/%.o,$(KML_TREE)/user/%.c,$(call user_cc,$(1)))
$(call object_rule,$(KML_OUT)/$(1)/user/%.o,$(KML_TREE)/user/%.S,$(call user_cc,$(1)))
$(call object_rule,$(KML_OUT)/$(1)/user/%.o,$(KML_TREE)/common/%.c,$(call user_cc,$(1)))
$(KML_OUT)/$(1)/programs/%: $(KML_OUT)/$(1)/user/programs/%.o $(KML_TREE)/user/program.ld \
		$(call library_objects,$(1)) $(KML_OUT)/$(1)/user/nasty.o
	@mkdir -p $$(@D)
	$$(call say,LD,$$@)
	$(Q)$(KML_LD_$(1)) -T $(KML_TREE)/user/program.ld -o $$(draft) $$(filter %.o,$$^) && $$(keep)
$(KML_OUT)/$(1)/programs.tar: $(addprefix $(KML_OUT)/$(1)/programs/,$(KML_PROGRAMS)) kml-minimal/pack
	$$(call say,PACK,$$@)
	$(Q)kml-minimal/pack $$@ $$(filter $(KML_OUT)/%,$$^)
-include $(wildcard $(KML_OUT)/$(1)/user/*.d $(KML_OUT)/$(1)/user/programs/*.d)
endef

$(foreach a,$(ARCHS),$(eval $(call kernel_rules,$(a),$(KML_OUT)/$(a),$(KML_TREE))))
$(foreach a,$(ARCHS),$(eval $(call program_rules,$(a))))

KML_IMAGES := $(foreach a,$(ARCHS),$(KML_OUT)/$(a)/kernel.elf $(KML_OUT)/$(a)/programs.tar)
