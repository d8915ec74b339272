# System calls, socket families and file systems: the exceptions are data.

HOSTCPPFLAGS += \
	-DEXPLORER_EXCEPTIONS='"$(abspath kconfig-explorer/src/syscalls/exceptions)"'
