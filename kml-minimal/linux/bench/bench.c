// SPDX-License-Identifier: GPL-2.0-only
/*
 * What system calls cost, by the path that PATH_HEADER brings. Prints for each
 *
 *   bench: CALL units=U per N runs=R
 *
 * U are ticks of the time-stamp counter for N calls: under -icount shift=0 one
 * tick is one instruction. The figure is the median of R runs, so that the few
 * that a timer tick interrupts do not count. It is that of 2N calls minus that
 * of N, so that what happens once goes away, minus the same of an empty loop.
 */
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <fcntl.h>

#include PATH_HEADER

#define RUNS 101
#define PAGE 4096ul

#ifdef SYS_stat64
#define STAT SYS_stat64
#else
#define STAT SYS_stat
#endif

struct workload {
	const char *name;
	unsigned long batch;
	void (*prepare)(unsigned long count); /* outside what is timed */
	void (*run)(unsigned long count);
};

static void need(int good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static uint64_t cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

/* --- the calls */

static int zero, null;
static char byte;
static char about[256]; /* what stat reports, in any layout */

static void run_loop(unsigned long count)
{
	while (count--)
		__asm__ volatile("");
}

/* A function that does nothing: what a call costs without a kernel. */
static __attribute__((noipa)) long function(long number)
{
	return number;
}

static void run_function(unsigned long count)
{
	while (count--)
		function(SYS_getppid);
}

static void run_null(unsigned long count)
{
	while (count--)
		call_null(SYS_getppid);
}

static void run_read(unsigned long count)
{
	while (count--)
		call(SYS_read, zero, (long)&byte, 1);
}

static void run_write(unsigned long count)
{
	while (count--)
		call(SYS_write, null, (long)&byte, 1);
}

static void run_stat(unsigned long count)
{
	while (count--)
		call(STAT, (long)"/dev/null", (long)about, 0);
}

/* A byte to another process and one back: four calls, two switches. */
static int there[2], back[2];

static void echo(void)
{
	while (call(SYS_read, there[0], (long)&byte, 1) == 1)
		call(SYS_write, back[1], (long)&byte, 1);
	_exit(0);
}

static void start_echo(void)
{
	pid_t child;

	need(pipe(there) == 0 && pipe(back) == 0, "pipe");
	child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		close(there[1]);
		echo();
	}
}

static void run_pipe(unsigned long count)
{
	while (count--) {
		call(SYS_write, there[1], (long)&byte, 1);
		call(SYS_read, back[0], (long)&byte, 1);
	}
}

/* Send oneself a signal, handle it, return from the handler (sigreturn). */
static int self;
static volatile unsigned long handled;

static void handle(int number)
{
	(void)number;
	handled++;
}

static void run_signal(unsigned long count)
{
	while (count--)
		call(SYS_tgkill, self, self, SIGUSR1);
}

/* Touch pages of fresh memory: each gets a page of zeros. */
static char *memory;

static void drop_pages(unsigned long count)
{
	need(madvise(memory, count * PAGE, MADV_DONTNEED) == 0, "madvise");
}

static void run_pagefault(unsigned long count)
{
	volatile char *page = memory;

	for (; count--; page += PAGE)
		*page = 1;
}

/* A process that ends at once, and waiting for it. */
static void run_fork(unsigned long count)
{
	long child;

	while (count--) {
		child = call(SYS_fork, 0, 0, 0);
		if (child == 0)
			call(SYS_exit_group, 0, 0, 0);
		call(SYS_wait4, child, 0, 0);
	}
}

static const struct workload workloads[] = {
	{"function", 100, NULL, run_function},
	{"null", 100, NULL, run_null},
	{"read", 100, NULL, run_read},
	{"write", 100, NULL, run_write},
	{"stat", 100, NULL, run_stat},
	{"pipe", 25, NULL, run_pipe},
	{"signal", 25, NULL, run_signal},
	{"pagefault", 50, drop_pages, run_pagefault},
	{"fork", 4, NULL, run_fork},
};

static const struct workload loop = {"loop", 0, NULL, run_loop};

/* What is called must work; otherwise a failure's cost would be taken. */
static void set_up(void)
{
	zero = open("/dev/zero", O_RDONLY);
	null = open("/dev/null", O_WRONLY);
	need(zero >= 0 && null >= 0, "/dev/zero, /dev/null");
	memory = mmap(NULL, 100 * PAGE, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	need(memory != MAP_FAILED, "mmap");
	self = getpid();
	need(signal(SIGUSR1, handle) != SIG_ERR, "signal");
	start_echo();
}

static void check_calls(void)
{
	long child;

	need(call(SYS_getppid, 0, 0, 0) == getppid(), "null");
	need(call(SYS_read, zero, (long)&byte, 1) == 1, "read");
	need(call(SYS_write, null, (long)&byte, 1) == 1, "write");
	need(call(STAT, (long)"/dev/null", (long)about, 0) == 0, "stat");
	need(call(SYS_write, there[1], (long)&byte, 1) == 1 &&
		     call(SYS_read, back[0], (long)&byte, 1) == 1,
	     "pipe");
	run_signal(1);
	need(handled == 1, "signal");
	child = call(SYS_fork, 0, 0, 0);
	if (child == 0)
		call(SYS_exit_group, 0, 0, 0);
	need(child > 0 && call(SYS_wait4, child, 0, 0) == child, "fork");
}

/* --- timing */

/* noipa: one loop for every count, not one for each. */
static __attribute__((noipa)) long time_calls(const struct workload *w,
					      unsigned long count)
{
	uint64_t start;

	if (w->prepare)
		w->prepare(count);
	start = cycles();
	w->run(count);
	return (long)(cycles() - start);
}

static long time_batch(const struct workload *w, unsigned long batch)
{
	return time_calls(w, 2 * batch) - time_calls(w, batch);
}

static int compare(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

static void measure(const struct workload *w)
{
	long units[RUNS];
	int i;

	for (i = 0; i < RUNS; i++)
		units[i] =
			time_batch(w, w->batch) - time_batch(&loop, w->batch);
	qsort(units, RUNS, sizeof(*units), compare);
	/* Not the least: a tick in the empty loop makes a run's figure
	 * negative. */
	need(units[RUNS / 2] > 0, w->name);
	printf("bench: %s units=%ld per %lu runs=%d\n", w->name,
	       units[RUNS / 2], w->batch, RUNS);
}

static int level(void)
{
	unsigned short cs;

	__asm__("movw %%cs, %0" : "=r"(cs));
	return cs & 3;
}

/* Measures at the level that the caller names, or not at all. */
int main(int argc, char **argv)
{
	unsigned int i;

	if (argc != 2 || level() != atoi(argv[1])) {
		fprintf(stderr,
			"usage: bench LEVEL: 0 or 3, that of the folder; this is level %d\n",
			level());
		return 2;
	}
	need(find_call(), "the kernel's entry");
	set_up();
	check_calls();
	for (i = 0; i < sizeof(workloads) / sizeof(*workloads); i++)
		measure(&workloads[i]);
	return 0;
}
