.PHONY: test-kselftest
test-kselftest: $(VM) ## test: the kernel's own selftests, with and without KML [first builds kernels]
	@for name in pristine kml-on; do $(LINUX) build $$name; done
	@$(KML)/linux/kselftest/run
