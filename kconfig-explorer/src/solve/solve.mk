# The solver behind `solve` and `plan` is CaDiCaL, a C++ library.
EXPLORER_LIBRARIES += -lcadical -lstdc++ -lm
HOSTCPPFLAGS += -DEXPLORER_POLICY='"$(abspath kconfig-explorer/src/solve/policy)"'
