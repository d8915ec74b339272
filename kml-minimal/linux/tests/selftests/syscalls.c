// SPDX-License-Identifier: GPL-2.0-only
/* System calls: many of them, restarted ones, refused ones. */
#include "kml_test.h"
#include "machine.h"

#include <errno.h>
#include <sys/syscall.h>

TEST(many_system_calls, "100000 system calls")
{
	long pid = getpid();
	int i;

	for (i = 0; i < 100000; i++)
		ASSERT_EQ(syscall(SYS_getpid), pid);
}

static int ends[2];

/* The third signal brings what the interrupted call waits for. */
static void write_at_third_tick(int signal, siginfo_t *info, void *context)
{
	tick(signal, info, context);
	if (ticks == 3)
		ASSERT_EQ(write(ends[1], "x", 1), 1);
}

/* The kernel winds the instruction pointer back, to the system call. */
TEST(restarted_system_call, "restarted system call")
{
	char byte = 0;

	on_signal(SIGALRM, write_at_third_tick, SA_RESTART);
	ASSERT_EQ(pipe(ends), 0);
	start_timer(10000);
	ASSERT_EQ(read(ends[0], &byte, 1), 1);
	start_timer(0);
	ASSERT_EQ(byte, 'x');
	ASSERT_GE(ticks, 3);
}

/* The kernel's check of addresses does not depend on the caller's level. */
TEST(refused_addresses, "bad addresses for system calls")
{
	ASSERT_EQ(pipe(ends), 0);
	ASSERT_EQ(write(ends[1], (void *)KERNEL_HOLE, 1), -1);
	ASSERT_EQ(errno, EFAULT);
	ASSERT_EQ(write(ends[1], (void *)KERNEL_TEXT, 1), -1);
	ASSERT_EQ(errno, EFAULT);
	ASSERT_EQ(write(ends[1], (void *)unmapped_page(), 1), -1);
	ASSERT_EQ(errno, EFAULT);
}
