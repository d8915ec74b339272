# Attacks on the kernel of the patch series, and the test of these tests.

KML_ATTACKS := $(KML_LINUX_TESTS)/attacks

.PHONY: test-kml-attacks test-kml-attack-mutations
test-kml-attacks test-kml-attack-mutations: KML_ATTACKED = kml-small$(if $(filter i386,$(MACHINE)),-i386)
test-kml-attacks: $(VM) ## test: no attack gets to CPL 0 in Linux [ARCH; builds a kernel first]
	@$(LINUX) build $(KML_ATTACKED)
	@$(KML_ATTACKS)/run --kernel $(KML_ATTACKED)

test-kml-attack-mutations: $(VM) ## test: each attack wins without the check in its way [ARCH; builds a kernel first]
	@$(KML_ATTACKS)/mutations $(KML_ATTACKED)
