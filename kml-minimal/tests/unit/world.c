// SPDX-License-Identifier: GPL-2.0-only
/* Stands in for the rest of the kernel, as far as the tested files call it. */
#include "tests.h"

#include <stdio.h>

struct process *current;
struct info info;

_Noreturn void panic(const char *text, ...)
{
	fprintf(stderr, "panic: %s\n", text);
	abort();
}

void trace(const char *text, ...)
{
	(void)text;
}
