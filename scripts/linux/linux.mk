# Linux: kernels, an initramfs, and a way to boot them, by scripts that work without
# make: linux, boot, and ../rootfs/rootfs. For the other parts:
#
#   $(MAKE_LINUX)   builds a kernel:  $(MAKE_LINUX) build NAME
#   $(ROOTFS)  makes an initramfs
#   $(BOOT)    boots a kernel:   $(BOOT) NAME --run COMMAND

MAKE_LINUX := scripts/linux/linux
BOOT   := scripts/linux/boot
ROOTFS := scripts/rootfs/rootfs

# There is no 32-bit busybox on a 64-bit Debian: "make setup" downloads this one.
I386_SHELL := --machine i386 --package busybox-static

# CONFIG=base ARCH=i386 means base-i386.
CONFIG       := base
LINUX_CONFIG := $(if $(filter i386,$(MACHINE)),$(CONFIG:%-i386=%)-i386,$(CONFIG))
LINUX_ROOTFS := $(B)/rootfs/busybox-$(if $(filter %-i386,$(LINUX_CONFIG)),i386,x86_64).cpio.gz

.PHONY: linux run-linux test-linux test-linux-scripts test-linux-reproducible
## linux: build a Linux kernel [CONFIG=base|kml|... ARCH=i386
## LINUX=6.1|6.12]
linux:
	@$(MAKE_LINUX) build $(LINUX_CONFIG)

## start linux: Linux with a shell, or CMD="..."
## [CONFIG ARCH APPEND=kml=on VM_OPTIONS]
run-linux: linux $(VM) $(LINUX_ROOTFS)
	@$(BOOT) $(LINUX_CONFIG) --rootfs $(LINUX_ROOTFS) $(call option,APPEND) \
		$(if $(value CMD),--run $(call quoted,CMD)) -- $(VM_OPTIONS)

ROOTFS_SOURCES := $(wildcard scripts/rootfs/*)

$(B)/rootfs/busybox-x86_64.cpio.gz: $(ROOTFS_SOURCES)
	@$(ROOTFS) --program /bin/busybox $@

$(B)/rootfs/busybox-i386.cpio.gz: $(ROOTFS_SOURCES)
	@$(ROOTFS) $(I386_SHELL) $@

## linux: scripts/linux and scripts/rootfs, with a toy kernel
test-linux-scripts:
	@scripts/linux/tests/scripts

## linux: a kernel is the same bytes in another folder
## [CONFIG; builds it twice]
test-linux-reproducible:
	@scripts/linux/tests/reproducible $(LINUX_CONFIG)

## linux: ... and build and boot a real one
test-linux: test-linux-scripts $(VM) $(B)/rootfs/busybox-x86_64.cpio.gz
	@scripts/linux/tests/boot
