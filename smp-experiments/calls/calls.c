// SPDX-License-Identifier: GPL-2.0-only
/*
 * What lmbench measures of system calls, one workload after the other. Each is
 * done a quarter as often as it says, to warm up; then as often, and then twice
 * as often, each under a mark of its own (scripts/count). The difference
 * between the two is that of the operations alone. Prints for each
 *
 *   calls: NAME mark=M operations=N ticks=T
 *
 * N operations under mark M, 2N under M + 1; T is by how many ticks of the
 * time-stamp counter the second run took longer. How the kernel is entered is
 * the C library's affair: it is linked with one that uses SYSCALL, and with one
 * that calls the kernel (kml-minimal/linux/lib/musl).
 */
#include "count/mark.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	  4096ul
#define PAGES	  256ul /* of the file that is mapped: 1 MiB */
#define STRIDE	  4	/* mmap: each fourth page is touched, as lmbench does */
#define BETWEEN	  255	/* the mark of what does not count */
#define PATH_ROOM 256

struct workload {
	const char *name;
	unsigned long operations; /* about two million instructions */
	void (*set_up)(void);
	void (*run)(const struct workload *this, unsigned long count);
	unsigned int iterations; /* work: between two calls */
	bool network;
};

static char program[PATH_ROOM], busybox[PATH_ROOM], shell_command[PATH_ROOM];

