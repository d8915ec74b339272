/* SPDX-License-Identifier: GPL-2.0-only */
/* The path "direct": what AT_SYSINFO names, as glibc and musl call it. */
#include <sys/auxv.h>

#include "vsyscall.h"

static inline int find_call(void)
{
	vsyscall = getauxval(AT_SYSINFO);
	return vsyscall >= 0xc0000000; /* the kernel's half */
}
