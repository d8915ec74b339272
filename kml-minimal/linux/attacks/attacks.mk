# Attacks on the kernel of the patch series, and the test of these tests.

KML_ATTACKS := $(KML)/linux/attacks

.PHONY: test-kml-attacks test-kml-attack-mutations
test-kml-attacks: $(VM) ## test: no attack gets to CPL 0 in Linux [builds kml-small first]
	@$(LINUX) build kml-small
	@$(KML_ATTACKS)/run --kernel kml-small

test-kml-attack-mutations: $(VM) ## test: each attack wins without the check in its way [builds a kernel first]
	@$(KML_ATTACKS)/mutations kml-small
