// SPDX-License-Identifier: GPL-2.0-only
/* The application of least demands. */
#include <stdio.h>

int main(void)
{
	return puts("hello, world") < 0;
}
