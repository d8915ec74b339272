# The solver behind `solve` and `plan` is CaDiCaL, a C++ library.
EXPLORER_LIBRARIES += -lcadical -lstdc++ -lm
