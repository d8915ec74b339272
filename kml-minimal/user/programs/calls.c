// SPDX-License-Identifier: GPL-2.0-only
/* Every system call, by trap and (at CPL 0) by direct call, with good and bad
 * arguments. Prints its results as KTAP, the kernel's test format. */
#include "kml.h"

typedef long (*caller)(unsigned long, unsigned long, unsigned long,
		       unsigned long);

static int tests, failures;

static void check(bool passed, const char *how, const char *what)
{
	printf("%s %d - %s: %s\n", passed ? "ok" : "not ok", ++tests, how,
	       what);
	failures += !passed;
}

/* Prints both values if they differ. */
static bool same(long got, long wanted)
{
	if (got != wanted)
		printf("# got %ld, not %ld\n", got, wanted);
	return got == wanted;
}

static const unsigned long bad_pointers[] = {
	0,
	1,
	USER_START - 1,
	USER_END,
	KERNEL_BASE,
	(unsigned long)KERNEL_BASE + 0x100000,
	LAPIC_ADDRESS,
	~0ul,
	~0ul - 4096,
};

static void check_pointers(caller call, const char *how)
{
	bool refused = true;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad_pointers); i++) {
		unsigned long p = bad_pointers[i];

		refused &= same(call(CALL_WRITE, p, 8, 0), -EFAULT);
		refused &= same(call(CALL_READ, p, 8, 0), -EFAULT);
		refused &= same(call(CALL_SPAWN, p, p, 0), -EFAULT);
		refused &= same(
			call(CALL_SPAWN, (unsigned long)"/bin/calls", p, 0),
			-EFAULT);
		refused &= same(call(CALL_WAIT, p, 0, 0), -EFAULT);
	}
	check(refused, how, "bad pointers are refused");
	check(same(call(CALL_WRITE, USER_END - 8, ~0ul, 0), -EFAULT), how,
	      "a size that wraps around is refused");
	check(same(call(CALL_READ, USER_START, 8, 0), -EFAULT), how,
	      "reading into read-only memory is refused");
	check(same(call(CALL_READ, INFO_ADDRESS, 8, 0), -EFAULT), how,
	      "reading into the info page is refused");
}

static void check_numbers(caller call, const char *how)
{
	check(same(call(CALLS, 0, 0, 0), -ENOSYS) &&
		      same(call(~0ul, 0, 0, 0), -ENOSYS) &&
		      same(call(1ul << 31, 0, 0, 0), -ENOSYS),
	      how, "unknown calls return an error");
}

static void check_memory(caller call, const char *how)
{
	char *heap = (char *)call(CALL_SBRK, 3 * PAGE_SIZE, 0, 0);

	check(heap[0] == 0 && heap[3 * PAGE_SIZE - 1] == 0, how,
	      "the heap grows, zeroed");
	heap[PAGE_SIZE] = 42;
	check((char *)call(CALL_SBRK, 0, 0, 0) == heap + 3 * PAGE_SIZE &&
		      heap[PAGE_SIZE] == 42,
	      how, "sbrk(0) returns the end of the heap");
	check(same(call(CALL_SBRK, ~0ul, 0, 0), -ENOMEM), how,
	      "too much memory is refused");
	check(same(call(CALL_WRITE, (unsigned long)heap + 2 * PAGE_SIZE, 0, 0),
		   0),
	      how, "an empty write writes nothing");
}

static void check_processes(caller call, const char *how)
{
	int status = -1;
	long pid;

	check(same(call(CALL_WAIT, (unsigned long)&status, 0, 0), -ECHILD), how,
	      "wait without a child is an error");
	check(same(call(CALL_SPAWN, (unsigned long)"/bin/none",
			(unsigned long)"", 0),
		   -ENOENT),
	      how, "spawn of a missing program is an error");
	pid = call(CALL_SPAWN, (unsigned long)"/bin/calls",
		   (unsigned long)"child 7", 0);
	check(pid > 0 &&
		      same(call(CALL_WAIT, (unsigned long)&status, 0, 0),
			   pid) &&
		      same(status, 7),
	      how, "spawn and wait bring back the exit status");
	pid = call(CALL_SPAWN, (unsigned long)"/trusted/calls",
		   (unsigned long)"cpl", 0);
	check(pid > 0 &&
		      same(call(CALL_WAIT, (unsigned long)&status, 0, 0),
			   pid) &&
		      same(status, (int)cpl()),
	      how, "a trusted child runs at the parent's level");
}

static void check_clock(caller call, const char *how)
{
	unsigned long before = (unsigned long)call(CALL_CLOCK, 0, 0, 0);
	unsigned long ticks = INFO->ticks;

	while (INFO->ticks - ticks < 3)
		call(CALL_YIELD, 0, 0, 0);
	check((unsigned long)call(CALL_CLOCK, 0, 0, 0) - before >= 3, how,
	      "the clock advances while others may run");
}

static void check_all(caller call, const char *how)
{
	check(same(call(CALL_GETPID, 0, 0, 0), 1), how, "getpid");
	check_numbers(call, how);
	check_pointers(call, how);
	check_memory(call, how);
	check_processes(call, how);
	check_clock(call, how);
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[0], "child") == 0)
		return (int)parse_number(argv[1]);
	if (argc == 1 && strcmp(argv[0], "cpl") == 0)
		return (int)cpl();
	about_to("calls", "");
	printf("KTAP version 1\n");
	check_all(trap, "trap");
	if (cpl() == 0)
		check_all(direct, "direct");
	printf("1..%d\n", tests);
	outcome(failures ? "failed" : "ok", "%d of %d checks passed",
		tests - failures, tests);
}
