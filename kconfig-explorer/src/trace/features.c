// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a call's arguments show, and its name does not: each of these
 * depends on an option of its own, and the error is what Linux gives without.
 */
#include "trace/tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

static const struct {
	uint64_t flag;
	const char *name;
} namespaces[] = {
	{CLONE_NEWNS, "mount"},	     {CLONE_NEWUTS, "uts"},
	{CLONE_NEWIPC, "ipc"},	     {CLONE_NEWUSER, "user"},
	{CLONE_NEWPID, "pid"},	     {CLONE_NEWNET, "net"},
	{CLONE_NEWCGROUP, "cgroup"}, {CLONE_NEWTIME, "time"},
};

static void feature(struct task *task, int error, const char *name)
{
	task_touch(task, MANIFEST_FEATURES, error, "%s", name);
}

static void touch_namespaces(struct task *task, uint64_t flags)
{
	size_t i;

	for (i = 0; i < sizeof(namespaces) / sizeof(*namespaces); i++)
		if (flags & namespaces[i].flag)
			task_touch(task, MANIFEST_FEATURES, EINVAL,
				   "namespace %s", namespaces[i].name);
}

/* In clone()'s flags the lowest byte is a signal. */
static void on_clone(struct task *task)
{
	touch_namespaces(task, task->call.args[0] & ~(uint64_t)CSIGNAL);
}

/* struct clone_args begins with the flags. */
static void on_clone3(struct task *task)
{
	uint64_t flags;

	if (peek(task->tid, task->call.args[0], &flags, sizeof(flags)))
		touch_namespaces(task, flags);
}

static void on_unshare(struct task *task)
{
	touch_namespaces(task, task->call.args[0]);
}

static void on_setns(struct task *task)
{
	touch_namespaces(task, task->call.args[1]);
}

static void on_prctl(struct task *task)
{
	if (task->call.args[0] == PR_SET_SECCOMP)
		feature(task, EINVAL, "seccomp");
}

static void on_seccomp(struct task *task)
{
	if (task->call.args[0] == SECCOMP_SET_MODE_STRICT ||
	    task->call.args[0] == SECCOMP_SET_MODE_FILTER)
		feature(task, EINVAL, "seccomp");
}

/* i386 has F_GETLK64 and its like besides: asm-generic/fcntl.h */
static void on_fcntl(struct task *task)
{
	const int i386_getlk64 = 12, i386_setlkw64 = 14;
	int command = (int)task->call.args[1];

	if (command == F_GETLK || command == F_SETLK || command == F_SETLKW ||
	    command == F_OFD_GETLK || command == F_OFD_SETLK ||
	    command == F_OFD_SETLKW ||
	    (task->call.i386 && command >= i386_getlk64 &&
	     command <= i386_setlkw64))
		feature(task, EACCES, "file locks");
	else if (command == F_SETLEASE)
		feature(task, EINVAL, "leases");
	else if (command == F_NOTIFY)
		feature(task, EINVAL, "dnotify");
}

static void on_futex(struct task *task)
{
	switch (task->call.args[1] & FUTEX_CMD_MASK) {
	case FUTEX_LOCK_PI:
	case FUTEX_LOCK_PI2:
	case FUTEX_UNLOCK_PI:
	case FUTEX_TRYLOCK_PI:
	case FUTEX_WAIT_REQUEUE_PI:
	case FUTEX_CMP_REQUEUE_PI:
		feature(task, ENOSYS, "futex pi");
	}
}

static void on_mmap(struct task *task)
{
	if (task->call.args[3] & MAP_HUGETLB)
		feature(task, EINVAL, "huge pages");
}

static void on_madvise(struct task *task)
{
	if (task->call.args[2] == MADV_HUGEPAGE)
		feature(task, EINVAL, "transparent huge pages");
}

/* A request's second byte is its type: Documentation/userspace-api/ioctl. */
static void on_ioctl(struct task *task)
{
	unsigned char type = task->call.args[1] >> 8;

	task_touch(task, MANIFEST_IOCTLS, ENOTTY, "0x%02x", type);
}

void touch_features(struct task *task)
{
	static const struct {
		const char *name;
		void (*look)(struct task *task);
	} calls[] = {
		{"clone", on_clone},	 {"clone3", on_clone3},
		{"unshare", on_unshare}, {"setns", on_setns},
		{"prctl", on_prctl},	 {"seccomp", on_seccomp},
		{"fcntl", on_fcntl},	 {"fcntl64", on_fcntl},
		{"futex", on_futex},	 {"mmap", on_mmap},
		{"madvise", on_madvise}, {"ioctl", on_ioctl},
	};
	size_t i;

	for (i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (!strcmp(task->call.name, calls[i].name))
			calls[i].look(task);
}
