# System calls, socket families and file systems: the exceptions are data.

HOSTCPPFLAGS += \
	-DEXPLORER_EXCEPTIONS=$(call c_path,kconfig-explorer/src/syscalls/exceptions)
