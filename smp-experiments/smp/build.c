// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs make -j JOBS in /bundle, under mark 1 (scripts/count), and compares the
 * objects that it leaves with those that the same compiler made elsewhere.
 */
#include "count/mark.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXPECTED "/expected/*"

static void need(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static bool make(const char *jobs)
{
	int status;
	pid_t child = fork();

	need(child >= 0, "fork");
	if (child == 0) {
		execl("/bin/make", "make", "-s", "-C", "/bundle", "-j", jobs,
		      (char *)NULL);
		perror("/bin/make");
		_exit(127);
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	return status == 0;
}

static bool same(const char *one, const char *other)
{
	FILE *a = fopen(one, "re"), *b = fopen(other, "re");
	bool good = a && b;
	int byte = 0;

	while (good && byte != EOF) {
		byte = getc(a);
		good = byte == getc(b);
	}
	if (a)
		fclose(a);
	if (b)
		fclose(b);
	return good;
}

/* How many; or -1 if one is missing or differs. */
static int objects(void)
{
	char made[4096];
	glob_t found;
	size_t i;

	need(glob(EXPECTED, 0, NULL, &found) == 0, EXPECTED);
	for (i = 0; i < found.gl_pathc; i++) {
		snprintf(made, sizeof(made), "/bundle/%s",
			 strrchr(found.gl_pathv[i], '/') + 1);
		if (!same(found.gl_pathv[i], made)) {
			fprintf(stderr, "build: %s is not as expected\n", made);
			return -1;
		}
	}
	return found.gl_pathc;
}

int main(int argc, char **argv)
{
	bool good;
	int made;

	COUNT_MARK(3); /* what is before was the boot */
	if (argc != 2 || strtol(argv[1], NULL, 10) < 1) {
		fputs("usage: build JOBS\n", stderr);
		return 2;
	}
	COUNT_MARK(1);
	good = make(argv[1]);
	COUNT_MARK(3);
	if (!good) {
		fputs("build: make failed\n", stderr);
		return 1;
	}
	made = objects();
	if (made < 0)
		return 1;
	printf("workload: make workers=%s operations=%d\n", argv[1], made);
	return 0;
}
