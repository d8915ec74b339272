# gdb for the Linux kernels: the same commands, and the kernel's own.
#
#   make gdb-linux PROG=file.c [LEVEL=cpl3] [CONFIG=kml-debug] [ARCH=i386]

# The configuration must have debug information; base, the default of `make
# linux', has none. ARCH=i386 means the one with -i386 at its end, as there.
GDB_LINUX_NAME   = $(if $(filter file,$(origin CONFIG)),kml-debug,$(CONFIG))
GDB_LINUX_CONFIG = $(if $(filter i386,$(MACHINE)),$(GDB_LINUX_NAME:%-i386=%)-i386,$(GDB_LINUX_NAME))
GDB_LINUX_ARCH   := $(MACHINE)
GDB_LINUX_OUT    := $(B)/gdb-linux/$(GDB_LINUX_ARCH)

# Not where other programs are, so that a breakpoint belongs to this one.
GDB_LINUX_CFLAGS := -std=gnu11 -O1 -g -static -no-pie -fno-pic \
	-Wl,-Ttext-segment=0x10000000 $(USER_CFLAGS_$(GDB_LINUX_ARCH))

# What is run unless PROG or CMD say so. (A C file is compiled by the session.)
GDB_LINUX_PROG = $(if $(value PROG)$(value CMD),$(call option,PROG),--prog $(GDB_LINUX_OUT)/starve)
GDB_SESSION_LINUX = $(KML_GDB)/session-linux --kernel $(GDB_LINUX_CONFIG) \
	--cc '$(HOSTCC) $(GDB_LINUX_CFLAGS) -Wall'

.PHONY: gdb-linux test-gdb-linux test-gdb-linux-mutations gdb-linux-kernel

gdb-linux-kernel:
	@$(LINUX) build $(GDB_LINUX_CONFIG)

gdb-linux: gdb-linux-kernel $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz ## look: the same with Linux [CONFIG ARCH PROG=file.c ARGS LEVEL CMD="..." PANES=no]
	@$(GDB_SESSION_LINUX) $(GDB_LINUX_PROG) $(call option,LEVEL) \
		$(call option,ARGS) $(call option,CMD) \
		$(if $(filter no,$(PANES)),--no-panes)

# machine.S is that of kml-minimal's programs.
$(B)/gdb-linux/%/starve: $(KML_GDB)/linux/starve.c $(KML)/user/%/machine.S
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(HOSTCC) $(GDB_LINUX_CFLAGS) -ffreestanding -nostdlib \
		-fno-stack-protector -fcf-protection=none -z noexecstack \
		-I$(KML)/user -I$(KML)/common -I$(KML)/$* -o $(draft) $^ && $(keep)

test-gdb-linux: gdb-linux-kernel $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz ## test: step through a page fault in Linux at both levels [ARCH]
	@$(KML_GDB)/tests/run --linux $(GDB_LINUX_ARCH) -- \
		--kernel $(GDB_LINUX_CONFIG) --prog $(GDB_LINUX_OUT)/starve

# The kernels are built in build/linux-broken.
test-gdb-linux-mutations: $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz ## test: break Linux, and see those sessions notice [ARCH] (half an hour)
	@$(KML_LINUX)/mutate --kernel $(GDB_LINUX_CONFIG) \
		$(KML_GDB)/linux/$(GDB_LINUX_ARCH)/mutations \
		$(KML_GDB)/tests/run --linux $(GDB_LINUX_ARCH) -- \
		--prog $(GDB_LINUX_OUT)/starve
