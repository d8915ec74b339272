/* SPDX-License-Identifier: GPL-2.0-only */
/* The path "direct": a call to the kernel's entry, as ../lib offers it. */
#include "../../lib/kml_direct.h"

/* The fourth argument is 0: wait4 takes a pointer there. */
static inline __attribute__((always_inline)) long call(long number, long a,
						       long b, long c)
{
	return kml_call4(number, a, b, c, 0);
}

/* A call that takes no arguments, and so sets none. */
static inline __attribute__((always_inline)) long call_null(long number)
{
	return kml_call0(number);
}

static inline int find_call(void)
{
	return kml_direct_init();
}
