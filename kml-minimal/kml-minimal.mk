# kml-minimal: the kernels, the programs that run on them, and their tests.

KML      := kml-minimal
KML_OUT  := $(B)/kml
ARCHS    := i386 x86_64

KML_WARNINGS := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
                -Wmissing-prototypes -Wvla -Wundef
KML_CFLAGS := -std=gnu11 -O1 -g -ffreestanding -fno-pic -fno-pie \
              -fno-stack-protector -fno-asynchronous-unwind-tables \
              -fno-omit-frame-pointer -fcf-protection=none -MMD -MP \
              $(KML_WARNINGS) -I$(KML)/common
# The kernel must not touch the programs' FPU registers.
KERNEL_CFLAGS        := $(KML_CFLAGS) -mgeneral-regs-only
KERNEL_CFLAGS_x86_64 := -m64 -mcmodel=kernel -mno-red-zone
KERNEL_CFLAGS_i386   := -m32
# (Without a libc the compiler would want a prototype even for main().)
USER_CFLAGS          := $(filter-out -Wmissing-prototypes,$(KML_CFLAGS))
USER_CFLAGS_x86_64   := -m64
USER_CFLAGS_i386     := -m32 -msse2 -mfpmath=sse
KML_LD_i386          := ld -m elf_i386 --no-warn-rwx-segments -z noexecstack
KML_LD_x86_64        := ld -m elf_x86_64 --no-warn-rwx-segments -z noexecstack
KERNEL_BASE_i386     := 0xc0000000
KERNEL_BASE_x86_64   := 0xffffffff80000000

