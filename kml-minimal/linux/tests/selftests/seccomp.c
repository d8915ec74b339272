// SPDX-License-Identifier: GPL-2.0-only
/* seccomp: a filter decides about each system call. The filters here only look
 * at getppid(). */
#include "kml_test.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

static long install_filter(unsigned int action, unsigned int flags)
{
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags,
		       filter_of_getppid(action));
}

TEST(seccomp_errno, "seccomp: refused with an error")
{
	int i;

	ASSERT_EQ(install_filter(SECCOMP_RET_ERRNO | EXDEV, 0), 0);
	for (i = 0; i < 100; i++) {
		ASSERT_EQ(syscall(SYS_getppid), -1);
		ASSERT_EQ(errno, EXDEV);
	}
	ASSERT_GT(getpid(), 0);
}

static void check_trap(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	ASSERT_EQ(info->si_syscall, SYS_getppid);
	ticks++;
}

TEST(seccomp_trap, "seccomp: SIGSYS")
{
	int i;

	on_signal(SIGSYS, check_trap, 0);
	ASSERT_EQ(install_filter(SECCOMP_RET_TRAP, 0), 0);
	for (i = 0; i < 100; i++)
		syscall(SYS_getppid);
	ASSERT_EQ(ticks, 100);
	ASSERT_EQ(cpl(), expected_cpl);
}

static void be_killed(void)
{
	ASSERT_EQ(install_filter(SECCOMP_RET_KILL_PROCESS, 0), 0);
	syscall(SYS_getppid);
}

TEST(seccomp_kill, "seccomp: killed")
{
	ASSERT_TRUE(died_of(in_child(be_killed), SIGSYS));
}

/* A thread under a filter; another one answers for the kernel. */
static volatile long listener;
static pthread_barrier_t installed;

static void *ask(void *unused)
{
	listener = install_filter(SECCOMP_RET_USER_NOTIF,
				  SECCOMP_FILTER_FLAG_NEW_LISTENER);
	pthread_barrier_wait(&installed);
	ASSERT_EQ(syscall(SYS_getppid), 4711);
	ASSERT_EQ(syscall(SYS_getppid), -1);
	ASSERT_EQ(errno, EXDEV);
	ASSERT_EQ(cpl(), expected_cpl);
	return unused;
}

static void answer(long value, int error)
{
	struct seccomp_notif question = {0};
	struct seccomp_notif_resp reply = {.val = value, .error = error};

	ASSERT_EQ(ioctl((int)listener, SECCOMP_IOCTL_NOTIF_RECV, &question), 0);
	ASSERT_EQ(question.data.nr, SYS_getppid);
	reply.id = question.id;
	ASSERT_EQ(ioctl((int)listener, SECCOMP_IOCTL_NOTIF_SEND, &reply), 0);
}

TEST(seccomp_notification, "seccomp: another thread answers")
{
	pthread_t thread;

	ASSERT_EQ(pthread_barrier_init(&installed, NULL, 2), 0);
	ASSERT_EQ(pthread_create(&thread, NULL, ask, NULL), 0);
	pthread_barrier_wait(&installed);
	ASSERT_GE(listener, 0);
	answer(4711, 0);
	answer(0, -EXDEV);
	ASSERT_EQ(pthread_join(thread, NULL), 0);
}
