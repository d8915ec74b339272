// SPDX-License-Identifier: GPL-2.0-only
/* Writing to a task at CPL 0 that belongs to the attacker's own user, as
 * nginx's workers belong to www-data: by the ordinary rules all of it may. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static const unsigned long one = 1;

static int poke(void)
{
	return refused(ptrace(PTRACE_POKEDATA, victim, VICTIM_WORD, one),
		       EPERM);
}

static bool stopped(pid_t child)
{
	int status;

	return waitpid(child, &status, __WALL) == child && WIFSTOPPED(status);
}

static int attach(void)
{
	if (ptrace(PTRACE_ATTACH, victim, 0, 0))
		return refused(-1, EPERM);
	return stopped(victim) ? poke() : BROKEN;
}

static int seize(void)
{
	if (ptrace(PTRACE_SEIZE, victim, 0, 0) ||
	    ptrace(PTRACE_INTERRUPT, victim, 0, 0))
		return refused(-1, EPERM);
	return stopped(victim) ? poke() : BROKEN;
}

/* A debugger of root's that has attached, and then become mallory. */
static int attached_before(void)
{
	if (ptrace(PTRACE_ATTACH, victim, 0, 0) || !stopped(victim))
		return BROKEN;
	become_mallory(0);
	return poke();
}

/* Only a task's tracer may see whether it is at CPL 0. */
static int ask_stranger(void)
{
	return refused(ptrace(PTRACE_CONT, victim, 0, 0), ESRCH);
}

static int proc_mem(void)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/mem", victim);
	fd = open(path, O_RDWR);
	if (fd < 0)
		return refused(fd, EACCES);
	return pwrite(fd, &one, sizeof(one), VICTIM_WORD) == sizeof(one)
		       ? WON
		       : BROKEN;
}

static int write_remotely(void)
{
	struct iovec local = {(void *)&one, sizeof(one)};
	struct iovec remote = {(void *)VICTIM_WORD, sizeof(one)};

	return refused(process_vm_writev(victim, &local, 1, &remote, 1, 0),
		       EPERM);
}

/* Memory that is a file can be written through the file. */
static int write_word(int fd)
{
	return write(fd, &one, sizeof(one)) == sizeof(one) ? WON : BROKEN;
}

static int take_descriptor(void)
{
	int pidfd = syscall(SYS_pidfd_open, victim, 0);
	int fd = syscall(SYS_pidfd_getfd, pidfd, VICTIM_FILE, 0);

	return fd < 0 ? refused(fd, EPERM) : write_word(fd);
}

static int proc_fd(void)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", victim, VICTIM_FILE);
	fd = open(path, O_RDWR);
	return fd < 0 ? refused(fd, EACCES) : write_word(fd);
}

/* --- programs that are traced already when they are started */

/* A child of root's waits for a word, by which it executes a trusted program;
 * its parent has become mallory, who may trace any process, meanwhile. */
static pid_t root_child(bool trace_me, const char *argument, int *go)
{
	int ends[2];
	char byte;
	pid_t child;

	if (pipe(ends))
		return -1;
	child = fork();
	if (!child) {
		if (read(ends[0], &byte, 1) == 1 &&
		    !(trace_me && ptrace(PTRACE_TRACEME, 0, 0, 0)))
			execl(TRUSTED, TRUSTED, argument, NULL);
		_exit(BROKEN);
	}
	*go = ends[1];
	become_mallory(CAP(SYS_PTRACE));
	return child;
}

static int seized_before_exec(void)
{
	int go = -1;
	pid_t child = root_child(false, NULL, &go);

	if (ptrace(PTRACE_SEIZE, child, 0, 0) || write(go, "", 1) != 1)
		return BROKEN;
	return judge(status_of(child));
}

/* The child stops when it has executed the program. If its tracer may not even
 * continue it then it has got a task at CPL 0. */
static int traced_by_request(void)
{
	int go = -1;
	pid_t child = root_child(true, NULL, &go);

	if (write(go, "", 1) != 1 || !stopped(child))
		return BROKEN;
	if (ptrace(PTRACE_CONT, child, 0, 0))
		return errno == EPERM ? WON : BROKEN;
	return judge(status_of(child));
}

/* A program at CPL 0 asks for it, whoever its parent has become: who could set
 * its RIP would choose what runs there. */
static int traced_by_own_request(void)
{
	int go = -1;
	pid_t child = root_child(false, "traceme", &go);

	if (write(go, "", 1) != 1 || !stopped(child))
		return BROKEN;
	return refused(ptrace(PTRACE_POKEUSER, child,
			      offsetof(struct user_regs_struct, TRACED_IP), 0),
		       EPERM);
}

const struct attack memory_attacks[] = {
	{"attach", 0, attach, start_victim},
	{"seize", 0, seize, start_victim},
	{"attach-by-debugger", CAP(SYS_PTRACE), attach, start_victim},
	{"attached-before", AS_ROOT, attached_before, start_victim},
	{"ask-stranger", 0, ask_stranger, start_victim},
	{"proc-mem", 0, proc_mem, start_victim},
	{"process-vm-writev", 0, write_remotely, start_victim},
	{"pidfd-getfd", 0, take_descriptor, start_victim},
	{"proc-fd", 0, proc_fd, start_victim},
	{"seized-before-exec", AS_ROOT, seized_before_exec, NULL},
	{"traceme-before-exec", AS_ROOT, traced_by_request, NULL},
	{"traceme-after-exec", AS_ROOT, traced_by_own_request, NULL},
	{0},
};