KML_PROGRAMS := $(basename $(notdir $(wildcard $(KML)/user/programs/*.c)))

# A kernel for architecture $(1), below folder $(2), with extra flags $(3).
define kernel_rules
$(2)/%.o: $(KML)/%.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(KERNEL_CFLAGS) $(KERNEL_CFLAGS_$(1)) $(3) -I$(KML)/$(1) -c -o $$@ $$<
$(2)/%.o: $(KML)/%.S
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(KERNEL_CFLAGS) $(KERNEL_CFLAGS_$(1)) $(3) -I$(KML)/$(1) -c -o $$@ $$<
$(2)/kernel.elf: $(KML)/common/kernel.ld \
		$(call objects_of,$(2),common/*.c $(1)/*.c $(1)/*.S)
	$$(call say,LD,$$@)
	$(Q)$(KML_LD_$(1)) -T $$< --defsym KERNEL_BASE=$(KERNEL_BASE_$(1)) -z max-page-size=4096 -o $$@ $$(filter %.o,$$^)
-include $(patsubst %.o,%.d,$(call objects_of,$(2),common/*.c $(1)/*.c $(1)/*.S))
endef
objects_of = $(addsuffix .o,$(basename $(patsubst $(KML)/%,$(1)/%,$(wildcard $(addprefix $(KML)/,$(2))))))

library_objects = $(addprefix $(KML_OUT)/$(1)/user/,$(1)/machine.o library.o string.o format.o)

# The programs of architecture $(1), and the archive that carries them twice:
# below bin/, to run at CPL 3, and below trusted/, to run at CPL 0.
define program_rules
$(KML_OUT)/$(1)/user/%.o: $(KML)/user/%.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(USER_CFLAGS) $(USER_CFLAGS_$(1)) -I$(KML)/$(1) -I$(KML)/user -c -o $$@ $$<
$(KML_OUT)/$(1)/user/%.o: $(KML)/user/%.S
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(USER_CFLAGS) $(USER_CFLAGS_$(1)) -I$(KML)/$(1) -I$(KML)/user/$(1) -c -o $$@ $$<
$(KML_OUT)/$(1)/user/%.o: $(KML)/common/%.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$(Q)$(HOSTCC) $(USER_CFLAGS) $(USER_CFLAGS_$(1)) -I$(KML)/$(1) -c -o $$@ $$<
$(KML_OUT)/$(1)/programs/%: $(KML_OUT)/$(1)/user/programs/%.o $(KML)/user/program.ld \
		$(call library_objects,$(1)) $(KML_OUT)/$(1)/user/nasty.o
	@mkdir -p $$(@D)
	$$(call say,LD,$$@)
	$(Q)$(KML_LD_$(1)) -T $(KML)/user/program.ld -o $$@ $$(filter %.o,$$^)
$(KML_OUT)/$(1)/programs.tar: $(addprefix $(KML_OUT)/$(1)/programs/,$(KML_PROGRAMS)) $(KML)/pack
	$$(call say,PACK,$$@)
	$(Q)$(KML)/pack $$@ $$(filter $(KML_OUT)/%,$$^)
-include $(wildcard $(KML_OUT)/$(1)/user/*.d $(KML_OUT)/$(1)/user/programs/*.d)
endef

$(foreach a,$(ARCHS),$(eval $(call kernel_rules,$(a),$(KML_OUT)/$(a),)))
$(foreach a,$(ARCHS),$(eval $(call program_rules,$(a))))

KML_IMAGES := $(foreach a,$(ARCHS),$(KML_OUT)/$(a)/kernel.elf $(KML_OUT)/$(a)/programs.tar)

.PHONY: kml
kml: $(KML_IMAGES) ## develop: build the two kernels and their programs

# --- running a program of the user's own

RUN_ARCH  := $(or $(ARCH),i386)
RUN_LEVEL := $(or $(LEVEL),cpl3)
RUN_NAME := $(basename $(notdir $(or $(PROG),hello)))
RUN_DIR  := $(KML_OUT)/$(RUN_ARCH)/run
RUN_APPEND = $(if $(FAULT),fault=$(FAULT)) user=$(RUN_LEVEL) $(OPTIONS) init=/bin/$(RUN_NAME) -- $(ARGS)

# A source file is compiled and added to the archive; a mere name must be one of
# our own programs. Warnings are not errors here.
define add_program
	@mkdir -p $(RUN_DIR)
	$(Q)$(HOSTCC) $(filter-out -Werror -MMD -MP,$(USER_CFLAGS)) \
		$(USER_CFLAGS_$(RUN_ARCH)) -I$(KML)/$(RUN_ARCH) -I$(KML)/user -c -o $(RUN_DIR)/$(RUN_NAME).o $(PROG)
	$(Q)$(KML_LD_$(RUN_ARCH)) -T $(KML)/user/program.ld -o $(RUN_DIR)/$(RUN_NAME) $(RUN_DIR)/$(RUN_NAME).o $(call library_objects,$(RUN_ARCH))
endef
RUN_PROGRAMS = $(filter-out %/programs/$(RUN_NAME),$(addprefix $(KML_OUT)/$(RUN_ARCH)/programs/,$(KML_PROGRAMS)))

.PHONY: run iso check-run
check-run:
	@case " $(ARCHS) " in *" $(RUN_ARCH) "*) ;; *) echo "ARCH=$(RUN_ARCH): choose one of $(ARCHS)" >&2; exit 2;; esac
	@case "$(RUN_LEVEL)" in cpl0|cpl3|path) ;; *) echo "LEVEL=$(RUN_LEVEL): choose cpl0, cpl3 or path" >&2; exit 2;; esac
	@case "$(PROG)" in *.c) test -f "$(PROG)" || { echo "PROG=$(PROG): no such file" >&2; exit 2; };; \
	*) case " $(KML_PROGRAMS) " in *" $(RUN_NAME) "*) ;; *) echo "PROG=$(PROG): give a .c file, or one of $(KML_PROGRAMS)" >&2; exit 2;; esac;; esac

run: check-run $(VM) $(KML_IMAGES) $(call library_objects,$(RUN_ARCH)) ## run: PROG=file.c or a name [ARCH LEVEL=cpl0 FAULT ARGS OPTIONS]
	$(if $(filter %.c,$(PROG)),$(add_program))
	@mkdir -p $(RUN_DIR)
	@$(KML)/pack $(RUN_DIR)/programs.tar $(RUN_PROGRAMS) \
		$(if $(filter %.c,$(PROG)),$(RUN_DIR),$(KML_OUT)/$(RUN_ARCH)/programs)/$(RUN_NAME)
	@$(VM) run --profile $(RUN_ARCH) --kernel $(KML_OUT)/$(RUN_ARCH)/kernel.elf \
		--initrd $(RUN_DIR)/programs.tar --append '$(RUN_APPEND)' --interactive

iso: check-run $(KML_IMAGES) ## run: a CD image that GRUB boots, for any emulator or PC [the same]
	@scripts/make-iso $(KML_OUT)/$(RUN_ARCH)/kernel.elf $(KML_OUT)/$(RUN_ARCH)/programs.tar \
		'$(RUN_APPEND)' $(KML_OUT)/$(RUN_ARCH).iso
	@echo $(KML_OUT)/$(RUN_ARCH).iso

# Each folder below brings the targets of its own.
include $(wildcard $(KML)/*/*.mk $(KML)/tests/*/*.mk)
