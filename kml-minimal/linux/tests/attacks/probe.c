// SPDX-License-Identifier: GPL-2.0-only
/* The trusted program. Its exit status shows its level.
 *
 *   probe                     report
 *   probe run PROGRAM         execute PROGRAM
 *   probe vfork PROGRAM       execute PROGRAM in a child of vfork()
 *   probe personality         report whether it is its caller's choice
 *   probe traceme             ask its parent to trace it, and stop
 *   probe victim              become an ordinary user and wait to be written to
 *
 * Anything else is taken as no argument, so that it can interpret a script. */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

static int level(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	return cs & 3;
}

static int report(void)
{
	return TRUSTED_AT(level());
}

static int vfork_program(char *program)
{
	char *arguments[] = {program, NULL};
	int status;
	/* NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork) */
	pid_t child = vfork();

	if (!child) {
		execv(program, arguments);
		_exit(BROKEN);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return BROKEN;
	return WIFEXITED(status) ? WEXITSTATUS(status) : BROKEN;
}

static int report_personality(void)
{
	if (level() != 0)
		return report();
	return personality(0xffffffff) ? CALLERS_CHOICE : OWN_CHOICE;
}

static int be_traced(void)
{
	if (level() != 0 || ptrace(PTRACE_TRACEME, 0, 0, 0))
		return BROKEN;
	return raise(SIGSTOP) ? BROKEN : report();
}

/* As nginx does for its workers: another user, and dumpable again. */
static int drop_privileges(void)
{
	return setgid(MALLORY) || setuid(MALLORY) || prctl(PR_SET_DUMPABLE, 1);
}

/* The word lies in a file in memory: its descriptor is a way to it as well. */
static int victim(void)
{
	int file = memfd_create("victim", 0);
	volatile unsigned long *word;

	if (dup2(file, VICTIM_FILE) < 0 || ftruncate(file, VICTIM_SIZE))
		return BROKEN;
	word = mmap((void *)VICTIM_WORD, VICTIM_SIZE, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_FIXED, file, 0);
	if (word == MAP_FAILED || drop_privileges() || level() != 0)
		return BROKEN;
	if (write(VICTIM_READY, "", 1) != 1)
		return BROKEN;
	while (!*word)
		usleep(1000);
	return VICTIM_WRITTEN;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "run")) {
		execv(argv[2], argv + 2);
		return BROKEN;
	}
	if (argc == 3 && !strcmp(argv[1], "vfork"))
		return vfork_program(argv[2]);
	if (argc == 2 && !strcmp(argv[1], "personality"))
		return report_personality();
	if (argc == 2 && !strcmp(argv[1], "traceme"))
		return be_traced();
	if (argc == 2 && !strcmp(argv[1], "victim"))
		return victim();
	return report();
}
