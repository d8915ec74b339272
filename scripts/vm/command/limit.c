// SPDX-License-Identifier: GPL-2.0-only
/* vm limit: run any command, for no longer than it may take. */
#include "command.h"
#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char help[] =
	"usage: vm limit SECONDS COMMAND [ARGUMENT]...\n"
	"\n"
	"Runs a command, and ends it after that many seconds of its own: CPU\n"
	"time, and time in which neither it nor its descendants need a processor.\n"
	"Waiting on a busy machine does not count, but by the clock the command\n"
	"takes at most 100 times as long. Its descendants end with it.\n"
	"\n"
	"example: vm limit 10 make test-gdb\n"
	"Exit status: the command's; 128 + N if signal N ended it; 4 if it took\n"
	"too long; 2 wrong usage; 127 if it cannot be started.\n";

static volatile sig_atomic_t caught;

static void remember(int number)
{
	caught = number;
}

static void catch_signals(void)
{
	const struct sigaction action = {.sa_handler = remember};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

static pid_t start(char **argv)
{
	struct launch launch;
	pid_t pid;

	launch_init(&launch);
	for (; *argv; argv++)
		args_add(&launch.args, "%s", *argv);
	pid = child_start(&launch, SIGKILL);
	launch_free(&launch);
	return pid;
}

/* Orphans become our children: see PR_SET_CHILD_SUBREAPER. */
static void kill_children(void)
{
	char *path = text_format("/proc/self/task/%d/children", getpid());
	FILE *file = fopen(path, "re");
	int pid;

	while (file && fscanf(file, "%d", &pid) == 1)
		kill(pid, SIGKILL);
	if (file)
		fclose(file);
	free(path);
}

static void kill_descendants(void)
{
	do
		kill_children();
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
}

/* Waits until the command ends or is stopped; returns the exit status. */
static int wait_within(double seconds, pid_t pid, const char *name)
{
	struct meter meter;
	int status;

	meter_start(&meter, pid);
	while (!child_ended(pid, &status)) {
		if (caught || meter_over(&meter, seconds)) {
			kill(-pid, SIGTERM);
			child_stop(pid);
			if (caught)
				return 128 + caught;
			fprintf(stderr,
				"vm: %s: stopped after %.3g s of its own, %.3g s by the clock (limit: %g s of its own)\n",
				name, meter_read(&meter), now() - meter.started,
				seconds);
			return EXIT_TIMED_OUT;
		}
		usleep(10000);
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

static int run_limited(double seconds, char **argv)
{
	pid_t pid;
	int status;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	catch_signals();
	pid = start(argv);
	if (pid < 0) {
		fprintf(stderr, "vm: cannot start a process: %s\n",
			strerror(errno));
		return 127;
	}
	status = wait_within(seconds, pid, argv[0]);
	kill_descendants();
	return status;
}

int command_limit(int argc, char **argv)
{
	double seconds;
	char *end;

	if (argc == 2 && !strcmp(argv[1], "--help")) {
		fputs(help, stdout);
		return 0;
	}
	if (argc < 3) {
		fputs(help, stderr);
		return EXIT_USAGE;
	}
	seconds = strtod(argv[1], &end);
	if (end == argv[1] || *end || !(seconds > 0)) {
		fprintf(stderr,
			"vm: limit %s: expected a number of seconds above 0\n",
			argv[1]);
		return EXIT_USAGE;
	}
	return run_limited(seconds, argv + 2);
}
