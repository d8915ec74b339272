# KML in Linux: the selftests, attacks and applications, in kernels that
# scripts/linux builds.

KML_LINUX := $(KML)/linux

KML_LINUX_TESTS := $(KML)/linux/tests
KML_ATTACKS     := $(KML_LINUX_TESTS)/attacks

# The kernels that "make test" builds and boots. (They have no network.)
KML_LINUX_KERNELS := kml-small kml-small-i386

# One boot on two processors and one on one; other numbers of processors are for
# test-kml-linux-all, other kernels for test-kml-debug.
.PHONY: test-kml-linux test-kml-linux-all test-kml-linux-mutations \
        test-kml-mutations-apply test-kml-apps soak-linux
## linux: build the KML kernels, run the selftests and attacks in them
## (12 minutes at first)
test-kml-linux: $(VM) test-kml-mutations-apply
	@for kernel in $(KML_LINUX_KERNELS); do \
		$(MAKE_LINUX) build $$kernel --jobs 2; \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --cpus 2; \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --programs glibc-static; \
		$(KML_LINUX_TESTS)/attacks/run --kernel $$kernel; \
	done
	@$(KML_LINUX_TESTS)/kernels/fences --kernel kml-small

test-kml-apps: KML_APPS_KERNEL = kml$(if $(filter i386,$(MACHINE)),-i386)
## linux: redis, nginx and busybox at CPL 0
## [ARCH; builds a kernel first; downloads the servers]
test-kml-apps: $(VM)
	@$(MAKE_LINUX) build $(KML_APPS_KERNEL)
	@$(KML_LINUX_TESTS)/apps/run --kernel $(KML_APPS_KERNEL) --cpus 2

## linux: break the KML kernels; the selftests must notice
## (an hour or two)
test-kml-linux-mutations: $(VM)
	@scripts/mutate $(KML_LINUX_TESTS)/selftests/x86_64/mutations
	@scripts/mutate $(KML_LINUX_TESTS)/selftests/i386/mutations
	@scripts/mutate $(KML_LINUX_TESTS)/kernels/mutations

## linux: each of these mutations, and those for attacks and gdb, can
## be made in the source as it is now
test-kml-mutations-apply:
	@scripts/mutate --check $(KML_LINUX_TESTS)/selftests/*/mutations \
		$(KML_LINUX_TESTS)/{kernels,attacks}/mutations $(KML_GDB)/linux/*/mutations
	@$(KML_LINUX)/bench/lean-ring3 --check

## linux: the selftests on more processors, with NMIs, with the 8259
## alone, without kml=on
test-kml-linux-all: $(VM)
	@for kernel in $(KML_LINUX_KERNELS); do $(MAKE_LINUX) build $$kernel; done
	@for kernel in $(KML_LINUX_KERNELS); do \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --off; done
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small --cpus 4 --nmi 3
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small --nmi 2
	@$(MAKE_LINUX) build kml-paravirt
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-paravirt --cpus 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nolapic
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --append nolapic_timer
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nmi 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nmi 2 --nolapic

## linux tests: the KML kernel under load and NMIs
## [MINUTES=60; downloads the servers]
soak-linux: $(VM)
	@$(MAKE_LINUX) build kml
	@$(KML_LINUX_TESTS)/soak --minutes $(or $(MINUTES),60)

# --- attacks on the kernel, and the test of these tests

.PHONY: test-kml-attacks test-kml-attack-mutations
test-kml-attacks test-kml-attack-mutations: KML_ATTACKED = kml-small$(if $(filter i386,$(MACHINE)),-i386)
## linux: no attack gets to CPL 0 [ARCH; builds a kernel first]
test-kml-attacks: $(VM)
	@$(MAKE_LINUX) build $(KML_ATTACKED)
	@$(KML_ATTACKS)/run --kernel $(KML_ATTACKED)

## linux: each attack wins without the check in its way
## [ARCH; builds a kernel first]
test-kml-attack-mutations: $(VM)
	@KERNEL=$(KML_ATTACKED) scripts/mutate $(KML_ATTACKS)/mutations

# --- what the series promises to those who do not use it, and to those who read it
# patch by patch; kernels that watch themselves, or protect themselves

.PHONY: test-kml-off test-kml-each-patch test-kml-debug test-kml-protected
## linux: with the option off, the series changes no object of the
## kernel, x86-64 and i386 [builds kernels first]
test-kml-off:
	@$(KML_LINUX_TESTS)/kernels/off

