# Manifests: what the tree does not tell about options is data, and so is what
# the machine needs on which a specialised kernel runs.

HOSTCPPFLAGS += \
	-DEXPLORER_MANIFEST_OPTIONS=$(call c_path,kconfig-explorer/src/manifest/options) \
	-DEXPLORER_MACHINE=$(call c_path,kconfig-explorer/manifests/machine.needs)
