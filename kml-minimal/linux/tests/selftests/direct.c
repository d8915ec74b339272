// SPDX-License-Identifier: GPL-2.0-only
/* Direct calls that are interrupted or restarted, and with flags that would
 * hurt the kernel: the same on both machines. More in the direct.c of each. */
#include "kml_test.h"
#include "machine.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static int ends[2];

/* The third signal brings what the interrupted call waits for. */
static void write_at_third_tick(int signal, siginfo_t *info, void *context)
{
	tick(signal, info, context);
	if (ticks == 3)
		ASSERT_EQ(call_directly(SYS_write, ends[1], (long)"x", 1), 1);
}

/* The kernel winds the saved instruction pointer back by the two bytes of a
 * SYSCALL or an INT 0x80. */
TEST(direct_restart, "direct calls: restarted")
{
	unsigned char byte = 0;

	on_signal(SIGALRM, write_at_third_tick, SA_RESTART);
	ASSERT_EQ(pipe(ends), 0);
	start_timer(10000);
	ASSERT_EQ(call_directly(SYS_read, ends[0], (long)&byte, 1), 1);
	start_timer(0);
	ASSERT_EQ(byte, 'x');
	ASSERT_GE(ticks, 3);
}

TEST(direct_interrupted, "direct calls: interrupted")
{
	char byte;

	on_signal(SIGALRM, tick, 0);
	ASSERT_EQ(pipe(ends), 0);
	start_timer(20000);
	ASSERT_EQ(call_directly(SYS_read, ends[0], (long)&byte, 1), -EINTR);
	ASSERT_GT(ticks, 0);
}

/* Room for a signal's frame and its handler. */
#define STACK (4 * PAGE)

/* Signals at any instruction, those of the kernel's entry included. Few come
 * there by chance alone. So every other call has its return address in one page
 * and what PUSHF pushes in the next, which is not mapped yet: a signal that
 * comes while the kernel finds that page comes at this instruction. */
TEST(direct_signals, "direct calls: signals while calling")
{
	char *stack = new_pages(STACK + PAGE);
	unsigned long sp = (unsigned long)stack + STACK + 8;
	long pid = getpid();

	on_signal(SIGALRM, look_where, SA_RESTART);
	start_timer(500);
	while (ticks < 500 ||
	       (expected_cpl == 0 && !ticks_in_entry && ticks < 5000)) {
		ASSERT_EQ(call_directly(SYS_getpid, 0, 0, 0), pid);
		ASSERT_EQ(madvise(stack, STACK, MADV_DONTNEED), 0);
		ASSERT_EQ(call_directly_at(sp, SYS_getpid), pid);
	}
	start_timer(0);
	ASSERT_EQ(ticks_in_entry > 0, expected_cpl == 0);
}

static void check_flags(unsigned long flags)
{
	static char written[200], buffer[3 * sizeof(written)];
	char *middle = buffer + sizeof(written);

	memset(written, 'w', sizeof(written));
	memset(buffer, 'b', sizeof(buffer));
	ASSERT_EQ(write(ends[1], written, sizeof(written)), sizeof(written));
	ASSERT_EQ(read_with_flags(flags, ends[0], middle), flags);
	ASSERT_EQ(memcmp(middle, written, sizeof(written)), 0);
}

TEST(direct_flags, "direct calls: odd flags")
{
	ASSERT_EQ(pipe(ends), 0);
	check_flags(0);
	check_flags(FLAG_DF);
	check_flags(FLAG_NT);
}
