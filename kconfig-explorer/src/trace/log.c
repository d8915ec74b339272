// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a program prints while it is being checked: the check may read it, and
 * those who ask why it failed. The file lies in /tmp of the program's
 * root, where both can find it.
 */
#include "trace/tracer.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool log_open(struct log *log, const struct trace_options *options,
	      char **problem)
{
	const char *root = options->root ? options->root : "";

	*log = (struct log){.fd = -1,
			    .check_fd = memfd_create("check", MFD_CLOEXEC)};
	if (!options->check)
		return true;
	log->file = text_format("%s/tmp/kconfig-explorer.XXXXXX", root);
	log->inside = log->file + strlen(root);
	log->fd = mkostemp(log->file, O_CLOEXEC);
	if (log->fd >= 0 && fchmod(log->fd, 0644) == 0)
		return true;
	*problem =
		text_format("cannot make %s: %s", log->file, strerror(errno));
	log_close(log);
	return false;
}

static char *end_of(int fd)
{
	char end[1000];
	off_t length = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
	off_t start = length > (off_t)sizeof(end) ? length - sizeof(end) : 0;
	ssize_t got = length ? pread(fd, end, sizeof(end), start) : 0;

	return text_slice(end, got > 0 ? got : 0);
}

char *log_end(const struct log *log)
{
	return end_of(log->fd);
}

char *log_check_said(const struct log *log)
{
	char *all = end_of(log->check_fd), *end = text_trim(all);
	char *line = strrchr(end, '\n'), *said;

	said = *end ? text_format("; it said: %s", line ? line + 1 : end)
		    : text_copy("");
	free(all);
	return said;
}

void log_close(struct log *log)
{
	if (log->fd >= 0) {
		close(log->fd);
		unlink(log->file);
	}
	if (log->check_fd >= 0)
		close(log->check_fd);
	free(log->file);
	*log = (struct log){.fd = -1, .check_fd = -1};
}
