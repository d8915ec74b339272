// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets that came to nothing. glibc asks nscd for a user's name over a unix
 * socket, gets no answer and reads /etc/passwd: a kernel without sockets
 * would have done. So what a socket costs, its family and the calls on it, is
 * "tried" until one of these calls achieves something.
 *
 * A socket is known by its inode: descriptors are duplicated, inherited and
 * sent elsewhere.
 */
#include "trace/tracer.h"
#include "base/memory.h"

#include <errno.h>
#include <linux/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Programs never see these: include/linux/errno.h of the kernel. */
enum { ERESTARTSYS = 512, ERESTART_RESTARTBLOCK = 516 };

bool call_is_passing(int error)
{
	static const int passing[] = {EINTR, EAGAIN, EINPROGRESS, EEXIST,
				      EBUSY};
	size_t i;

	for (i = 0; i < sizeof(passing) / sizeof(*passing); i++)
		if (error == passing[i])
			return true;
	return error >= ERESTARTSYS && error <= ERESTART_RESTARTBLOCK;
}

/* Calls on a socket that prepare it, or look at it, and need its option. */
static const char *const preparing[] = {"setsockopt",  "getsockopt",
					"getsockname", "getpeername",
					"shutdown",    NULL};
/* If one of these succeeds, the socket was of use. */
static const char *const using[] = {
	"connect",  "bind",	"listen", "accept",  "accept4",
	"read",	    "write",	"readv",  "writev",  "send",
	"sendto",   "sendmsg",	"recv",	  "recvmsg", "recvfrom",
	"recvmmsg", "sendmmsg", "ioctl",  NULL};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

/* The call and its socket; socketcall(2) of i386 hides both in an array. */
static const char *call_on(const struct task *task, int *fd)
{
	static const char *const names[] = {
		[SYS_SOCKET] = "socket",	   [SYS_BIND] = "bind",
		[SYS_CONNECT] = "connect",	   [SYS_LISTEN] = "listen",
		[SYS_ACCEPT] = "accept",	   [SYS_SEND] = "send",
		[SYS_GETSOCKNAME] = "getsockname", [SYS_RECV] = "recv",
		[SYS_GETPEERNAME] = "getpeername", [SYS_SENDTO] = "sendto",
		[SYS_RECVFROM] = "recvfrom",	   [SYS_SHUTDOWN] = "shutdown",
		[SYS_SETSOCKOPT] = "setsockopt",   [SYS_SENDMSG] = "sendmsg",
		[SYS_GETSOCKOPT] = "getsockopt",   [SYS_RECVMSG] = "recvmsg",
		[SYS_ACCEPT4] = "accept4",	   [SYS_SENDMMSG] = "sendmmsg",
		[SYS_RECVMMSG] = "recvmmsg",
	};
	uint64_t call = task->call.args[0];
	uint32_t first = -1;

	*fd = (int)task->call.args[0];
	if (!task->call.name || strcmp(task->call.name, "socketcall") != 0)
		return task->call.name;
	if (call >= sizeof(names) / sizeof(*names) ||
	    !peek(task->tid, task->call.args[1], &first, sizeof(first)))
		return NULL;
	*fd = (int)first;
	return names[call];
}

/* 0 if the descriptor is no socket. */
static unsigned long inode_of(const struct task *task, int fd)
{
	char link[32], target[64];
	unsigned long inode;

	snprintf(link, sizeof(link), "fd/%d", fd);
	if (fd < 0 || !peek_link(task->tid, link, target, sizeof(target)) ||
	    sscanf(target, "socket:[%lu]", &inode) != 1)
		return 0;
	return inode;
}

static struct attempt **find(struct tracer *tracer, unsigned long inode)
{
	struct attempt **at = &tracer->attempts;

	while (*at && (*at)->inode != inode)
		at = &(*at)->next;
	return at;
}

static void drop(struct attempt **at)
{
	struct attempt *gone = *at;

	*at = gone->next;
	while (gone->count)
		free(gone->touches[--gone->count].key);
	free(gone->touches);
	free(gone);
}

/* What the call touches is tried, and used as soon as the socket is. */
static void keep(struct tracer *tracer, struct attempt *attempt,
		 struct task *task)
{
	struct touch *touch;
	int i;

	attempt->touches =
		resize(attempt->touches, (attempt->count + task->touch_count) *
						 sizeof(struct touch));
	for (i = 0; i < task->touch_count; i++) {
		touch = &task->touches[i];
		manifest_note(tracer->manifest, touch->section, touch->key,
			      MANIFEST_TRIED);
		attempt->touches[attempt->count++] = *touch;
	}
	task->touch_count = 0; /* they are the attempt's now */
}

static void begin(struct tracer *tracer, struct task *task, unsigned long inode)
{
	struct attempt **at = find(tracer, inode), *fresh;

	if (*at) /* the number of one that is gone */
		drop(at);
	fresh = resize(NULL, sizeof(*fresh));
	*fresh = (struct attempt){.inode = inode, .next = tracer->attempts};
	tracer->attempts = fresh;
	keep(tracer, fresh, task);
}

static void succeed(struct tracer *tracer, struct attempt **at)
{
	struct attempt *attempt = *at;
	size_t i;

	for (i = 0; i < attempt->count; i++)
		manifest_note(tracer->manifest, attempt->touches[i].section,
			      attempt->touches[i].key, MANIFEST_USED);
	drop(at);
}

/* What is done through io_uring's memory is not seen: any socket may be used.
 */
static bool sees_all(const struct tracer *tracer)
{
	const struct manifest_entry *uring = manifest_find(
		tracer->manifest, MANIFEST_CALLS, "io_uring_setup");

	return !uring || uring->state == MANIFEST_TRIED;
}

/* While it is there: a killed task has no descriptors any more. */
void attempt_enter(struct tracer *tracer, struct task *task)
{
	const char *name;
	int fd;

	task->socket = 0;
	if (!tracer->attempts)
		return;
	name = call_on(task, &fd);
	if (name && (is_one_of(name, using) || is_one_of(name, preparing)))
		task->socket = inode_of(task, fd);
}

static bool makes_socket(const struct task *task)
{
	int fd;
	const char *name = call_on(task, &fd);

	return name && !strcmp(name, "socket");
}

bool attempt_leave(struct tracer *tracer, struct task *task, int64_t value,
		   int error)
{
	struct attempt **at;
	unsigned long inode;
	int fd;

	if (!error && makes_socket(task)) {
		inode = inode_of(task, (int)value);
		if (!inode || !sees_all(tracer))
			return false;
		begin(tracer, task, inode);
		return true;
	}
	at = find(tracer, task->socket);
	if (!task->socket || !*at)
		return false;
	if (is_one_of(call_on(task, &fd), using) &&
	    (!error || call_is_passing(error))) {
		succeed(tracer, at);
		return false;
	}
	keep(tracer, *at, task);
	return true;
}

void attempts_free(struct tracer *tracer)
{
	while (tracer->attempts)
		drop(&tracer->attempts);
}
