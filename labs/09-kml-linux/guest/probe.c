// SPDX-License-Identifier: GPL-2.0-only
/*
 * probe [CALLS]: prints at which level it runs, and what /proc/kml counts
 * before and after CALLS direct calls. Everything else that it asks of the
 * kernel is asked by SYSCALL.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kml_direct.h"

static void show_counts(const char *when)
{
	char text[1024] = "", *line;
	int fd = open("/proc/kml", O_RDONLY);

	if (fd < 0 || read(fd, text, sizeof(text) - 1) < 0)
		printf("probe: %s: /proc/kml cannot be read\n", when);
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		printf("probe: %s: %s\n", when, line);
	close(fd);
}

int main(int argc, char **argv)
{
	long calls = argc > 1 ? atol(argv[1]) : 0, wrong = 0;
	unsigned short cs;

	__asm__("mov %%cs, %0" : "=r"(cs));
	printf("probe: level: %d\n", cs & 3);
	show_counts("before");
	printf("probe: direct: %d\n", kml_direct_init());
	for (long i = 0; i < calls; i++)
		wrong += kml_call0(SYS_getppid) != getppid();
	printf("probe: wrong: %ld\n", wrong);
	show_counts("after");
	return 0;
}
