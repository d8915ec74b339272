// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first program in a guest: mounts what programs expect, runs the command
 * that the kernel's command line names, and ends the machine with a verdict.
 *
 *   kml.run="COMMAND"  run by /bin/sh, or split at spaces if there is no shell;
 *                      %XX is the byte with that hexadecimal number, for what
 *                      cannot stand between quotes. Without it: a shell.
 *   kml.attached_root  mount the root on the initramfs, like a disk's, so that
 *                      pivot_root() can move it
 *
 * The verdict is pass if the command ends with exit status 0. This program
 * prints it, and then writes it to the port of QEMU's isa-debug-exit, which
 * ends the machine at once and passes it to vm (see scripts/vm/vm.h). So only
 * this program gives a verdict: a kernel that panics resets the machine
 * (panic=-1 reboot=t), which vm reports as a triple fault, never as a pass or a
 * fail.
 *
 * It is built with the kernel's own minimal C library, tools/include/nolibc,
 * which serves both machines and needs no package; it also compiles with an
 * ordinary one.
 */
#ifdef NOLIBC
#ifndef syscall /* that of Linux 6.1 has none */
#define syscall(number, a, b, c) my_syscall3(number, a, b, c)
#endif
#else
#include <fcntl.h>
#include <linux/reboot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "machine.h"

#define COMMAND_LINE_SIZE 2048 /* arch/x86/include/asm/setup.h */
#define MAX_WORDS	  64

static char command_line[COMMAND_LINE_SIZE + 1];

/* A kernel without one of these file systems can still run the command. */
static void mount_all(void)
{
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sys", "/sys", "sysfs", 0, NULL);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	mount("tmp", "/tmp", "tmpfs", 0, NULL);
}

static void read_command_line(void)
{
	int fd = open("/proc/cmdline", O_RDONLY, 0);

	if (fd < 0)
		return;
	if (read(fd, command_line, COMMAND_LINE_SIZE) < 0)
		command_line[0] = '\0';
	close(fd);
}

/* The text after KEY at the start of a word of the command line; or NULL. */
static char *find_word(const char *key)
{
	char *at;

	for (at = command_line; *at; at++) {
		if ((at == command_line || at[-1] == ' ') &&
		    strncmp(at, key, strlen(key)) == 0)
			return at + strlen(key);
	}
	return NULL;
}

/* As switch_root does: all mounts move along. */
static void attach_root(void)
{
	if (!find_word("kml.attached_root"))
		return;
	if (mount("/", "/tmp", NULL, MS_BIND | MS_REC, NULL) || chdir("/tmp") ||
	    mount(".", "/", NULL, MS_MOVE, NULL) || chroot("."))
		say("cannot attach the root", "");
}

/* The value of kml.run= on the command line, or NULL. */
static char *find_command(void)
{
	char *value = find_word("kml.run=");

	if (!value)
		return NULL;
	if (*value != '"') {
		decode(value, ' ');
		return value;
	}
	decode(value + 1, '"');
	return value + 1;
}

static void split(char *command, char *words[MAX_WORDS + 1])
{
	int n = 0;

	while (*command && n < MAX_WORDS) {
		while (*command == ' ')
			*command++ = '\0';
		if (*command)
			words[n++] = command;
		while (*command && *command != ' ')
			command++;
	}
	words[n] = NULL;
}

/* In the child: becomes the command. */
static void run(char *command)
{
	static char *environment[] = {
		"PATH=/bin:/sbin:/usr/bin:/usr/sbin",
		"HOME=/root",
		"TERM=vt100",
		NULL,
	};
	char *shell[] = {"/bin/sh", "-c", command, NULL};
	char *words[MAX_WORDS + 1];

	if (!command)
		shell[1] = NULL;
	execve(shell[0], shell, environment);
	if (command) {
		split(command, words);
		if (words[0])
			execve(words[0], words, environment);
	}
	say("cannot run ", command ? command : shell[0]);
	exit(127);
}

/* Waits for the command, and reaps processes that it leaves behind. */
static int wait_for(pid_t child)
{
	int status = -1;
	pid_t ended;

	do {
		ended = waitpid(-1, &status, 0);
	} while (ended > 0 && ended != child);
	return ended == child ? status : -1;
}

int main(void)
{
	int status = -1, passed;
	char *command;
	pid_t child;

	mount_all();
	setsid();
	open_terminal();
	loopback_up();
	read_command_line();
	attach_root();
	command = find_command();
	child = fork();
	if (child == 0)
		run(command);
	if (child > 0)
		status = wait_for(child);
	passed = status == 0;
	if (WIFEXITED(status))
		printf("kml: exit status %d\n", WEXITSTATUS(status));
	else
		printf("kml: killed by signal %d\n", status & 0x7f);
	say("verdict ", passed ? "pass" : "fail");
	end_machine(passed ? EXIT_PASS : EXIT_FAIL);
}
