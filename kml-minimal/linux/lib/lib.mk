# Direct calls from C, and in a C library.

.PHONY: test-kml-direct
test-kml-direct: $(VM) ## test: an example's calls, and those of its musl, go direct at CPL 0 in Linux [builds kml-small first; downloads musl's source]
	@$(LINUX) build kml-small
	@$(KML_LINUX)/lib/run --kernel kml-small
