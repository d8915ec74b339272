# What system calls cost in Linux, in instructions, by path.

KML_BENCH       := $(KML)/linux/bench
KML_BENCH_ARCH   = $(MACHINE)
KML_BENCH_KERNELS = $(addsuffix $(if $(filter i386,$(MACHINE)),-i386),pristine kml-on)

.PHONY: kml-bench test-kml-bench kml-bench-kernels
kml-bench-kernels: $(VM)
	@for name in $(KML_BENCH_KERNELS); do $(LINUX) build $$name; done

kml-bench: kml-bench-kernels ## measure: Linux's system calls by path, with and without KML, as CSV [ARCH; first builds kernels]
	@$(if $(filter x86_64,$(KML_BENCH_ARCH)),$(KML_BENCH)/lean-ring3)
	@$(KML_BENCH)/run --arch $(KML_BENCH_ARCH)
	@$(KML_BENCH)/table $(B)/kml-bench/$(KML_BENCH_ARCH).csv >&2

test-kml-bench: kml-bench-kernels ## test: ... that ring 3 pays nothing without kml=on, and a lean call half [ARCH; first builds kernels]
	@$(if $(filter x86_64,$(KML_BENCH_ARCH)),$(KML_BENCH)/lean-ring3)
	@$(KML_BENCH)/test $(KML_BENCH_ARCH)
