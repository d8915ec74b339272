// SPDX-License-Identifier: GPL-2.0-only
/* Sockets: family, type, and netlink's protocol, each with its own option. */
#include "manifest/names.h"
#include "base/text.h"
#include "trace/tracer.h"

#include <errno.h>
#include <linux/net.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static char *name_or_number(const char *name, unsigned long number)
{
	return name ? text_copy(name) : text_format("%lu", number);
}

static void touch_socket(struct task *task, const uint64_t args[3])
{
	uint64_t plain = (uint32_t)args[1] & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
	char *family = name_or_number(name_family(args[0]), args[0]);
	char *type = name_or_number(name_socket_type(plain), plain);

	if (args[0] == PF_NETLINK) {
		char *protocol =
			name_or_number(name_netlink_protocol(args[2]), args[2]);

		task_touch(task, MANIFEST_SOCKETS, EAFNOSUPPORT, "%s %s %s",
			   family, type, protocol);
		free(protocol);
	} else {
		task_touch(task, MANIFEST_SOCKETS, EAFNOSUPPORT, "%s %s",
			   family, type);
	}
	free(family);
	free(type);
}

/* i386's one call for all, net/socket.c: its arguments are an array. */
static void touch_socketcall(struct task *task)
{
	uint32_t array[3];
	uint64_t args[3];
	int i;

	if (task->call.args[0] != SYS_SOCKET &&
	    task->call.args[0] != SYS_SOCKETPAIR)
		return;
	if (!peek(task->tid, task->call.args[1], array, sizeof(array)))
		return;
	for (i = 0; i < 3; i++)
		args[i] = array[i];
	touch_socket(task, args);
}

void touch_sockets(struct task *task)
{
	if (!strcmp(task->call.name, "socket") ||
	    !strcmp(task->call.name, "socketpair"))
		touch_socket(task, task->call.args);
	else if (!strcmp(task->call.name, "socketcall"))
		touch_socketcall(task);
}
