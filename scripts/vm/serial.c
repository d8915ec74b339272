// SPDX-License-Identifier: GPL-2.0-only
/*
 * The guest's serial line: what it prints is kept up to a limit, watched for
 * the text waited for, and answered with the input given.
 */
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Is the text in the serial output, looking again only where it is new? */
static bool seen(const struct vm_result *result, const char *text, size_t old)
{
	size_t overlap = strlen(text), from = old > overlap ? old - overlap : 0;

	return memmem(result->serial + from, result->length - from, text,
		      strlen(text)) != NULL;
}

static void keep(struct vm_result *result, const char *bytes, size_t length)
{
	result->serial = resize(result->serial, result->length + length + 1);
	memcpy(result->serial + result->length, bytes, length);
	result->length += length;
	result->serial[result->length] = '\0';
}

static enum line_event hear(struct line *line, const char *bytes, size_t length)
{
	const struct vm_config *config = line->config;
	struct vm_result *result = line->result;
	size_t room = config->serial_limit - result->length;
	size_t old = result->length;

	if (config->on_serial)
		config->on_serial(config->on_serial_context, bytes,
				  length < room ? length : room);
	keep(result, bytes, length < room ? length : room);
	if (!line->may_type && seen(result, config->input_after, old))
		line->may_type = true;
	if (config->expect && seen(result, config->expect, old))
		return LINE_EXPECTED;
	if (length <= room)
		return LINE_QUIET;
	result->truncated = true;
	return LINE_LIMIT;
}

static enum line_event listen_to_guest(struct line *line)
{
	char bytes[4096];
	ssize_t n = read(line->launch->from_guest, bytes, sizeof(bytes));

	if (n > 0)
		return hear(line, bytes, n);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return LINE_QUIET;
	return LINE_CLOSED; /* a pseudo terminal says EIO */
}

/* Type what is left; the guest takes as much as it has room for. */
static void type_on(struct line *line)
{
	ssize_t n = write(line->launch->to_guest, line->to_type, line->left);

	if (n > 0) {
		line->to_type += n;
		line->left -= n;
	}
}

static void read_input(struct line *line)
{
	ssize_t n = read(line->input_fd, line->typed, sizeof(line->typed));

	line->to_type = line->typed;
	line->left = n;
	if (n <= 0) {
		line->input_fd = -1;
		line->to_type = line->config->input_end;
		line->left = line->to_type ? strlen(line->to_type) : 0;
	}
}

void line_open(struct line *line)
{
	const struct vm_config *config = line->config;

	line->may_type = !config->input_after;
	line->to_type = config->input;
	line->left = config->input ? strlen(config->input) : 0;
	line->input_fd = config->input_fd;
	keep(line->result, "", 0);
}

/* Wait for something to happen on the line, at most so many milliseconds. */
enum line_event line_serve(struct line *line, int wait_ms)
{
	int type_fd = line->left ? line->launch->to_guest : -1;
	int input_fd = line->left ? -1 : line->input_fd;
	struct pollfd fds[] = {
		{.fd = line->launch->from_guest, .events = POLLIN},
		{.fd = line->may_type ? type_fd : -1, .events = POLLOUT},
		{.fd = line->may_type ? input_fd : -1, .events = POLLIN},
	};

	if (poll(fds, 3, wait_ms) <= 0)
		return LINE_QUIET;
	if (fds[1].revents & POLLOUT)
		type_on(line);
	if (fds[2].revents)
		read_input(line);
	return fds[0].revents ? listen_to_guest(line) : LINE_QUIET;
}
