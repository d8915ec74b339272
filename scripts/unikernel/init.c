// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first program of a unikernel. It makes the machine ready for one
 * application, runs it, and ends the machine with its exit status.
 *
 * What to do stands in the file /unikernel, a line each, obeyed in that order.
 * %XX is the byte with that hexadecimal number.
 *
 *   mount TYPE PATH         a file system of the kernel's, if it has that one
 *   address ADDRESS/PREFIX  of the first network card
 *   gateway ADDRESS
 *   overlay PATH            what is written below goes to the tmpfs /dev/upper
 *   folder PATH             is made, with those above it, if it is missing
 *   limit NAME NUMBER       of a resource: nofile, nproc, core, stack, memlock
 *   directory PATH          where the application runs
 *   prepare COMMAND         run by /bin/sh, as root; if it fails, all ends
 *   user UID GID [GID]...
 *   rawio                   a user other than root keeps CAP_SYS_RAWIO, without
 *                           which there is no CPL 0 (see kml-minimal/linux)
 *   environment NAME=VALUE
 *   program PATH            which file is started, if it is not argv[0]
 *   argument TEXT           the application's argv, one by one
 *
 * KML_CHECK="COMMAND" on the kernel's command line is a client, run by /bin/sh
 * until it succeeds: that ends the machine, with success. With KML_PORT=N it
 * starts once that port accepts connections here.
 *
 * Signals that come here are passed on. Orphans are waited for.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/reboot.h>
#include <net/if.h>
#include <net/route.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../count/mark.h"
#include "../rootfs/machine.h"

#define FILE_NAME "/unikernel"
#define MOST	  256 /* arguments, variables, groups */

static char *arguments[MOST + 1], *variables[MOST + 1];
static int n_arguments, n_variables, line_number;
static const char *program, *directory = "/";
static uid_t user;
static gid_t groups[MOST];
static int n_groups;
static bool rawio;
static volatile pid_t application;

/* Something that the image needs fails: the machine ends. */
static void __attribute__((noreturn)) fail(const char *what)
{
	printf("kml: %s, line %d: %s: %s\n", FILE_NAME, line_number, what,
	       strerror(errno));
	say("verdict ", "fail");
	end_machine(EXIT_FAIL);
}

/* The next word of a line, decoded; the last one reaches to its end. */
static char *word(char **rest, bool last)
{
	char *start = *rest, *end = start + strcspn(start, last ? "\n" : " \n");

	*rest = *end ? end + 1 : end;
	*end = '\0';
	decode(start, '\0');
	return start;
}

/*
 * ENODEV: the application does not need it, and the kernel does not have it.
 * The folder may be missing: shm_open() wants /dev/shm, where anyone writes.
 */
static void do_mount(char *rest)
{
	const char *type = word(&rest, false), *path = word(&rest, true);

	if (mkdir(path, 0) == 0)
		chmod(path, 01777);
	if (mount(type, path, type, 0, NULL) < 0 && errno != ENODEV)
		fail(path);
}

/* What is above has the owner and mode of what is below. */
static void do_overlay(char *rest)
{
	const char *path = word(&rest, true);
	char *upper, *work, *options;
	struct stat status;

	asprintf(&upper, "/dev/upper%s", path);
	asprintf(&work, "%s.work", upper);
	asprintf(&options, "lowerdir=%s,upperdir=%s,workdir=%s", path, upper,
		 work);
	if (stat(path, &status) < 0 || mkdir(work, 0) < 0 ||
	    mkdir(upper, 0) < 0 ||
	    chown(upper, status.st_uid, status.st_gid) < 0 ||
	    chmod(upper, status.st_mode) < 0 ||
	    mount("overlay", path, "overlay", 0, options) < 0)
		fail(path);
	free(upper);
	free(work);
	free(options);
}

static struct sockaddr address(const char *text)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr result;

	if (inet_pton(AF_INET, text, &in.sin_addr) != 1)
		fail(text);
	memcpy(&result, &in, sizeof(result));
	return result;
}

static void card(int fd, unsigned long what, struct ifreq *request)
{
	if (ioctl(fd, what, request) < 0)
		fail("the network card eth0");
}

