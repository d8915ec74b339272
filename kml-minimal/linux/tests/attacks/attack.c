// SPDX-License-Identifier: GPL-2.0-only
/* What attacks have in common: users, programs, outcomes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

pid_t victim;

void require(bool condition, const char *what)
{
	if (condition)
		return;
	perror(what);
	exit(BROKEN);
}

/* --- files */

static bool copy(int from, int to)
{
	ssize_t n;

	do {
		n = sendfile(to, from, NULL, 1 << 20);
	} while (n > 0);
	return !n;
}

void put(const char *from, const char *to, mode_t mode, uid_t uid, gid_t gid)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	require(in >= 0 && out >= 0 && copy(in, out), to);
	/* In this order: a change of owner clears the set-user-ID bit. */
	require(!fchown(out, uid, gid) && !fchmod(out, mode), to);
	close(in);
	close(out);
}

void make_folder(const char *path, mode_t mode, uid_t uid, gid_t gid)
{
	require(!mkdir(path, 0700) && !chown(path, uid, gid) &&
			!chmod(path, mode),
		path);
}

bool overwrite_with_evil(int fd)
{
	int evil = open(EVIL, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && !ftruncate(fd, 0) && evil >= 0 && copy(evil, fd);

	close(evil);
	return done;
}

/* --- users */

static bool set_capabilities(uint64_t capabilities)
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3,
						  0};
	__u32 low = capabilities, high = capabilities >> 32;
	struct __user_cap_data_struct data[2] = {{low, low, low},
						 {high, high, high}};
	int i;

	if (syscall(SYS_capset, &header, data))
		return false;
	/* Ambient ones survive exec, as when a service manager grants them. */
	for (i = 0; i <= CAP_LAST_CAP; i++) {
		if (capabilities & 1ULL << i &&
		    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, i, 0, 0))
			return false;
	}
	return true;
}

void become_mallory(uint64_t capabilities)
{
	require(!setgroups(0, NULL) && !setgid(MALLORY) &&
			!prctl(PR_SET_KEEPCAPS, 1) && !setuid(MALLORY) &&
			set_capabilities(capabilities) &&
			!prctl(PR_SET_DUMPABLE, 1) && !chdir(HOME),
		"becoming an ordinary user");
}

bool write_file(const char *path, const char *text)
{
	ssize_t length = strlen(text);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool written = write(fd, text, length) == length;

	close(fd);
	return written;
}

bool enter_user_namespace(int flags)
{
	return !unshare(CLONE_NEWUSER | flags) &&
	       write_file("/proc/self/setgroups", "deny") &&
	       write_file("/proc/self/uid_map", "0 1000 1") &&
	       write_file("/proc/self/gid_map", "0 1000 1") && !getuid();
}

/* --- programs */

int status_of(pid_t child)
{
	int status;

	if (child < 0 || waitpid(child, &status, 0) != child)
		return BROKEN;
	return WIFEXITED(status) ? WEXITSTATUS(status) : BROKEN;
}

/* A failed exec is reported through a pipe, which a successful one closes. */
static int run_how(int fd, const char *program, char *const arguments[],
		   char *const environment[])
{
	int error = 0, ends[2];
	pid_t child;

	require(!pipe2(ends, O_CLOEXEC), "pipe");
	child = fork();
	if (!child) {
		syscall(SYS_execveat, fd, program, arguments, environment,
			fd == AT_FDCWD ? 0 : AT_EMPTY_PATH);
		error = errno;
		_exit(write(ends[1], &error, sizeof(error)) < 0);
	}
	close(ends[1]);
	if (read(ends[0], &error, sizeof(error)) < 0)
		error = EIO;
	close(ends[0]);
	return error ? (status_of(child), -error) : status_of(child);
}

int run(const char *program, const char *argument)
{
	char *arguments[] = {(char *)program, (char *)argument, NULL};

	return run_how(AT_FDCWD, program, arguments, environ);
}

int run_opened(int fd, char *const environment[])
{
	char *arguments[] = {"opened", NULL};

	return run_how(fd, "", arguments, environment);
}

int judge(int status)
{
	if (status == TRUSTED_AT(0) || status == EVIL_AT(0))
		return WON;
	if (status == TRUSTED_AT(3) || status == EVIL_AT(3))
		return HELD;
	if (status < 0)
		fprintf(stderr, "# exec: %s\n", strerrordesc_np(-status));
	else
		fprintf(stderr, "# exit status %d\n", status);
	return BROKEN;
}

int start(const char *program)
{
	return judge(run(program, NULL));
}

void start_victim(void)
{
	int ready[2];
	char byte;

	require(!pipe(ready), "pipe");
	victim = fork();
	if (!victim) {
		dup2(ready[1], VICTIM_READY);
		execl(TRUSTED, TRUSTED, "victim", NULL);
		_exit(BROKEN);
	}
	close(ready[1]);
	require(victim > 0 && read(ready[0], &byte, 1) == 1, "the victim");
	close(ready[0]);
}

int refused(long result, int error)
{
	if (result >= 0)
		return WON;
	if (errno == error)
		return HELD;
	perror("# refused, but for another reason");
	return BROKEN;
}
