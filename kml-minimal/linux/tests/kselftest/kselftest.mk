.PHONY: test-kselftest
test-kselftest: $(VM) ## test: the kernel's own selftests, with and without KML [ARCH; first builds kernels]
	@for name in pristine kml-on; do \
		$(LINUX) build $$name$(if $(filter i386,$(MACHINE)),-i386); done
	@$(KML_LINUX_TESTS)/kselftest/run --machine $(MACHINE)
