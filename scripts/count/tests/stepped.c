// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program to be stepped through, and to be counted: between the marks 1 and 2
 * are branches, calls, system calls and a signal, and nothing that depends on
 * the processor.
 */
#include "count/mark.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile unsigned int sum;

static void handle(int number)
{
	sum += number;
}

static __attribute__((noinline)) unsigned int collatz(unsigned int n)
{
	unsigned int steps = 0;

	for (; n != 1; n = n % 2 ? 3 * n + 1 : n / 2)
		steps++;
	return steps;
}

static void work(void)
{
	unsigned int i;

	for (i = 1; i < 50; i++)
		sum += collatz(i);
	for (i = 0; i < 20; i++)
		sum += syscall(SYS_getppid) != 0;
	syscall(SYS_tgkill, getpid(), getpid(), SIGUSR1);
}

int main(void)
{
	signal(SIGUSR1, handle);
	work(); /* what is done once, such as touching the stack, is done */
	COUNT_MARK(1);
	work();
	COUNT_MARK(2);
	return sum == 0;
}
