// SPDX-License-Identifier: GPL-2.0-only
/* forks N: the sum of 1 to N, added by four children. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 4

/* The numbers from 1 to last that leave this remainder. */
static void add(long last, long remainder, int out)
{
	long sum = 0;

	for (long i = 1; i <= last; i++)
		if (i % CHILDREN == remainder)
			sum += i;
	if (write(out, &sum, sizeof(sum)) != sizeof(sum))
		exit(1);
	exit(0);
}

int main(int argc, char **argv)
{
	long last = argc > 1 ? atol(argv[1]) : 0, sum = 0, part;
	int pipe_ends[2], failed = 0, status;

	if (pipe(pipe_ends))
		return 1;
	for (int child = 0; child < CHILDREN; child++) {
		pid_t pid = fork();

		if (pid < 0)
			return 1;
		if (!pid)
			add(last, child, pipe_ends[1]);
	}
	for (int child = 0; child < CHILDREN; child++)
		if (read(pipe_ends[0], &part, sizeof(part)) == sizeof(part))
			sum += part;
	while (wait(&status) > 0)
		failed |= status;
	printf("sum %ld\n", sum);
	return failed != 0;
}
