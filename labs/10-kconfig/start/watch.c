// SPDX-License-Identifier: GPL-2.0-only
/*
 * watch FOLDER: counts the files that appear in a folder, and answers clients.
 *
 *   gcc -static -o watch watch.c
 *   ./watch /tmp            serves until SIGTERM
 *   ./watch --check /tmp    plays the client as well: exit status 0 if all
 * works
 *
 * A client connects to FOLDER/socket. "count" is answered by the number of
 * files seen, which outlives this process; "report" by a descriptor with the
 * whole text, sealed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHARED_KEY 0x77617463 /* "watc" */
#define SEALS	   (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

static volatile sig_atomic_t stopped;
static int *shared; /* the count, in memory that outlives us */
static FILE *log_file;

static int need(int result, const char *what)
{
	if (result < 0) {
		fprintf(stderr, "watch: %s: %s\n", what, strerror(errno));
		exit(1);
	}
	return result;
}

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

/* A descriptor that a signal makes readable; without such, a handler will do.
 */
static int open_signals(void)
{
	sigset_t wanted;
	int fd;

	sigemptyset(&wanted);
	sigaddset(&wanted, SIGTERM);
	fd = signalfd(-1, &wanted, SFD_CLOEXEC);
	if (fd < 0)
		signal(SIGTERM, stop);
	else
		sigprocmask(SIG_BLOCK, &wanted, NULL);
	return fd;
}

/* A queue for writing the log, if the kernel has such; write() does it as well.
 */
static void try_queue(void)
{
	char parameters[256] = "";
	long fd = syscall(SYS_io_uring_setup, 4, parameters);

	if (fd >= 0)
		close((int)fd);
}

static int open_timer(void)
{
	struct itimerspec each = {{0, 100000000}, {0, 100000000}};
	int fd = need(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), "timer");

	need(timerfd_settime(fd, 0, &each, NULL), "timer");
	return fd;
}

static void open_count(void)
{
	int id = need(shmget(SHARED_KEY, sizeof(*shared), IPC_CREAT | 0600),
		      "shared memory");

	shared = shmat(id, NULL, 0);
	need(shared == (void *)-1 ? -1 : 0, "shared memory");
}

static void open_log(const char *name)
{
	log_file = fopen(name, "ae");
	need(log_file ? 0 : -1, name);
	need(flock(fileno(log_file), LOCK_EX | LOCK_NB), name);
}

static void name_socket(struct sockaddr_un *name)
{
	memset(name, 0, sizeof(*name));
	name->sun_family = AF_UNIX;
	strcpy(name->sun_path, "socket");
}

static int open_socket(void)
{
	struct sockaddr_un name;
	int fd = need(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");

	name_socket(&name);
	unlink(name.sun_path);
	need(bind(fd, (struct sockaddr *)&name, sizeof(name)), "bind");
	need(listen(fd, 4), "listen");
	return fd;
}

static void note_files(int fd)
{
	_Alignas(struct inotify_event) char events[4096];
	ssize_t size = read(fd, events, sizeof(events)), at = 0;

	while (at < size) {
		struct inotify_event *event = (void *)(events + at);

		++*shared;
		fprintf(log_file, "%s\n", event->name);
		at += (ssize_t)(sizeof(*event) + event->len);
	}
}

static void tick(int fd)
{
	unsigned long long times;

	if (read(fd, &times, sizeof(times)) == sizeof(times))
		fflush(log_file);
}

/* Sends a descriptor: unix(7), SCM_RIGHTS. */
static void send_fd(int client, int fd)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(fd))] = "";
	char byte = 0;
	struct iovec data = {&byte, 1};
	struct msghdr message = {.msg_iov = &data,
				 .msg_iovlen = 1,
				 .msg_control = control,
				 .msg_controllen = sizeof(control)};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(header), &fd, sizeof(fd));
	need((int)sendmsg(client, &message, 0), "report");
}

static void report(int client)
{
	int fd = need(memfd_create("report", MFD_ALLOW_SEALING), "report");

	dprintf(fd, "%d files\n", *shared);
	need(fcntl(fd, F_ADD_SEALS, SEALS), "report");
	send_fd(client, fd);
	close(fd);
}

