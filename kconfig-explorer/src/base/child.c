// SPDX-License-Identifier: GPL-2.0-only
/*
 * The child gets a process group of its own, so that it can be killed with all
 * that it started, and a signal from the kernel when we end, however we end.
 */
#include "base/child.h"
#include "base/memory.h"
#include "base/meter.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* More than this is read, and dropped: no reader wants it. */
enum { OUTPUT_MAX = 1 << 28, ERRORS_MAX = 1 << 16 };

struct stream {
	int fd;
	char *text;
	size_t length, room, most;
	bool too_long; /* bytes were dropped */
};

static void become_child(const struct child_run *run, pid_t parent,
			 const int output[2], const int errors[2])
{
	int input = run->input ? run->input : open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(127);
	dup2(input, STDIN_FILENO);
	dup2(output[1], STDOUT_FILENO);
	dup2(errors[1], STDERR_FILENO);
	if (!run->folder || !chdir(run->folder))
		execvpe(run->argv[0], run->argv,
			run->environment ? run->environment : environ);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", run->argv[0],
		strerror(errno));
	_exit(127);
}

static void make_room(struct stream *stream)
{
	enum { STEP = 1 << 16 };

	if (stream->room - stream->length > STEP)
		return;
	stream->room = 2 * stream->room + 2 * STEP;
	stream->text = resize(stream->text, stream->room);
}

/* Reads what is available; closes at the end. */
static void take(struct stream *stream)
{
	ssize_t got;

	make_room(stream);
	got = read(stream->fd, stream->text + stream->length,
		   stream->room - stream->length - 1);
	if (got > 0) {
		stream->length += got;
		if (stream->length > stream->most) {
			stream->length = stream->most;
			stream->too_long = true;
		}
	} else if (!got || errno != EINTR) {
		close(stream->fd);
		stream->fd = -1;
	}
}

/* Until both end, time is up, or the output is longer than it may be. */
static void take_all(struct child_run *run, struct stream *output,
		     struct stream *errors, pid_t child)
{
	struct meter meter;

	meter_start(&meter, child);
	while (output->fd >= 0 || errors->fd >= 0) {
		struct pollfd fds[2] = {{.fd = output->fd, .events = POLLIN},
					{.fd = errors->fd, .events = POLLIN}};

		run->timed_out =
			meter_over(&meter, run->seconds) ||
			(poll(fds, 2, METER_TURN * 1000) < 0 && errno != EINTR);
		if (run->timed_out)
			return;
		if (fds[0].revents)
			take(output);
		if (fds[1].revents)
			take(errors);
		run->too_long = run->most && output->too_long;
		if (run->too_long)
			return;
	}
}

static char *finish(struct stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	make_room(stream);
	stream->text[stream->length] = 0;
	return stream->text;
}

bool child_run(struct child_run *run)
{
	struct stream out = {.most = run->most ? run->most : OUTPUT_MAX};
	struct stream err = {.most = ERRORS_MAX};
	int output[2], errors[2];
	pid_t parent = getpid(), child;

	if (pipe2(output, O_CLOEXEC) || pipe2(errors, O_CLOEXEC))
		return false;
	child = fork();
	if (!child)
		become_child(run, parent, output, errors);
	close(output[1]);
	close(errors[1]);
	out.fd = output[0];
	err.fd = errors[0];
	run->timed_out = run->too_long = false;
	if (child > 0) {
		setpgid(child, child);
		take_all(run, &out, &err, child);
		if (run->timed_out || run->too_long)
			kill(-child, SIGKILL);
		while (waitpid(child, &run->status, 0) < 0 && errno == EINTR)
			;
	}
	run->output = finish(&out);
	run->output_length = out.length;
	run->errors = finish(&err);
	return child > 0;
}
