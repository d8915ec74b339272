/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Runs a program and notes what it asks of the kernel: it, its threads and
 * all processes that it starts.
 *
 * Why ptrace(2), and a stop at every system call's entry and exit: it needs
 * no privileges, the program cannot notice, and the exit shows whether the
 * kernel knew the call. A seccomp filter would halve the number of stops, but
 * it requires "no new privileges", is seen by programs that look at or set
 * filters of their own, and stays when the tracer goes. User notification has
 * no view of a call's result at all. Speed does not matter here.
 */
#ifndef TRACE_H
#define TRACE_H

#include "manifest/manifest.h"

#include <stdio.h>

struct trace_options {
	char *const *command;  /* ends with NULL */
	const char *root;      /* chroot to this folder first, or NULL */
	const char *user;      /* become this user of it, or UID:GID; or NULL */
	const char *directory; /* start there, in that root; NULL: /, or here */

	/* A shell command, run likewise before the program starts, or NULL. */
	const char *prepare;
	/*
	 * A shell command, run in the same root by the same user (if there is
	 * no shell in it: with the programs of this machine), and tried again
	 * until it succeeds or all together got `timeout` seconds, as meter.h
	 * counts them; then the program is ended. $LOG is what the program has
	 * printed. NULL: it ends by itself, and prints to our standard error.
	 */
	const char *check;
	double timeout;
	bool ends; /* it ends by itself, and is checked only then */

	/*
	 * Each path that a call names, and each that it led to, is written
	 * there, a line each; or NULL.
	 */
	FILE *files;

	/* What is in here is made to fail, as if the kernel did not have it. */
	const struct manifest *refuse;
};

enum trace_ending {
	TRACE_PASSED, /* the check passed; without one: exit status 0 */
	TRACE_FAILED  /* see `message` */
};

struct trace_result {
	enum trace_ending ending;
	char *message; /* one line on how it ended */
	char *output;  /* the end of what it printed, if there was a check */
	int signal;    /* the last SIGINT, SIGTERM or SIGHUP that came, or 0 */
};

/*
 * Runs a program, and notes what it uses in `manifest`.
 *
 * Needs waitpid() to itself, so one at a time in a process. SIGINT, SIGTERM
 * and SIGHUP that come meanwhile go to the program, or end it if there is a
 * check. Whatever happens to us, even SIGKILL, no process that was traced
 * survives.
 *
 * Returns false if the program could not be started; *problem says why. If it
 * could, free the result with trace_free_result().
 */
bool trace_run(const struct trace_options *options, struct manifest *manifest,
	       struct trace_result *result, char **problem);
void trace_free_result(struct trace_result *result);

#endif
