// SPDX-License-Identifier: GPL-2.0-only
/*
 * QEMU's monitor, through which NMIs come: every so many milliseconds one for
 * each processor, at whatever instruction it is. They begin when the guest has
 * first printed something, which it can hardly do before it has an IDT.
 *
 * It is the monitor for people, not the one for programs (QMP): that has a
 * thread to take commands, and one that comes while QEMU is ending makes it
 * wait for ever for a coroutine which has gone (monitor_cleanup() of QEMU 7.2,
 * monitor/monitor.c). This one is served by the main loop alone.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char inject[] = "nmi\n";

void monitor_open(struct launch *launch)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
		launch->problem = text_format("no socket: %s", strerror(errno));
		return;
	}
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	launch->monitor = ends[0];
	launch->fd[FD_MONITOR] = ends[1];
}

/* The answers must be taken away, or QEMU waits for us. */
static void discard_answers(int monitor)
{
	char bytes[4096];

	while (read(monitor, bytes, sizeof(bytes)) > 0)
		;
}

/* Sends the NMI that is due, and gives the milliseconds we may wait now. */
int monitor_serve(struct line *line)
{
	double period = line->config->nmi_ms / 1e3;
	int ms = line->config->nmi_ms;

	if (line->config->nmi_ms && line->result->length &&
	    now() >= line->next_nmi) {
		discard_answers(line->launch->monitor);
		(void)!send(line->launch->monitor, inject, sizeof(inject) - 1,
			    MSG_NOSIGNAL);
		line->next_nmi = now() + period;
	}
	return ms && ms < 50 ? ms : 50;
}