static void do_address(char *rest)
{
	char *text = word(&rest, true), *slash = strchr(text, '/');
	struct ifreq request = {.ifr_name = "eth0"};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	char mask[INET_ADDRSTRLEN];
	struct in_addr bits;

	errno = EINVAL;
	if (!slash)
		fail(text);
	*slash = '\0';
	bits.s_addr = htonl(~0U << (32 - atoi(slash + 1)));
	inet_ntop(AF_INET, &bits, mask, sizeof(mask));
	request.ifr_addr = address(text);
	card(fd, SIOCSIFADDR, &request);
	request.ifr_netmask = address(mask);
	card(fd, SIOCSIFNETMASK, &request);
	card(fd, SIOCGIFFLAGS, &request);
	request.ifr_flags |= IFF_UP | IFF_RUNNING;
	card(fd, SIOCSIFFLAGS, &request);
	close(fd);
}

static void do_gateway(char *rest)
{
	struct rtentry route = {
		.rt_dst = address("0.0.0.0"),
		.rt_genmask = address("0.0.0.0"),
		.rt_gateway = address(word(&rest, true)),
		.rt_flags = RTF_UP | RTF_GATEWAY,
	};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (ioctl(fd, SIOCADDRT, &route) < 0)
		fail("the gateway");
	close(fd);
}

/* Exit status of a child; others that end meanwhile are orphans, now ours. */
static int wait_for(pid_t child)
{
	int status = -1;
	pid_t ended;

	do {
		ended = waitpid(-1, &status, 0);
	} while (ended != child && (ended > 0 || errno == EINTR));
	return status;
}

/* A command's exit status, as waitpid() has it. */
static int shell(char *command)
{
	char *argv[] = {"/bin/sh", "-c", command, NULL};
	pid_t child = fork();

	if (child == 0) {
		execve(argv[0], argv, variables);
		_exit(127);
	}
	return wait_for(child);
}

static void do_prepare(char *rest)
{
	char *command = word(&rest, true);

	errno = ECHILD;
	if (shell(command) != 0)
		fail(command);
}

static void do_folder(char *rest)
{
	char *path = word(&rest, true), *slash = path;

	do {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(path, 0755) < 0 && errno != EEXIST)
			fail(path);
		if (slash)
			*slash = '/';
	} while (slash);
}

static void do_limit(char *rest)
{
	static const struct {
		const char *name;
		int resource;
	} limits[] = {
		{"nofile", RLIMIT_NOFILE},   {"nproc", RLIMIT_NPROC},
		{"core", RLIMIT_CORE},	     {"stack", RLIMIT_STACK},
		{"memlock", RLIMIT_MEMLOCK}, {NULL, 0},
	};
	const char *name = word(&rest, false);
	rlim_t most = strtoul(word(&rest, true), NULL, 10);
	struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
	int i;

	for (i = 0; limits[i].name && strcmp(limits[i].name, name) != 0; i++)
		;
	errno = EINVAL;
	if (!limits[i].name || setrlimit(limits[i].resource, &limit) < 0)
		fail(name);
}

static void do_directory(char *rest)
{
	directory = word(&rest, true);
}

static void do_user(char *rest)
{
	user = atoi(word(&rest, false));
	while (*rest && n_groups < MOST)
		groups[n_groups++] = atoi(word(&rest, false));
}

static void do_rawio(char *rest)
{
	(void)rest;
	rawio = true;
}

static void do_program(char *rest)
{
	program = word(&rest, true);
}

static void do_environment(char *rest)
{
	if (n_variables == MOST)
		fail("too many");
	variables[n_variables++] = word(&rest, true);
}

static void do_argument(char *rest)
{
	if (n_arguments == MOST)
		fail("too many");
	arguments[n_arguments++] = word(&rest, true);
}

static const struct {
	const char *name;
	void (*act)(char *rest);
} keywords[] = {
	{"mount", do_mount},
	{"address", do_address},
	{"gateway", do_gateway},
	{"overlay", do_overlay},
	{"prepare", do_prepare},
	{"folder", do_folder},
	{"limit", do_limit},
	{"directory", do_directory},
	{"user", do_user},
	{"rawio", do_rawio},
	{"environment", do_environment},
	{"program", do_program},
	{"argument", do_argument},
	{NULL, NULL},
};

static void obey(char *line)
{
	const char *name = word(&line, false);
	int i;

	for (i = 0; keywords[i].name && strcmp(keywords[i].name, name) != 0;
	     i++)
		;
	errno = EINVAL;
	if (!keywords[i].name)
		fail(name);
	keywords[i].act(line);
}

