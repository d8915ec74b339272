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

	CHECK(!install_filter(SECCOMP_RET_ERRNO | EXDEV, 0));
	for (i = 0; i < 100; i++)
		CHECK(syscall(SYS_getppid) == -1 && errno == EXDEV);
	CHECK(getpid() > 0);
}

static void check_trap(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	CHECK(info->si_syscall == SYS_getppid);
	ticks++;
}

TEST(seccomp_trap, "seccomp: SIGSYS")
{
	int i;

	on_signal(SIGSYS, check_trap, 0);
	CHECK(!install_filter(SECCOMP_RET_TRAP, 0));
	for (i = 0; i < 100; i++)
		syscall(SYS_getppid);
	CHECK(ticks == 100 && cpl() == expected_cpl);
}

static void be_killed(void)
{
	CHECK(!install_filter(SECCOMP_RET_KILL_PROCESS, 0));
	syscall(SYS_getppid);
}

TEST(seccomp_kill, "seccomp: killed")
{
	CHECK(died_of(in_child(be_killed), SIGSYS));
}

/* A thread under a filter; another one answers for the kernel. */
static volatile long listener;
static pthread_barrier_t installed;

static void *ask(void *unused)
{
	listener = install_filter(SECCOMP_RET_USER_NOTIF,
				  SECCOMP_FILTER_FLAG_NEW_LISTENER);
	pthread_barrier_wait(&installed);
	CHECK(syscall(SYS_getppid) == 4711);
	CHECK(syscall(SYS_getppid) == -1 && errno == EXDEV);
	CHECK(cpl() == expected_cpl);
	return unused;
}

static void answer(long value, int error)
{
	struct seccomp_notif question = {0};
	struct seccomp_notif_resp reply = {.val = value, .error = error};

	CHECK(!ioctl((int)listener, SECCOMP_IOCTL_NOTIF_RECV, &question));
	CHECK(question.data.nr == SYS_getppid);
	reply.id = question.id;
	CHECK(!ioctl((int)listener, SECCOMP_IOCTL_NOTIF_SEND, &reply));
}

TEST(seccomp_notification, "seccomp: another thread answers")
{
	pthread_t thread;

	CHECK(!pthread_barrier_init(&installed, NULL, 2));
	CHECK(!pthread_create(&thread, NULL, ask, NULL));
	pthread_barrier_wait(&installed);
	CHECK(listener >= 0);
	answer(4711, 0);
	answer(0, -EXDEV);
	CHECK(!pthread_join(thread, NULL));
}
