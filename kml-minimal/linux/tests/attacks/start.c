// SPDX-License-Identifier: GPL-2.0-only
/* Who may start a trusted program at CPL 0, and what becomes of those that it
 * starts itself. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

static int trusted(void)
{
	return start(TRUSTED);
}

static void prepare_set_user_id(void)
{
	put(TRUSTED, BAIT, 04755, 0, 0);
}

/* The program becomes root's, its caller was not. */
static int bait(void)
{
	return start(BAIT);
}

/* Root, with every capability, but in a namespace of one's own. */
static int root_of_own_namespace(void)
{
	return enter_user_namespace(0) ? start(TRUSTED) : BROKEN;
}

static int no_new_privileges(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return BROKEN;
	return start(TRUSTED);
}

/* A filter, even one that forbids nothing, would be void at CPL 0. */
static int filtered(void)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {1, &allow};

	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		return BROKEN;
	return start(TRUSTED);
}

/* A page at address 0, to which a stray call of the kernel's would lead; data
 * that is code; and everything where it always is. */
static int chosen_personality(void)
{
	int status;

	if (personality(MMAP_PAGE_ZERO | READ_IMPLIES_EXEC |
			ADDR_NO_RANDOMIZE) < 0)
		return BROKEN;
	status = run(TRUSTED, "personality");
	if (status == CALLERS_CHOICE)
		return WON;
	return status == OWN_CHOICE ? HELD : judge(status);
}

/* Whoever shares the root and working directories can change them later. */
static int shared_folders(void)
{
	pid_t child = syscall(SYS_clone, CLONE_FS | SIGCHLD, 0, 0, 0, 0);

	if (!child) {
		execl(TRUSTED, TRUSTED, NULL);
		_exit(BROKEN);
	}
	return judge(status_of(child));
}

static int arguments(const char *how)
{
	char *const words[] = {"probe", (char *)how, EVIL, NULL};
	pid_t child = fork();

	if (!child) {
		execv(TRUSTED, words);
		_exit(BROKEN);
	}
	return judge(status_of(child));
}

/* A program at CPL 0 starts the attacker's. */
static int kept_over_exec(void)
{
	return arguments("run");
}

static int kept_over_vfork(void)
{
	return arguments("vfork");
}

static void write_script(const char *path, const char *interpreter)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);

	require(fd >= 0 && dprintf(fd, "#!%s\n", interpreter) > 0, path);
	close(fd);
}

static void prepare_interpreter(void)
{
	write_script(BAIT, EVIL);
}

/* The script is the attacker's, the interpreter trusted. */
static int trusted_interpreter(void)
{
	write_script(HOME "/script", TRUSTED);
	return start(HOME "/script");
}

const struct attack start_attacks[] = {
	{"trusted-program", 0, trusted, NULL},
	{"set-user-id", 0, bait, prepare_set_user_id},
	{"user-namespace-root", 0, root_of_own_namespace, NULL},
	{"no-new-privs", CAP(SYS_RAWIO), no_new_privileges, NULL},
	{"seccomp", CAP(SYS_RAWIO) | CAP(SYS_ADMIN), filtered, NULL},
	{"personality", CAP(SYS_RAWIO), chosen_personality, NULL},
	{"shared-fs", CAP(SYS_RAWIO), shared_folders, NULL},
	{"exec-from-trusted", CAP(SYS_RAWIO), kept_over_exec, NULL},
	{"vfork-from-trusted", CAP(SYS_RAWIO), kept_over_vfork, NULL},
	{"trusted-interpreter", 0, trusted_interpreter, NULL},
	{"trusted-script", CAP(SYS_RAWIO), bait, prepare_interpreter},
	{0},
};
