// SPDX-License-Identifier: GPL-2.0-only
/* The application with the fewest needs. */
#include <stdio.h>

int main(void)
{
	return puts("hello, world") < 0;
}
