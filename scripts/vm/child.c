// SPDX-License-Identifier: GPL-2.0-only
/*
 * An emulator as a child process that cannot outlive us.
 *
 * The kernel kills it when the thread that started it ends, however it ends
 * (PR_SET_PDEATHSIG). It gets a process group of its own, so that Ctrl-C on the
 * terminal goes to our program alone. Its files have no names (memfd), so
 * nothing is left to remove and two runs cannot meet.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void launch_init(struct launch *launch)
{
	int i;

	*launch = (struct launch){
		.to_guest = -1, .from_guest = -1, .monitor = -1};
	for (i = 0; i < CHILD_FDS; i++)
		launch->fd[i] = -1;
}

static void close_open(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void launch_free(struct launch *launch)
{
	int i;

	for (i = 0; i < CHILD_FDS; i++)
		close_open(&launch->fd[i]);
	close_open(&launch->to_guest);
	close_open(&launch->from_guest);
	close_open(&launch->monitor);
	args_free(&launch->args);
	free(launch->problem);
}

/* Give the child a file without a name; content NULL makes it empty. */
int launch_file(struct launch *launch, enum child_fd fd, const char *content)
{
	int file = memfd_create("vm", MFD_CLOEXEC);

	if (file < 0 || (content && dprintf(file, "%s", content) < 0)) {
		free(launch->problem);
		launch->problem = text_format(
			"cannot make a file in memory: %s", strerror(errno));
	}
	launch->fd[fd] = file;
	return file;
}

/*
 * Move the descriptors to their numbers. First out of each other's way: a
 * source may have the number of another's target.
 */
static void place_fds(const int fds[CHILD_FDS])
{
	int moved[CHILD_FDS], i;

	for (i = 0; i < CHILD_FDS; i++) {
		moved[i] = -1;
		if (fds[i] >= 0)
			moved[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, CHILD_FDS);
	}
	for (i = 0; i < CHILD_FDS; i++)
		if (moved[i] >= 0)
			dup2(moved[i], i);
}

/* In the child: from here to exec only what is safe after a threaded fork. */
static void become_child(const struct launch *launch, int death_signal,
			 pid_t parent)
{
	const struct rlimit no_core = {0, 0};
	sigset_t none;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, death_signal);
	if (getppid() != parent)
		_exit(127); /* the parent died before it was watched */
	setrlimit(RLIMIT_CORE, &no_core); /* a guest's memory: takes seconds */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	place_fds(launch->fd);
	if (launch->private_network)
		unshare(CLONE_NEWNET);
	execvp(launch->args.v[0], launch->args.v);
	dprintf(FD_MESSAGES, "cannot execute %s: %s\n", launch->args.v[0],
		strerrordesc_np(errno));
	_exit(127);
}

/* Start it; -1 if there can be no more processes (see errno). */
pid_t child_start(const struct launch *launch, int death_signal)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		become_child(launch, death_signal, parent);
	return pid;
}

/* Has it ended? If so, *status is as wait(2) gives it. */
bool child_ended(pid_t pid, int *status)
{
	pid_t answer;

	do
		answer = waitpid(pid, status, WNOHANG);
	while (answer < 0 && errno == EINTR);
	return answer == pid;
}

/* Ask it to end, insist when it got two seconds to do so; gives its status. */
int child_stop(pid_t pid)
{
	struct meter meter;
	int status;

	meter_start(&meter, pid);
	kill(pid, SIGTERM);
	while (!meter_over(&meter, 2)) {
		if (child_ended(pid, &status))
			return status;
		usleep(1000);
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}
