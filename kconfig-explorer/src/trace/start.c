// SPDX-License-Identifier: GPL-2.0-only
/*
 * Starts the program that is traced, and the checks that are not.
 *
 * The child waits until it has been seized (PTRACE_SEIZE does not stop it, nor
 * does it send signals that the program could notice). What it does before
 * execve(2) is ours, not the program's: tracing begins with the stop at the
 * exec event.
 */
#include "trace/tracer.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	TRACE_FLAGS = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE |
		      PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
		      PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL
};

struct identity {
	bool change;
	uid_t uid;
	gid_t gid;
};

/* UID:GID, which need no name. */
static bool numbers(const char *user, struct identity *identity)
{
	int length = 0;

	identity->change = true;
	return sscanf(user, "%u:%u%n", &identity->uid, &identity->gid,
		      &length) == 2 &&
	       !user[length];
}

/* A user of the root's own /etc/passwd: the C library would look in ours. */
static bool find_user(const struct trace_options *options,
		      struct identity *identity, char **problem)
{
	char *name;
	FILE *from;
	struct passwd *entry = NULL;

	*identity = (struct identity){0};
	if (!options->user || numbers(options->user, identity))
		return true;
	name = text_format("%s/etc/passwd", options->root ? options->root : "");
	from = fopen(name, "r");
	while (from && (entry = fgetpwent(from)))
		if (!strcmp(entry->pw_name, options->user))
			break;
	if (from)
		fclose(from);
	if (entry)
		*identity =
			(struct identity){true, entry->pw_uid, entry->pw_gid};
	else
		*problem = text_format("there is no user %s in %s",
				       options->user, name);
	free(name);
	return entry != NULL;
}

/* False: see errno. Only what is safe between fork and exec. */
static bool enter(const struct trace_options *options,
		  const struct identity *identity)
{
	if (options->root && (chroot(options->root) < 0 || chdir("/") < 0))
		return false;
	if (options->directory && chdir(options->directory) < 0)
		return false;
	return !identity->change ||
	       (setgroups(1, &identity->gid) == 0 &&
		setgid(identity->gid) == 0 && setuid(identity->uid) == 0);
}

/* Standard output is the tracer's, for data. */
static void redirect(int output)
{
	int nothing;

	if (output < 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		return;
	}
	nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (nothing >= 0)
		dup2(nothing, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(output, STDERR_FILENO);
}

static void unblock_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* `go` says when; `failure` takes errno if it cannot be. */
static void __attribute__((noreturn))
become_program(const struct trace_options *options,
	       const struct identity *identity, int output, int go, int failure)
{
	char byte;
	int error;

	if (read(go, &byte, 1) != 1)
		_exit(127); /* the tracer has gone */
	unblock_signals();
	if (options->check)
		setpgid(0, 0); /* Ctrl-C is for the tracer, which ends us */
	redirect(output);
	if (enter(options, identity))
		execvp(options->command[0], options->command);
	error = errno;
	if (write(failure, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

/* Lets the seized child go; false if it could not execute (see errno). */
static bool let_go(pid_t pid, int go, int failure)
{
	int error = 0, status;

	if (write(go, "", 1) != 1)
		return false;
	/* Its end closes with execve(): the exec stop comes first. */
	if (waitpid(pid, &status, __WALL) == pid && WIFSTOPPED(status) &&
	    status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
		return true;
	if (read(failure, &error, sizeof(error)) != sizeof(error))
		error = ECANCELED;
	while (!WIFEXITED(status) && !WIFSIGNALED(status)) {
		ptrace(PTRACE_CONT, pid, 0, 0);
		if (waitpid(pid, &status, __WALL) < 0)
			break;
	}
	errno = error;
	return false;
}

static pid_t fork_program(const struct trace_options *options,
			  const struct identity *identity, int output,
			  const int go[2], const int failure[2])
{
	pid_t pid = fork();

	if (pid == 0) {
		close(go[1]);
		close(failure[0]);
		become_program(options, identity, output, go[0], failure[1]);
	}
	close(go[0]);
	close(failure[1]);
	return pid;
}

/* A program's root may hold nothing but its libraries: see start_shell(). */
static bool has_shell(const struct trace_options *options)
{
	char *shell = text_format("%s/bin/sh", options->root);
	struct stat entry;
	bool found = lstat(shell, &entry) == 0; /* it may be a link in there */

	free(shell);
	return found;
}

static void __attribute__((noreturn))
become_shell(const struct trace_options *options,
	     const struct identity *identity, const struct log *log,
	     const char *command)
{
	struct trace_options place = *options;

	if (options->root && !has_shell(options))
		place.root = place.directory = NULL;
	unblock_signals();
	setpgid(0, 0);
	if (log->file)
		setenv("LOG", place.root ? log->inside : log->file, 1);
	redirect(log->check_fd);
	if (enter(&place, identity))
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

pid_t start_shell(const struct trace_options *options, const struct log *log,
		  const char *command)
{
	struct identity identity;
	char *problem = NULL;
	pid_t parent = getpid(), pid;

	if (!find_user(options, &identity, &problem)) {
		free(problem);
		return -1;
	}
	if (ftruncate(log->check_fd, 0) == 0)
		lseek(log->check_fd, 0, SEEK_SET);
	pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	become_shell(options, &identity, log, command);
}

/* Before every run: its data as they were. */
static bool prepare(const struct trace_options *options, const struct log *log,
		    char **problem)
{
	int status = -1;
	char *said;
	pid_t pid;

	if (!options->prepare)
		return true;
	pid = start_shell(options, log, options->prepare);
	if (pid > 0)
		waitpid(pid, &status, 0);
	if (status == 0)
		return true;
	said = log_check_said(log);
	*problem = text_format("the preparation failed: %s%s", options->prepare,
			       said);
	free(said);
	return false;
}

/* Starts it and lets it go until its exec event; 0: see errno. */
static pid_t start_seized(const struct trace_options *options,
			  const struct identity *identity, int output)
{
	int go[2], failure[2];
	bool started = false;
	pid_t pid;

	if (pipe2(go, O_CLOEXEC) < 0 || pipe2(failure, O_CLOEXEC) < 0)
		return 0;
	pid = fork_program(options, identity, output, go, failure);
	if (pid > 0 && ptrace(PTRACE_SEIZE, pid, 0, TRACE_FLAGS) == 0)
		started = let_go(pid, go[1], failure[0]);
	else if (pid > 0)
		kill(pid, SIGKILL);
	close(go[1]);
	close(failure[0]);
	return started ? pid : 0;
}

pid_t start_traced(const struct trace_options *options, const struct log *log,
		   char **problem)
{
	struct identity identity;
	pid_t pid;

	if (!find_user(options, &identity, problem) ||
	    !prepare(options, log, problem))
		return 0;
	pid = start_seized(options, &identity, log->fd);
	if (!pid)
		*problem = text_format("cannot trace %s: %s",
				       options->command[0], strerror(errno));
	return pid;
}
