// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program to be traced: `traced WHAT...` does the things named, and nothing
 * else. What it is expected to leave in a manifest stands in trace.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/netlink.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/sysinfo.h>
#include <sys/un.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Calls by number: the C library might take others. */
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)

static int nothing(void)
{
	return 0;
}

static int wait_for(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return 1;
	return status != 0;
}

static int forks(void)
{
	pid_t pid = (pid_t)CALL(fork);

	if (pid == 0) {
		CALL(sysinfo, 0);
		_exit(0);
	}
	return wait_for(pid);
}

/* Insecure or not: the recorder has to follow programs that use it. */
static int vforks(void)
{
	/* NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork) */
	pid_t pid = vfork();

	if (pid == 0)
		_exit(0);
	return wait_for(pid);
}

static void *in_thread(void *unused)
{
	CALL(getpgid, 0);
	return unused;
}

static int threads(void)
{
	pthread_t thread[4];
	int i, word = 0;

	for (i = 0; i < 4; i++)
		if (pthread_create(&thread[i], NULL, in_thread, NULL) != 0)
			return 1;
	for (i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	/* Only who comes before a thread's end joins it with this call. */
	CALL(futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	return 0;
}

static int executes(void)
{
	execl("/proc/self/exe", "traced", "eventfd", (char *)NULL);
	return 1;
}

static void *execute(void *unused)
{
	usleep(500000); /* the other is waiting by now */
	executes();
	return unused;
}

/* The other thread becomes the process's first. */
static int thread_executes(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, execute, NULL) == 0)
		pause();
	return 1;
}

static volatile sig_atomic_t caught;

static void note_signal(int signal)
{
	caught = signal;
}

static int signals(void)
{
	struct sigaction action = {.sa_handler = note_signal};

	sigaction(SIGUSR1, &action, NULL);
	CALL(kill, getpid(), SIGUSR1);
	return caught != SIGUSR1;
}

/* Stopped and continued by a child, as a shell's job would be. */
static int stops(void)
{
	pid_t self = getpid(), pid = (pid_t)CALL(fork);

	if (pid == 0) {
		kill(self, SIGSTOP);
		usleep(50000);
		kill(self, SIGCONT);
		_exit(0);
	}
	return wait_for(pid);
}

/* A socket of a family, with an address that the kernel chooses. */
static int bound(int family, int type, int protocol)
{
	struct sockaddr address = {.sa_family = family};
	int fd = socket(family, type, protocol);
	socklen_t length = family == AF_UNIX	  ? sizeof(sa_family_t)
			   : family == AF_NETLINK ? sizeof(struct sockaddr_nl)
						  : sizeof(address);

	return bind(fd, &address, length) ? -1 : fd;
}

static int sockets(void)
{
	int pair[2], fd;

	fd = bound(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	close(fd);
	socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
	close(bound(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
	return socket(AF_ASH, SOCK_STREAM, 0) >= 0;
}

/* As glibc asks nscd, which does not run. */
static int socket_attempts(void)
{
	struct sockaddr_un nobody = {AF_UNIX, "/no/such/socket"};
	int one = 1, fd = socket(AF_UNIX, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof(one));
	(void)connect(fd, (struct sockaddr *)&nobody, sizeof(nobody));
	close(fd);
	close(socket(AF_INET, SOCK_DGRAM, 0));
	return 0;
}

/* A child makes something of it, by another descriptor, and is killed. */
static int socket_inherited(void)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0), other = dup(fd);
	char byte;
	pid_t pid = CALL(fork);

	if (!pid)
		return (int)read(other, &byte, 1);
	usleep(300000); /* it reads, and waits */
	kill(pid, SIGKILL);
	return wait_for(pid) == 0;
}

static int epolls(void)
{
	return epoll_create1(0) < 0;
}

static int eventfds(void)
{
	return eventfd(0, 0) < 0;
}

static int paths(void)
{
	char name[64];
	struct stat info;
	int folder;

	snprintf(name, sizeof(name), "/proc/%d/../self/./maps", getpid());
	close(open(name, O_RDONLY));
	stat("/proc/1", &info);
	stat("/sys/no/such", &info);
	folder = open("/proc/self", O_PATH);
	close(openat(folder, "status", O_RDONLY));
	close(folder);
	return stat("/no/such", &info) == 0;
}

static int locks(void)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int fd = memfd_create("lock", 0);
	int failed = fcntl(fd, F_SETLK, &lock);

	close(fd);
	return failed != 0;
}

