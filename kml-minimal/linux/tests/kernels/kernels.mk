# What the patch series promises to those who do not use it, and to those who read
# it patch by patch; kernels that watch themselves, or protect themselves.

.PHONY: test-kml-off test-kml-each-patch test-kml-debug test-kml-protected
test-kml-off: ## test: with the option off, the series changes no object of the kernel, x86-64 and i386 [first builds kernels]
	@$(KML_LINUX_TESTS)/kernels/off

test-kml-each-patch: $(VM) $(B)/rootfs/busybox-x86_64.cpio.gz $(B)/rootfs/busybox-i386.cpio.gz ## test: each patch of the series builds without a warning, and boots [ARCH; hours]
	@$(KML_LINUX_TESTS)/kernels/each-patch $(MACHINE)

test-kml-debug: $(VM) ## test: the selftests with lock debugging and KASAN [first builds kernels]
	@for name in kml-lockdep kml-lockdep-i386 kml-kasan; do $(LINUX) build $$name; done
	@$(KML_LINUX_TESTS)/kernels/debug

test-kml-protected: $(VM) ## test: kernels with page table isolation, retpolines ..., and for one processor [first builds kernels]
	@for name in pristine-protected kml-protected kml-up; do $(LINUX) build $$name; done
	@$(KML_LINUX_TESTS)/kernels/fences --kernel kml-protected
	@$(KML_LINUX_TESTS)/kernels/protections
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-protected --cpus 2
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-protected --off --programs glibc-static
	@$(KML_LINUX_TESTS)/selftests/run --kernel kml-up
