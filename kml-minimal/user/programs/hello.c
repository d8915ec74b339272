// SPDX-License-Identifier: GPL-2.0-only
/* The first program. Run it at both levels:
 *   make run PROG=kml-minimal/user/programs/hello.c
 *   make run PROG=kml-minimal/user/programs/hello.c LEVEL=cpl0 */
#include "kml.h"

int main(int argc, char **argv)
{
	int i;

	printf("Hello from pid %d, at CPL %u.\n", getpid(), cpl());
	for (i = 0; i < argc; i++)
		printf("argument %d: %s\n", i, argv[i]);
	return 0;
}