static int unknown_call(void)
{
	return syscall(0x1fff) != -1 || errno != ENOSYS;
}

/* Two children in namespaces of their own. */
static int namespaces(void)
{
	pid_t pid = (pid_t)CALL(fork);

	if (pid == 0)
		_exit(CALL(unshare, CLONE_NEWUSER | CLONE_NEWUTS) != 0);
	return wait_for(pid);
}

/* Goes on when the first process has ended. */
static int daemonises(void)
{
	pid_t pid = (pid_t)CALL(fork);

	if (pid != 0)
		return 0;
	CALL(setsid);
	usleep(200000);
	CALL(eventfd2, 0, 0);
	_exit(0);
}

static int sleeps(void)
{
	return (int)CALL(pause);
}

static int aborts(void)
{
	return (int)CALL(kill, getpid(), SIGABRT);
}

/* Two calls, of which only the first is really needed. */
static int needs_one(void)
{
	int fd = (int)CALL(eventfd2, 0, 0);

	CALL(sysinfo, 0);
	if (CALL(epoll_create1, 0) < 0)
		puts("no epoll, no matter");
	if (fd >= 0)
		puts("served");
	return 0;
}

/* Falls back to the second if there is no first. */
static int needs_either(void)
{
	if (CALL(eventfd2, 0, 0) >= 0 || CALL(epoll_create1, 0) >= 0)
		puts("served");
	CALL(eventfd2, 0, 0);
	CALL(epoll_create1, 0);
	return 0;
}

/* Does without the first two, but not without the first alone. */
static int needs_pair(void)
{
	struct sysinfo info;
	bool first = CALL(eventfd2, 0, 0) >= 0;

	if (CALL(sysinfo, &info) == 0 && !first)
		return 0;
	if (bound(AF_UNIX, SOCK_STREAM, 0) >= 0)
		puts("served");
	return 0;
}

static int needs_family(void)
{
	bound(AF_INET, SOCK_STREAM, 0);
	if (bound(AF_UNIX, SOCK_STREAM, 0) >= 0)
		puts("served");
	return 0;
}

static int needs_file(const char *name)
{
	if (open(name, O_RDONLY) >= 0)
		puts("served");
	return 0;
}

static int needs_path(void)
{
	return needs_file("/proc/self/maps");
}

static int needs_device(void)
{
	return needs_file("/dev/zero");
}

static int needs_lock(void)
{
	if (locks() == 0)
		puts("served");
	return 0;
}

static const struct {
	const char *name;
	int (*run)(void);
} acts[] = {
	{"nothing", nothing},
	{"abort", aborts},
	{"fork", forks},
	{"vfork", vforks},
	{"threads", threads},
	{"exec", executes},
	{"thread-exec", thread_executes},
	{"signals", signals},
	{"stops", stops},
	{"sockets", sockets},
	{"socket-attempts", socket_attempts},
	{"socket-inherited", socket_inherited},
	{"epoll", epolls},
	{"eventfd", eventfds},
	{"paths", paths},
	{"locks", locks},
	{"unknown-call", unknown_call},
	{"namespaces", namespaces},
	{"daemon", daemonises},
	{"sleep", sleeps},
	{"needs-one", needs_one},
	{"needs-either", needs_either},
	{"needs-pair", needs_pair},
	{"needs-family", needs_family},
	{"needs-path", needs_path},
	{"needs-device", needs_device},
	{"needs-lock", needs_lock},

};

static int act(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (!strcmp(name, acts[i].name))
			return acts[i].run();
	return 2;
}

int main(int argc, char **argv)
{
	int i, status = 0;

	for (i = 1; i < argc && !status; i++)
		status = act(argv[i]);
	return status;
}