static void serve(int fd)
{
	int client = need(accept4(fd, NULL, NULL, SOCK_CLOEXEC), "accept");
	char asked[16] = "";

	if (read(client, asked, sizeof(asked) - 1) > 0) {
		if (!strcmp(asked, "report"))
			report(client);
		else
			dprintf(client, "%d", *shared);
	}
	close(client);
}

static int poll_fd;

static int watch_fd(int fd)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

	if (fd >= 0)
		need(epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event), "epoll");
	return fd;
}

static void run(void)
{
	int files, timer, clients, signals;
	struct epoll_event event;

	poll_fd = need(epoll_create1(EPOLL_CLOEXEC), "epoll");
	files = watch_fd(need(inotify_init1(IN_CLOEXEC), "inotify"));
	need(inotify_add_watch(files, ".", IN_CLOSE_WRITE), "inotify");
	timer = watch_fd(open_timer());
	clients = watch_fd(open_socket());
	signals = watch_fd(open_signals());
	while (!stopped) {
		if (epoll_wait(poll_fd, &event, 1, -1) < 1)
			continue; /* a signal */
		if (event.data.fd == files)
			note_files(files);
		else if (event.data.fd == timer)
			tick(timer);
		else if (event.data.fd == clients)
			serve(clients);
		else if (event.data.fd == signals)
			stopped = 1;
	}
}

/* --- the client */

static int ask(const char *what)
{
	struct sockaddr_un name;
	int fd, tries;

	name_socket(&name);
	for (tries = 0; tries < 100; tries++) {
		fd = need(socket(AF_UNIX, SOCK_STREAM, 0), "client");
		if (!connect(fd, (struct sockaddr *)&name, sizeof(name))) {
			need((int)write(fd, what, strlen(what)), "client");
			return fd;
		}
		close(fd);
		usleep(20000);
	}
	return need(-1, "client: connect");
}

static int ask_count(void)
{
	char answer[16] = "";
	int fd = ask("count");

	need(read(fd, answer, sizeof(answer) - 1) > 0 ? 0 : -1,
	     "client: count");
	close(fd);
	return atoi(answer);
}

static int get_report(void)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
	char byte;
	struct iovec data = {&byte, 1};
	struct msghdr message = {.msg_iov = &data,
				 .msg_iovlen = 1,
				 .msg_control = control,
				 .msg_controllen = sizeof(control)};
	int fd;

	need((int)recvmsg(ask("report"), &message, 0), "client: report");
	need(CMSG_FIRSTHDR(&message) ? 0 : -1, "client: report");
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(fd));
	return fd;
}

static void client(void)
{
	int before = ask_count(), fd, tries = 0;

	fd = need(open("file", O_CREAT | O_WRONLY, 0600), "client: file");
	close(fd);
	while (ask_count() == before && tries++ < 100)
		usleep(20000);
	need(ask_count() > before ? 0 : -1, "client: the count");
	fd = get_report();
	need(fcntl(fd, F_GET_SEALS) == SEALS ? 0 : -1, "client: the seals");
}

static void serve_for_ever(void)
{
	open_count();
	open_log("log");
	try_queue();
	madvise((void *)((size_t)shared & ~4095ul), 4096, MADV_HUGEPAGE);
	run();
}

/* A server of our own, and a client; neither waits for ever. */
static void check(void)
{
	pid_t server = need(fork(), "fork");
	int status;

	alarm(30);
	if (!server) {
		serve_for_ever();
		exit(0);
	}
	client();
	kill(server, SIGTERM);
	need(waitpid(server, &status, 0), "server");
	need(status ? -1 : 0, "server: its end");
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	need(argc == 2 + !!*what ? 0 : -1,
	     "usage: watch [--client|--check] FOLDER");
	need(chdir(argv[argc - 1]), argv[argc - 1]);
	if (!strcmp(what, "--check"))
		check();
	else if (!strcmp(what, "--client"))
		client();
	else
		serve_for_ever();
	return 0;
}
