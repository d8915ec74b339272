# The solver behind `solve` and `plan` is CaDiCaL, a C++ library.
EXPLORER_LIBRARIES += -lcadical -lstdc++ -lm
HOSTCPPFLAGS += -DEXPLORER_POLICY=$(call c_path,kconfig-explorer/src/solve/policy)
