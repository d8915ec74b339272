// SPDX-License-Identifier: GPL-2.0-only
/* Garbage in the stack pointer, of the kernel half where nothing can be pushed,
 * and then a jump. At CPL 0 the kernel must not take the fault for its own: not
 * where no code is, nor where a direct call enters and leaves the kernel. */
#include "kml_test.h"
#include "machine.h"

#include <signal.h>
#include <sys/syscall.h>

static unsigned long target, garbage;

static void jump(void)
{
	jump_with_stack(target, garbage);
}

static void jump_and_be_interrupted(void)
{
	jump_interrupted(target, garbage);
}

/* Stack pointers that lead nowhere. */
static void check_jumps(unsigned long ip, void (*body)(void))
{
	static const unsigned long nowhere[] = {NOWHERE};
	size_t i;

	target = ip;
	for (i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++) {
		garbage = nowhere[i];
		ASSERT_TRUE(died_of_bad_address(in_child(body)));
	}
}

/* And one that leads to code, which is not writable. */
TEST(garbage_entry, "garbage for a stack, jump into a direct call")
{
	check_jumps(entry_of_calls(), jump);
	garbage = entry_of_calls();
	ASSERT_TRUE(died_of_bad_address(in_child(jump)));
}

TEST(garbage_entry_interrupted,
     "garbage for a stack, interrupted jump into a direct call")
{
	check_jumps(entry_of_calls(), jump_and_be_interrupted);
	garbage = entry_of_calls();
	ASSERT_TRUE(died_of_bad_address(in_child(jump_and_be_interrupted)));
}

static void get_place(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	(void)signal;
	(void)info;
	target = (unsigned long)saved->uc_mcontext.gregs[SAVED_IP];
}

/* Where a call that a signal has interrupted goes on. */
static unsigned long direct_exit(void)
{
	on_signal(SIGALRM, get_place, 0);
	start_timer(20000);
	call_directly(SYS_pause, 0, 0, 0);
	start_timer(0);
	ASSERT_EQ(is_user_address(target), expected_cpl == 3);
	return target;
}

TEST(garbage_exit, "garbage for a stack, jump to the end of a direct call")
{
	check_jumps(direct_exit(), jump);
}

TEST(garbage_exit_interrupted,
     "garbage for a stack, interrupted jump to the end of a direct call")
{
	check_jumps(direct_exit(), jump_and_be_interrupted);
}

TEST(garbage_nowhere, "garbage for a stack, jump to where no code is")
{
	check_jumps(KERNEL_HOLE, jump);
	check_jumps(KERNEL_HOLE, jump_and_be_interrupted);
}
