// SPDX-License-Identifier: GPL-2.0-only
/* Calls the kernel by kml_direct.h and by the C library. Where it runs, and
 * with which library it was linked, decides how these calls are made; the
 * program does not notice. `entries` shows it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kml_direct.h"

int main(void)
{
	if (kml_direct_init())
		puts("The kernel is a function here.");
	printf("kml_direct.h: I am process %ld; getpgid(-1) gives %ld\n",
	       kml_call0(SYS_getpid), kml_call1(SYS_getpgid, -1));
	printf("C library: my parent is process %d; ", getppid());
	printf("close(-1) gives %d", close(-1));
	printf(" and \"%s\"\n", strerror(errno));
	return 0;
}