static void need(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

/* --- one call */

static int zero, null;
static char byte;

static void open_devices(void)
{
	zero = open("/dev/zero", O_RDONLY);
	null = open("/dev/null", O_WRONLY);
	need(zero >= 0 && null >= 0, "/dev/zero, /dev/null");
}

static void run_null(const struct workload *this, unsigned long count)
{
	(void)this;
	while (count--)
		getppid();
}

static void run_read(const struct workload *this, unsigned long count)
{
	while (count--)
		need(read(zero, &byte, 1) == 1, this->name);
}

static void run_write(const struct workload *this, unsigned long count)
{
	while (count--)
		need(write(null, &byte, 1) == 1, this->name);
}

static void run_stat(const struct workload *this, unsigned long count)
{
	struct stat about;

	while (count--)
		need(stat(program, &about) == 0, this->name);
}

static void run_open(const struct workload *this, unsigned long count)
{
	int file;

	while (count--) {
		file = open(program, O_RDONLY);
		need(file >= 0 && close(file) == 0, this->name);
	}
}

/* The loop of the paper's crossing.c, which was compiled without -O: volatile
 * keeps the counter in memory. */
static void run_work(const struct workload *this, unsigned long count)
{
	volatile unsigned int i;

	while (count--) {
		getppid();
		for (i = 0; i < this->iterations; i++)
			;
	}
}

/* --- processes */

static void wait_for(const struct workload *this, pid_t child)
{
	int status;

	need(child > 0 && waitpid(child, &status, 0) == child && status == 0,
	     this->name);
}

static void run_fork(const struct workload *this, unsigned long count)
{
	pid_t child;

	while (count--) {
		child = fork();
		if (child == 0)
			_exit(0);
		wait_for(this, child);
	}
}

static void start_and_wait(const struct workload *this, char *const *arguments)
{
	pid_t child = fork();

	if (child == 0) {
		execv(arguments[0] == program ? program : busybox, arguments);
		_exit(1);
	}
	wait_for(this, child);
}

static void run_exec(const struct workload *this, unsigned long count)
{
	char *const arguments[] = {program, "end", NULL};

	while (count--)
		start_and_wait(this, arguments);
}

static void run_shell(const struct workload *this, unsigned long count)
{
	char *const arguments[] = {"sh", "-c", shell_command, NULL};

	while (count--)
		start_and_wait(this, arguments);
}

/* --- a byte to another process, and one back */

static int in, out; /* our ends of what the workload has set up */
static int far_in, far_out;

static void run_round_trip(const struct workload *this, unsigned long count)
{
	while (count--)
		need(write(out, &byte, 1) == 1 && read(in, &byte, 1) == 1,
		     this->name);
}

/* The other process; it ends with us. */
static void start_peer(void (*work)(void))
{
	pid_t child = fork();

	need(child >= 0, "fork");
	if (child > 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	work();
	_exit(1);
}

static void echo(void)
{
	while (read(far_in, &byte, 1) == 1 && write(far_out, &byte, 1) == 1)
		;
}

static void set_up_pipe(void)
{
	int there[2], back[2];

	need(pipe(there) == 0 && pipe(back) == 0, "pipe");
	out = there[1];
	far_in = there[0];
	in = back[0];
	far_out = back[1];
	start_peer(echo);
}

/* To oneself, without another process: what pipe does beside switching. */
static void set_up_token(void)
{
	int ends[2];

	need(pipe(ends) == 0, "pipe");
	in = ends[0];
	out = ends[1];
}

static void use_sockets(int near, int far)
{
	in = out = near;
	far_in = far_out = far;
}

static void set_up_unix(void)
{
	int ends[2];

	need(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "socketpair");
	use_sockets(ends[0], ends[1]);
	start_peer(echo);
}

/* In a guest nobody has switched it on. */
static void switch_loopback_on(void)
{
	struct ifreq request = {.ifr_name = "lo"};
	int any = socket(AF_INET, SOCK_DGRAM, 0);

	need(any >= 0 && ioctl(any, SIOCGIFFLAGS, &request) == 0, "lo");
	if (!(request.ifr_flags & IFF_UP)) {
		request.ifr_flags |= IFF_UP;
		need(ioctl(any, SIOCSIFFLAGS, &request) == 0, "lo");
	}
	close(any);
}

/* A socket with a port of 127.0.0.1 that is free. */
static int local_socket(int type, struct sockaddr_in *address)
{
	int made = socket(AF_INET, type, 0);
	socklen_t size = sizeof(*address);

	*address = (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	need(made >= 0 && bind(made, (void *)address, size) == 0 &&
		     getsockname(made, (void *)address, &size) == 0,
	     "127.0.0.1");
	return made;
}

static void connect_to(int made, const struct sockaddr_in *address)
{
	need(connect(made, (const void *)address, sizeof(*address)) == 0,
	     "connect");
}

static void set_up_udp(void)
{
	struct sockaddr_in near, far;

	switch_loopback_on();
	use_sockets(local_socket(SOCK_DGRAM, &near),
		    local_socket(SOCK_DGRAM, &far));
	connect_to(in, &far);
	connect_to(far_in, &near);
	start_peer(echo);
}

static int listener;
static struct sockaddr_in server;

static void listen_here(void)
{
	switch_loopback_on();
	listener = local_socket(SOCK_STREAM, &server);
	need(listen(listener, 8) == 0, "listen");
}

static void set_up_tcp(void)
{
	const int yes = 1;
	int near = socket(AF_INET, SOCK_STREAM, 0);

	listen_here();
	connect_to(near, &server);
	use_sockets(near, accept(listener, NULL, NULL));
	need(setsockopt(in, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes)) == 0 &&
		     setsockopt(far_in, IPPROTO_TCP, TCP_NODELAY, &yes,
				sizeof(yes)) == 0,
	     "TCP_NODELAY");
	start_peer(echo);
}

static void accept_and_close(void)
{
	while (close(accept(listener, NULL, NULL)) == 0)
		;
}

static void set_up_connect(void)
{
	listen_here();
	start_peer(accept_and_close);
}

/* Until the server has closed, so that its part is counted, too. */
static void run_connect(const struct workload *this, unsigned long count)
{
	int made;

	while (count--) {
		made = socket(AF_INET, SOCK_STREAM, 0);
		need(made >= 0, this->name);
		connect_to(made, &server);
		need(read(made, &byte, 1) == 0 && close(made) == 0, this->name);
	}
}

/* --- memory */

static int file; /* of PAGES pages, in the page cache */
static volatile char *pages;

static void make_file(void)
{
	static const char nothing[PAGE];
	unsigned long i;

	file = open("calls.data", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	need(file >= 0 && unlink("calls.data") == 0, "calls.data");
	for (i = 0; i < PAGES; i++)
		need(write(file, nothing, PAGE) == (ssize_t)PAGE, "write");
}

static volatile char *map(int flags, unsigned long count)
{
	void *found = mmap(NULL, count * PAGE, PROT_READ | PROT_WRITE, flags,
			   flags & MAP_ANONYMOUS ? -1 : file, 0);

	need(found != MAP_FAILED, "mmap");
	return found;
}

static void unmap(void)
{
	need(munmap((void *)pages, PAGES * PAGE) == 0, "munmap");
}

static void run_mmap(const struct workload *this, unsigned long count)
{
	unsigned long i;

	(void)this;
	while (count--) {
		pages = map(MAP_SHARED, PAGES);
		for (i = 0; i < PAGES; i += STRIDE)
			pages[i * PAGE] = 1;
		unmap();
	}
}

/* Each page is there, but not in the page table: it is written, since a read
 * would bring its neighbours along (do_fault_around() in mm/memory.c). */
static void run_fault(const struct workload *this, unsigned long count)
{
	unsigned long i;

	(void)this;
	for (i = 0; i < count; i++) {
		if (i % PAGES == 0)
			pages = map(MAP_SHARED, PAGES);
		pages[i % PAGES * PAGE] = 1;
		if ((i + 1) % PAGES == 0 || i + 1 == count)
			unmap();
	}
}

/* A write to a page that may be read only: again and again, until the handler
 * has seen enough of it. */
static volatile unsigned long faults_left;

static void on_fault(int number)
{
	(void)number;
	if (--faults_left == 0)
		/* It is a bare system call in every C library.
		 * NOLINTNEXTLINE(bugprone-signal-handler) */
		mprotect((void *)pages, PAGE, PROT_READ | PROT_WRITE);
}

static void set_up_protection(void)
{
	pages = map(MAP_PRIVATE | MAP_ANONYMOUS, 1);
	pages[0] = 1;
	need(signal(SIGSEGV, on_fault) != SIG_ERR, "signal");
}

static void run_protection(const struct workload *this, unsigned long count)
{
	faults_left = count;
	need(mprotect((void *)pages, PAGE, PROT_READ) == 0, this->name);
	pages[0] = 1;
	need(faults_left == 0, this->name);
}

/* --- all of them */

static const struct workload workloads[] = {
	{"null", 10000, NULL, run_null, 0, false},
	{"read", 5000, open_devices, run_read, 0, false},
	{"write", 5000, open_devices, run_write, 0, false},
	{"stat", 1500, NULL, run_stat, 0, false},
	{"open-close", 800, NULL, run_open, 0, false},
	{"work-0", 10000, NULL, run_work, 0, false},
	{"work-10", 8000, NULL, run_work, 10, false},
	{"work-20", 6000, NULL, run_work, 20, false},
	{"work-40", 5000, NULL, run_work, 40, false},
	{"work-80", 4000, NULL, run_work, 80, false},
	{"work-160", 3000, NULL, run_work, 160, false},
	{"fork", 50, NULL, run_fork, 0, false},
	{"exec", 25, NULL, run_exec, 0, false},
	{"sh", 10, NULL, run_shell, 0, false},
	{"token", 2000, set_up_token, run_round_trip, 0, false},
	{"pipe", 500, set_up_pipe, run_round_trip, 0, false},
	{"unix", 500, set_up_unix, run_round_trip, 0, false},
	{"udp", 300, set_up_udp, run_round_trip, 0, true},
	{"tcp", 300, set_up_tcp, run_round_trip, 0, true},
	{"connect", 100, set_up_connect, run_connect, 0, true},
	{"mmap", 30, make_file, run_mmap, 0, false},
	{"fault", 2048, make_file, run_fault, 0, false},
	{"protection", 1000, set_up_protection, run_protection, 0, false},
};

/* A mark's number is in its instruction. */
#define MARK(n)                \
	case n:                \
		COUNT_MARK(n); \
		break;
#define MARKS_4(n) MARK(n) MARK((n) + 1) MARK((n) + 2) MARK((n) + 3)
#define MARKS_16(n) \
	MARKS_4(n) MARKS_4((n) + 4) MARKS_4((n) + 8) MARKS_4((n) + 12)

static void mark(unsigned int number)
{
	switch (number) {
		MARKS_16(0)
		MARKS_16(16)
		MARKS_16(32)
		MARK(BETWEEN)
	}
}

/* How long it took. */
static long run(const struct workload *this, unsigned int number,
		unsigned long operations)
{
	unsigned long start;

	mark(number);
	start = __builtin_ia32_rdtsc();
	this->run(this, operations);
	return (long)(__builtin_ia32_rdtsc() - start);
}

static void measure(const struct workload *this, unsigned int first,
		    unsigned long operations)
{
	long once, twice;

	if (this->set_up)
		this->set_up();
	this->run(this, operations / 4 + 1);
	once = run(this, first, operations);
	twice = run(this, first + 1, 2 * operations);
	mark(BETWEEN);
	printf("calls: %s mark=%u operations=%lu ticks=%ld\n", this->name,
	       first, operations, twice - once);
	fflush(stdout);
}

/* Kernels without INET are measured, too. */
static bool has_network(void)
{
	int any = socket(AF_INET, SOCK_DGRAM, 0);

	return any >= 0 && close(any) == 0;
}

static int level(void)
{
	unsigned short cs;

	__asm__("movw %%cs, %0" : "=r"(cs));
	return cs & 3;
}

static void find_programs(const char *folder)
{
	need(snprintf(program, PATH_ROOM, "%s/calls", folder) < PATH_ROOM &&
		     snprintf(busybox, PATH_ROOM, "%s/busybox", folder) <
			     PATH_ROOM &&
		     snprintf(shell_command, PATH_ROOM, "%s end", program) <
			     PATH_ROOM,
	     "FOLDER");
}

/* Measures at the level that the caller names, or not at all. */
int main(int argc, char **argv)
{
	const unsigned int count = sizeof(workloads) / sizeof(*workloads);
	unsigned int i, done = 0;

	if (argc == 2 && strcmp(argv[1], "end") == 0)
		return 0;
	mark(BETWEEN); /* what is before was the boot */
	if ((argc != 3 && argc != 5) || level() != atoi(argv[2])) {
		fprintf(stderr,
			"usage: calls FOLDER LEVEL [WORKLOAD OPERATIONS]\n"
			"FOLDER has calls and busybox; LEVEL is 0 or 3, that"
			" of the folder; this is level %d\n",
			level());
		return 2;
	}
	find_programs(argv[1]);
	for (i = 0; i < count; i++) {
		if ((argc == 5 && strcmp(argv[3], workloads[i].name) != 0) ||
		    (workloads[i].network && !has_network()))
			continue;
		measure(&workloads[i], 2 * i + 1,
			argc == 5 ? strtoul(argv[4], NULL, 10)
				  : workloads[i].operations);
		done++;
	}
	need(done > 0, "no such workload");
	return 0;
}
