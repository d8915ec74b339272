# KML in Linux: the selftests, attacks and applications, in kernels that
# scripts/linux builds. More targets: the *.mk below.

KML_LINUX := $(KML)/linux
KML_LINUX_TESTS := $(KML_LINUX)/tests

include $(wildcard $(KML_LINUX)/*/*.mk $(KML_LINUX_TESTS)/*/*.mk)

# The kernels that "make test" builds and boots. (They have no network.)
KML_LINUX_KERNELS := kml-small kml-small-i386

# One boot on two processors and one on one; other numbers of processors are for
# test-kml-linux-all, other kernels for test-kml-debug.
.PHONY: test-kml-linux test-kml-linux-all test-kml-linux-mutations \
        test-kml-mutations-apply test-kml-apps soak-linux test-all
test-kml-linux: $(VM) test-kml-mutations-apply ## test: build the KML kernels, run the selftests and attacks in them (12 minutes at first)
	@for kernel in $(KML_LINUX_KERNELS); do \
		$(LINUX) build $$kernel --jobs 2; \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --cpus 2; \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --programs glibc-static; \
		$(KML_LINUX_TESTS)/attacks/run --kernel $$kernel; \
	done
	@$(KML_LINUX_TESTS)/kernels/fences --kernel kml-small

test-kml-apps: KML_APPS_KERNEL = kml$(if $(filter i386,$(MACHINE)),-i386)
test-kml-apps: $(VM) ## test: redis, nginx and busybox at CPL 0 in Linux [ARCH; first builds a kernel; downloads the servers]
	@$(LINUX) build $(KML_APPS_KERNEL)
	@$(KML_LINUX_TESTS)/apps/run --kernel $(KML_APPS_KERNEL) --cpus 2

# A mutant often hangs, and is waited for.
MUTANT_RUN := --programs glibc-static --timeout 25

test-kml-linux-mutations: $(VM) ## test: break the KML kernels, and see the selftests notice (an hour or two)
	@$(KML_LINUX)/mutate $(KML_LINUX_TESTS)/selftests/x86_64/mutations \
		$(KML_LINUX_TESTS)/selftests/run $(MUTANT_RUN)
	@$(KML_LINUX)/mutate --kernel kml-small-i386 \
		$(KML_LINUX_TESTS)/selftests/i386/mutations \
		$(KML_LINUX_TESTS)/selftests/run $(MUTANT_RUN)
	@$(KML_LINUX)/mutate $(KML_LINUX_TESTS)/kernels/mutations $(KML_LINUX_TESTS)/kernels/fences

test-kml-mutations-apply: ## test: each of these mutations, and those for attacks and gdb, can be made in the source as it is now
	@$(KML_LINUX)/mutate --check $(KML_LINUX_TESTS)/selftests/*/mutations \
		$(KML_LINUX_TESTS)/kernels/mutations $(KML_GDB)/linux/*/mutations
	@$(KML_LINUX_TESTS)/attacks/mutations --check
	@$(KML_LINUX)/bench/lean-ring3 --check

test-kml-linux-all: $(VM) ## test: the selftests on more processors, with NMIs, with the 8259 alone, without kml=on
	@for kernel in $(KML_LINUX_KERNELS); do $(LINUX) build $$kernel; done
	@for kernel in $(KML_LINUX_KERNELS); do \
		$(KML_LINUX_TESTS)/selftests/run --kernel $$kernel --off; done
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small --cpus 4 --nmi 3
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small --nmi 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nolapic
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nmi 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-small-i386 --nmi 2 --nolapic

test-all: test ## test: everything, for hours
	@$(MAKE) --no-print-directory lint test-kml-linux test-kml-linux-all \
		test-kml-apps test-kml-direct test-kml-linux-mutations \
		test-kml-attack-mutations test-kml-off test-kml-bench \
		test-kselftest test-kml-debug test-kml-protected \
		test-kml-each-patch test-gdb-linux test-gdb-linux-mutations \
		test-linux test-linux-reproducible test-paths-all \
		test-explorer-all test-explorer-page test-explorer-boot test-busy-all
	@$(MAKE) --no-print-directory ARCH=i386 test-kml-bench test-kml-apps \
		test-kml-attack-mutations test-gdb-linux \
		test-gdb-linux-mutations test-kselftest test-kml-each-patch

soak-linux: $(VM) ## test: the KML kernel under load and NMIs [MINUTES=60; downloads the servers]
	@$(LINUX) build kml
	@$(KML_LINUX_TESTS)/soak --minutes $(or $(MINUTES),60)