## linux: each patch of the series builds without a warning, and boots
## [ARCH; hours]
test-kml-each-patch: $(VM) $(B)/rootfs/busybox-x86_64.cpio.gz $(B)/rootfs/busybox-i386.cpio.gz
	@$(KML_LINUX_TESTS)/kernels/each-patch $(MACHINE)

## linux: the selftests with lock debugging and KASAN
## [builds kernels first]
test-kml-debug: $(VM)
	@for name in kml-lockdep kml-lockdep-i386 kml-kasan; do $(MAKE_LINUX) build $$name; done
	@$(KML_LINUX_TESTS)/kernels/debug

## linux: kernels with page table isolation, retpolines ..., and for
## one processor [builds kernels first]
test-kml-protected: $(VM)
	@for name in pristine-protected kml-protected kml-up; do $(MAKE_LINUX) build $$name; done
	@$(KML_LINUX_TESTS)/kernels/fences --kernel kml-protected
	@$(KML_LINUX_TESTS)/kernels/protections
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-protected --cpus 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-protected --off --programs glibc-static
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-up

.PHONY: test-kselftest
## linux: the kernel's own selftests, with and without KML
## [ARCH; builds kernels first]
test-kselftest: $(VM)
	@for name in pristine kml-on; do \
		$(MAKE_LINUX) build $$name$(if $(filter i386,$(MACHINE)),-i386); done
	@$(KML_LINUX_TESTS)/kselftest/run --machine $(MACHINE)

# --- direct calls from C, and in a C library

.PHONY: test-kml-direct
## linux: calls of an example, and of its musl, go direct at CPL 0
## [builds kml-small first; downloads musl's source]
test-kml-direct: $(VM)
	@$(MAKE_LINUX) build kml-small
	@$(KML_LINUX)/lib/run --kernel kml-small

# --- what system calls cost in Linux, in instructions, by path

KML_BENCH       := $(KML_LINUX)/bench
KML_BENCH_ARCH   = $(MACHINE)
KML_BENCH_KERNELS = $(addsuffix $(if $(filter i386,$(MACHINE)),-i386),pristine kml-on)

.PHONY: kml-bench test-kml-bench kml-bench-kernels
kml-bench-kernels: $(VM)
	@for name in $(KML_BENCH_KERNELS); do $(MAKE_LINUX) build $$name; done

## linux measure: system calls by path, with and without KML, as CSV
## [ARCH; builds kernels first]
kml-bench: kml-bench-kernels
	@$(if $(filter x86_64,$(KML_BENCH_ARCH)),$(KML_BENCH)/lean-ring3)
	@$(KML_BENCH)/run --arch $(KML_BENCH_ARCH)

## linux: ring 3 pays nothing without kml=on, a lean call half
## [ARCH; builds kernels first]
test-kml-bench: kml-bench-kernels
	@$(if $(filter x86_64,$(KML_BENCH_ARCH)),$(KML_BENCH)/lean-ring3)
	@$(KML_BENCH)/test $(KML_BENCH_ARCH)

# --- gdb: the commands of kml-minimal, and the kernel's own
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
	@$(MAKE_LINUX) build $(GDB_LINUX_CONFIG)

## linux: step through a run of Linux, as make gdb does
## [CONFIG ARCH PROG=file.c ARGS LEVEL CMD="..." PANES=no]
gdb-linux: gdb-linux-kernel $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz
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

## linux: step through a page fault in Linux at both levels [ARCH]
test-gdb-linux: gdb-linux-kernel $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz
	@cp $(GDB_LINUX_OUT)/starve '$(GDB_LINUX_OUT)/to starve' # any name works
	@$(KML_GDB)/tests/run --linux $(GDB_LINUX_ARCH) -- \
		--kernel $(GDB_LINUX_CONFIG) --prog '$(GDB_LINUX_OUT)/to starve'

## linux: break Linux; those sessions must notice
## [ARCH; half an hour]
test-gdb-linux-mutations: $(GDB_LINUX_OUT)/starve $(VM) $(B)/rootfs/busybox-$(GDB_LINUX_ARCH).cpio.gz
	@KERNEL=$(GDB_LINUX_CONFIG) scripts/mutate $(KML_GDB)/linux/$(GDB_LINUX_ARCH)/mutations
