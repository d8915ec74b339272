// SPDX-License-Identifier: GPL-2.0-only
#include "command/guard.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct guard {
	int fd;
	bool exact;
	char held[4]; /* the beginning of a letter, until its rest comes */
	size_t held_count;
};

static struct guard output = {.fd = STDOUT_FILENO};
static struct guard errors = {.fd = STDERR_FILENO};

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		length -= written;
	}
	return true;
}

/* All but the beginning of a letter at its end, which is held. */
static void make_printable(struct guard *guard, FILE *to, const char *bytes,
			   size_t length)
{
	char *text = resize(NULL, guard->held_count + length);
	size_t whole = guard->held_count + length, done;

	memcpy(text, guard->held, guard->held_count);
	memcpy(text + guard->held_count, bytes, length);
	done = printable_write(to, text, whole);
	guard->held_count = whole - done;
	memcpy(guard->held, text + done, guard->held_count);
	free(text);
}

static ssize_t guarded_write(void *cookie, const char *bytes, size_t length)
{
	struct guard *guard = cookie;
	char *text;
	size_t size;
	FILE *to;
	bool good;

	if (guard->exact)
		return write_all(guard->fd, bytes, length) ? (ssize_t)length
							   : 0;
	to = text_stream(&text, &size);
	make_printable(guard, to, bytes, length);
	good = !fclose(to) && write_all(guard->fd, text, size);
	free(text);
	return good ? (ssize_t)length : 0;
}

static FILE *guarded(struct guard *guard, int buffering)
{
	const cookie_io_functions_t functions = {.write = guarded_write};
	FILE *stream = fopencookie(guard, "w", functions);

	setvbuf(stream, NULL, buffering, BUFSIZ);
	return stream;
}

void guard_streams(void)
{
	/* Variables, in the GNU C library (its manual, "Standard Streams"). */
	stdout = guarded(&output, isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF);
	stderr = guarded(&errors, _IOLBF);
}

void guard_exact(void)
{
	fflush(stdout);
	output.exact = !isatty(STDOUT_FILENO);
}