/* Lines are kept: arguments and variables point into them. */
static void obey_file(void)
{
	FILE *file = fopen(FILE_NAME, "re");
	char *line = NULL;
	size_t size = 0;

	if (!file)
		fail("cannot be read");
	while (getline(&line, &size, file) > 0) {
		line_number++;
		obey(line);
		line = NULL;
		size = 0;
	}
	fclose(file);
}

/* Only ambient capabilities survive exec after setuid(): capabilities(7). */
static void keep_rawio(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2] = {{
		.effective = 1 << CAP_SYS_RAWIO,
		.permitted = 1 << CAP_SYS_RAWIO,
		.inheritable = 1 << CAP_SYS_RAWIO,
	}};

	if (syscall(SYS_capset, &header, data) < 0 ||
	    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_RAWIO, 0, 0) <
		    0)
		fail("rawio");
}

/* In the child. An application that runs as root stays as it is. */
static void become_user(void)
{
	if (n_groups == 0)
		return;
	prctl(PR_SET_KEEPCAPS, rawio);
	if (setgroups(n_groups, groups) < 0 || setgid(groups[0]) < 0 ||
	    setuid(user) < 0)
		fail("user");
	if (rawio && user != 0)
		keep_rawio();
}

/*
 * Ctrl-C is for the application and what it starts, not for us. (Its own
 * session would hang the terminal up at its end, and what we say then would be
 * lost.)
 */
static void take_terminal(void)
{
	setpgid(0, 0);
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(0, getpid());
	signal(SIGTTOU, SIG_DFL);
}

static void run(void)
{
	if (chdir(directory) < 0)
		fail(directory);
	errno = EINVAL;
	if (!n_arguments)
		fail("no argument");
	become_user();
	take_terminal();
	environ = variables;
	execvp(program ? program : arguments[0], arguments);
	printf("kml: cannot run %s: %s\n", arguments[0], strerror(errno));
	fflush(stdout);
	_exit(127);
}

static void pass_on(int signal)
{
	if (application > 0)
		kill(application, signal);
}

static void pass_signals_on(void)
{
	static const int passed[] = {SIGTERM, SIGINT,  SIGQUIT, SIGHUP,
				     SIGUSR1, SIGUSR2, SIGWINCH};
	struct sigaction action = {.sa_handler = pass_on,
				   .sa_flags = SA_RESTART};
	unsigned i;

	for (i = 0; i < sizeof(passed) / sizeof(*passed); i++)
		sigaction(passed[i], &action, NULL);
}

/*
 * With KML_COUNT=1: prints when something was reached. Under vm --icount the
 * TSC counts instructions. The marks are for vm --count: 0 is before init, 1
 * from there until the port accepts connections, 2 to the answer or the end.
 */
enum reached { INIT, PORT, END };

static void count(enum reached reached, const char *what)
{
	if (reached == INIT)
		COUNT_MARK(1);
	else if (reached == PORT)
		COUNT_MARK(2);
	else
		COUNT_MARK(3);
	if (getenv("KML_COUNT"))
		printf("kml: %s at %llu ns\n", what, __builtin_ia32_rdtsc());
}

static bool accepts(int port)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool accepted = connect(fd, (struct sockaddr *)&in, sizeof(in)) == 0;

	close(fd);
	return accepted;
}

/* In a child, beside the application. */
static void check(char *command, const char *port)
{
	if (port) {
		while (!accepts(atoi(port)))
			usleep(10000);
		count(PORT, "port");
	}
	decode(command, '\0');
	while (shell(command) != 0)
		usleep(10000);
	count(END, "answer");
	say("verdict ", "pass");
	end_machine(EXIT_PASS);
}

int main(void)
{
	char *command = getenv("KML_CHECK");
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	setsid();
	open_terminal();
	count(INIT, "init");
	loopback_up();
	obey_file();
	pass_signals_on();
	application = fork();
	if (application == 0)
		run();
	if (command && fork() == 0)
		check(command, getenv("KML_PORT"));
	status = wait_for(application);
	count(END, "end");
	if (WIFEXITED(status))
		printf("kml: exit status %d\n", WEXITSTATUS(status));
	else
		printf("kml: killed by signal %d (%s)\n", WTERMSIG(status),
		       strsignal(WTERMSIG(status)));
	say("verdict ", status == 0 ? "pass" : "fail");
	end_machine(status == 0 ? EXIT_PASS : EXIT_FAIL);
}
