// SPDX-License-Identifier: GPL-2.0-only
/* Making processes in every way, and waiting for them. */
#include "kml_test.h"

#include <sched.h>
#include <string.h>
#include <sys/wait.h>

#define STACK_SIZE (16 * PAGE)

static volatile int shared = 1;

/* The child borrows memory and stack until it exits. */
static void vfork_once(void)
{
	volatile char local[64];
	pid_t child;

	memset((char *)local, 'p', sizeof(local));
	shared = 1;
	/* NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork) */
	child = vfork();
	if (!child) {
		/* NOLINTNEXTLINE(clang-analyzer-unix.Vfork) */
		shared = 2;
		_exit(cpl() == expected_cpl ? 7 : 8);
	}
	ASSERT_GE(child, 0);
	ASSERT_EQ(shared, 2);
	ASSERT_TRUE(exited_with(child, 7));
	ASSERT_EQ(local[0], 'p');
	ASSERT_EQ(local[63], 'p');
}

TEST(vfork_shares_memory, "vfork")
{
	int i;

	for (i = 0; i < 50; i++)
		vfork_once();
}

static int on_new_stack(void *stack)
{
	char local = 0;

	shared = 3;
	if (&local < (char *)stack || &local >= (char *)stack + STACK_SIZE)
		return 8;
	return cpl() == expected_cpl ? 7 : 9;
}

static void clone_with(int flags, int seen_by_parent)
{
	char *stack = new_pages(STACK_SIZE);
	pid_t child;

	shared = 2;
	child = clone(on_new_stack, stack + STACK_SIZE, flags | SIGCHLD, stack);
	ASSERT_GE(child, 0);
	ASSERT_TRUE(exited_with(child, 7));
	ASSERT_EQ(shared, seen_by_parent);
}

TEST(clone_shared_memory, "clone with a new stack, shared memory")
{
	clone_with(CLONE_VM, 3);
}

TEST(clone_own_memory, "clone with a new stack, own memory")
{
	clone_with(0, 2);
}

TEST(clone_vfork, "clone with a new stack, as vfork")
{
	clone_with(CLONE_VM | CLONE_VFORK, 3);
}

/* (Until the last signal, or the continuation could not be waited for.) */
static void stop_and_exit(void)
{
	sigset_t last;
	int signal;

	sigemptyset(&last);
	sigaddset(&last, SIGUSR1);
	sigprocmask(SIG_BLOCK, &last, NULL);
	raise(SIGSTOP);
	sigwait(&last, &signal);
	_exit(5);
}

static void wait_for(pid_t child, int event, int code)
{
	siginfo_t info = {0};

	ASSERT_EQ(waitid(P_PID, (id_t)child, &info, event), 0);
	ASSERT_EQ(info.si_pid, child);
	ASSERT_EQ(info.si_code, code);
}

TEST(wait_for_all_events, "wait for stop, continuation, exit")
{
	pid_t child = in_child(stop_and_exit);

	wait_for(child, WSTOPPED, CLD_STOPPED);
	ASSERT_EQ(waitpid(child, NULL, WNOHANG), 0);
	ASSERT_EQ(kill(child, SIGCONT), 0);
	wait_for(child, WCONTINUED, CLD_CONTINUED);
	ASSERT_EQ(waitpid(child, NULL, WNOHANG), 0);
	ASSERT_EQ(kill(child, SIGUSR1), 0);
	wait_for(child, WEXITED, CLD_EXITED);
	ASSERT_EQ(waitpid(child, NULL, 0), -1);
}

static void spin(void)
{
	for (;;)
		;
}

TEST(kill_spinning_child, "kill of a spinning program")
{
	pid_t child = in_child(spin);

	usleep(20000);
	ASSERT_EQ(kill(child, SIGKILL), 0);
	ASSERT_TRUE(died_of(child, SIGKILL));
}
