// SPDX-License-Identifier: GPL-2.0-only
/* Run a small program to its end and read what it says. */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

off_t size_of_fd(int fd)
{
	struct stat st;

	return fd >= 0 && fstat(fd, &st) == 0 ? st.st_size : 0;
}

/* The whole content of a file, NUL-terminated; the caller frees it. */
char *read_fd(int fd)
{
	size_t size = size_of_fd(fd), got = 0;
	char *text = resize(NULL, size + 1);
	ssize_t n;

	while (got < size) {
		n = pread(fd, text + got, size - got, got);
		if (n <= 0)
			break;
		got += n;
	}
	text[got] = '\0';
	return text;
}

/*
 * Run argv with its output going to out_fd. Gives its exit status, or -1 when
 * it could not be started or was killed. Its messages are for the caller to
 * free.
 */
int helper_output(char *const argv[], int out_fd, char **messages)
{
	struct launch launch;
	int status = -1;
	pid_t pid;

	launch_init(&launch);
	for (; *argv; argv++)
		args_add(&launch.args, "%s", *argv);
	launch.fd[FD_OUT] = fcntl(out_fd, F_DUPFD_CLOEXEC, 0);
	launch_file(&launch, FD_MESSAGES, NULL);
	/* SIGTERM: scripts get to remove their temporary files. */
	pid = child_start(&launch, SIGTERM);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	*messages = read_fd(launch.fd[FD_MESSAGES]);
	launch_free(&launch);
	return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What a program prints, or NULL if it fails. The caller frees it. */
char *helper_text(char *const argv[])
{
	int out = memfd_create("output", MFD_CLOEXEC);
	char *messages, *text = NULL;

	if (out < 0)
		return NULL;
	if (helper_output(argv, out, &messages) == 0)
		text = read_fd(out);
	free(messages);
	close(out);
	return text;
}
