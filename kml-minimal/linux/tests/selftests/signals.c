// SPDX-License-Identifier: GPL-2.0-only
/* Signals: delivery, nesting, and sigreturn with garbage. */
#include "kml_test.h"
#include "machine.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>

static volatile int depth;

static void nest(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	if (++depth < 20)
		ASSERT_EQ(raise(signal), 0);
	ASSERT_EQ(cpl(), expected_cpl);
}

TEST(nested_signals, "nested signals")
{
	on_signal(SIGUSR1, nest, SA_NODEFER);
	ASSERT_EQ(raise(SIGUSR1), 0);
	ASSERT_EQ(depth, 20);
}

static int garbage_register;
static unsigned long garbage;

static void garble(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	ignore(signal, info, context);
	saved->uc_mcontext.gregs[garbage_register] = (greg_t)garbage;
}

static void return_with_garbage(void)
{
	on_signal(SIGUSR1, garble, 0);
	raise(SIGUSR1);
	_exit(9);
}

static pid_t return_with(int which, unsigned long value)
{
	garbage_register = which;
	garbage = value;
	return in_child(return_with_garbage);
}

TEST(garbage_ip, "sigreturn with a bad instruction pointer")
{
	size_t i;

	for (i = 0; i < N_BAD_ADDRESSES; i++)
		ASSERT_TRUE(died_of(return_with(SAVED_IP, bad_addresses[i]),
				    SIGSEGV));
}

TEST(garbage_sp, "sigreturn with a bad stack pointer")
{
	size_t i;

	for (i = 0; i < N_BAD_ADDRESSES; i++)
		ASSERT_TRUE(died_of_bad_address(
			return_with(SAVED_SP, bad_addresses[i])));
	ASSERT_TRUE(died_of_bad_address(return_with(SAVED_SP, KERNEL_TEXT)));
}

/* I/O privilege level 3, and TF off: a program cannot set these so. */
TEST(garbage_flags, "sigreturn with flags that a program cannot set")
{
	ASSERT_TRUE(exited_with(return_with(SAVED_FLAGS, 0x3002), 9));
}

static void fill_with_garbage(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;
	unsigned int seed = (unsigned int)garbage;
	size_t i;

	ignore(signal, info, context);
	for (i = 0; i < sizeof(saved->uc_mcontext); i++)
		((unsigned char *)&saved->uc_mcontext)[i] =
			(unsigned char)rand_r(&seed);
}

static void return_to_garbage(void)
{
	on_signal(SIGUSR1, fill_with_garbage, 0);
	raise(SIGUSR1);
}

/* Also selectors and the pointer to the floating point registers. */
TEST(garbage_everywhere, "sigreturn with garbage in all registers")
{
	for (garbage = 1; garbage <= 200; garbage++)
		ASSERT_TRUE(
			WIFSIGNALED(status_of(in_child(return_to_garbage))));
}

static void return_from_nowhere(void)
{
	syscall(SYS_rt_sigreturn);
	_exit(9);
}

TEST(sigreturn_without_signal, "sigreturn without a signal")
{
	ASSERT_TRUE(WIFSIGNALED(status_of(in_child(return_from_nowhere))));
}
