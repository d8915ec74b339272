// SPDX-License-Identifier: GPL-2.0-only
/* What a guest has: disks, a network card, memory. */
#include "tests.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAP "kml-test"

/* vm refuses these arguments, and says this. */
static void check_refused(char *const argv[], const char *part)
{
	char *output;

	ck_assert_int_eq(vm_status(&output, argv), 2);
	ck_assert_msg(strstr(output, part) != NULL, "no \"%s\" in: %s", part,
		      output);
	free(output);
}

static void make_disk(const char *file, int sectors)
{
	int fd = open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	ck_assert_int_eq(ftruncate(fd, 512 * sectors), 0);
	close(fd);
}

/* The first is Linux's /dev/vda. (The guest prints the sectors of each.) */
START_TEST(disks_in_order)
{
	char dir[] = "/tmp/vm-test.XXXXXX", file[3][48];
	char *const argv[] = {
		"vm",		"run",	  "--profile", "microvm", "--kernel",
		GUEST("disks"), "--disk", file[0],     "--disk",  file[1],
		"--disk",	file[2],  "--forward", "",	  NULL};
	static const int sectors[] = {3, 1, 2};
	int i;

	mkdtemp(dir);
	for (i = 0; i < 3; i++) {
		snprintf(file[i], sizeof(*file), "%s/disk,%d", dir, i);
		make_disk(file[i], sectors[i]);
	}
	check_output(argv, HELLO "312\n");
	for (i = 0; i < 3; i++)
		unlink(file[i]);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

/* As many as VM_DISKS or one more, and a network card or none. */
static void run_disks(int n, bool card, const char *refusal)
{
	char *argv[2 * VM_DISKS + 10] = {"vm",	    "run",	"--profile",
					 "microvm", "--kernel", GUEST("disks")};
	int i, argc = 6;

	for (i = 0; i < n; i++) {
		argv[argc++] = "--disk";
		argv[argc++] = GUEST("disks");
	}
	if (card) {
		argv[argc++] = "--forward";
		argv[argc++] = "";
	}
	if (refusal)
		check_refused(argv, refusal);
	else
		check_output(argv, VM_VERDICT_PASS);
}

START_TEST(many_disks)
{
	run_disks(VM_DISKS, false, NULL);
	run_disks(VM_DISKS - 1, true, NULL);
	run_disks(VM_DISKS, true, "no place for a network card");
	run_disks(VM_DISKS + 1, false, "at most 8");
}
END_TEST

START_TEST(missing_disk)
{
	char *const argv[] = {"vm",	     "run",	 "--kernel",
			      GUEST("pass"), "--disk",	 GUEST("pass"),
			      "--disk",	     "/no/disk", NULL};

	check_refused(argv, "cannot read the disk /no/disk: No such file");
}
END_TEST

/*
 * A boot sector: writes itself to the second sector, and gives its verdict.
 * In 16-bit code: BIOS interrupt 13, service 3 writes AL sectors from ES:BX to
 * cylinder CH, sector CL, head DH of drive DL, which the BIOS has left there.
 */
static const unsigned char boot_sector[512] = {
	0x31,	      0xc0, 0x8e, 0xc0, /* xor ax, ax; mov es, ax */
	0xbb,	      0x00, 0x7c, 0xb8, 0x01,
	0x03, /* mov bx, 0x7c00; mov ax, 0x301 */
	0xb9,	      0x02, 0x00, 0xb6, 0x00, /* mov cx, 2; mov dh, 0 */
	0xcd,	      0x13,		      /* int 0x13 */
	0xb0,	      0x10, 0x72, 0x02, /* mov al, VM_EXIT_PASS; jc to the out
					 */
	0xe6,	      0xf4, 0xf4,	/* out VM_EXIT_PORT, al; hlt */
	[510] = 0x55, 0xaa,
};

static void make_stick(const char *file, int sectors)
{
	int fd;

	make_disk(file, sectors);
	fd = open(file, O_WRONLY | O_CLOEXEC);
	ck_assert_int_eq(pwrite(fd, boot_sector, 512, 0), 512);
	close(fd);
}

static void check_sector(const char *file, int number, bool boots)
{
	unsigned char sector[512] = {0};
	static const unsigned char nothing[512];
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	ck_assert_int_eq(pread(fd, sector, 512, 512 * number), 512);
	ck_assert_mem_eq(sector, boots ? boot_sector : nothing, 512);
	close(fd);
}

/* The first boots and is written; the second stays as it is. */
START_TEST(sticks)
{
	char dir[] = "/tmp/vm-test.XXXXXX", first[48], second[48];
	char *const argv[] = {"vm",	   "run", "--profile", "x86_64",
			      "--stick",   first, "--stick",   second,
			      "--timeout", "20",  NULL};

	mkdtemp(dir);
	snprintf(first, sizeof(first), "%s/stick,1", dir);
	snprintf(second, sizeof(second), "%s/stick,2", dir);
	make_stick(first, 2048);
	make_stick(second, 2048);
	check_output(argv, "");
	check_sector(first, 1, true);
	check_sector(second, 1, false);
	unlink(first);
	unlink(second);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

START_TEST(refused_sticks)
{
	char *const missing[] = {"vm", "run", "--stick", "/no/stick", NULL};
	char *const microvm[] = {"vm",	    "run",     "--profile",
				 "microvm", "--stick", GUEST("pass"),
				 NULL};
	char *const firmware[] = {"vm",		 "run",	       "--kernel",
				  GUEST("pass"), "--firmware", "open",
				  NULL};

	check_refused(missing, "cannot read and write the stick /no/stick");
	check_refused(microvm, "microvm has no USB");
	check_refused(firmware, "expected bios or uefi");
}
END_TEST

/* A port on which this program listens cannot lead to a guest. */
START_TEST(taken_port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char ports[20], *output;
	char *const argv[] = {"vm",	   "run", "--kernel", GUEST("pass"),
			      "--forward", ports, NULL};

	ck_assert_int_eq(bind(fd, (void *)&address, length), 0);
	ck_assert_int_eq(listen(fd, 1), 0);
	ck_assert_int_eq(getsockname(fd, (void *)&address, &length), 0);
	snprintf(ports, sizeof(ports), "%d:80", ntohs(address.sin_port));
	ck_assert_int_eq(vm_status(&output, argv), 2);
	ck_assert_ptr_nonnull(strstr(output, "another program listens there"));
	free(output);
	close(fd);
}
END_TEST

static char *const with_tap[] = {"vm",	  "run", "--kernel", GUEST("spin"),
				 "--tap", TAP,	 NULL};

START_TEST(no_tap)
{
	char *const loopback[] = {"vm",	   "run", "--kernel", GUEST("pass"),
				  "--tap", "lo",  NULL};

	check_refused(with_tap, "there is no tap device " TAP);
	check_refused(loopback, "tap device lo: ");
}
END_TEST

/* Takes the tap device, or makes it. Gives its descriptor; -1: see errno. */
static int take_tap(void)
{
	struct ifreq request = {.ifr_name = TAP,
				.ifr_flags = IFF_TAP | IFF_NO_PI};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

	if (fd < 0 || ioctl(fd, TUNSETIFF, &request) < 0 ||
	    ioctl(fd, TUNSETPERSIST, 1) < 0)
		return -1;
	return fd;
}

/* In a network of its own, which ends with the test: as root, or alike. */
static bool enter_network(void)
{
	return unshare(CLONE_NEWNET) == 0 ||
	       unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

static bool have_taps(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(!enter_network() || take_tap() < 0);
	return waitpid(pid, &status, 0) == pid && status == 0;
}

/* While a guest runs, its tap device belongs to it. */
START_TEST(tap)
{
	int fd, ends[2];
	char byte;
	pid_t vm;

	ck_assert(enter_network());
	fd = take_tap();
	ck_assert_int_ge(fd, 0);
	check_refused(with_tap, "another program has it");
	close(fd);
	ck_assert_int_eq(pipe(ends), 0);
	vm = start_vm(ends[1], with_tap);
	ck_assert_int_eq(read(ends[0], &byte, 1), 1);
	ck_assert_int_eq(take_tap(), -1);
	ck_assert_int_eq(errno, EBUSY);
	kill(vm, SIGTERM);
	waitpid(vm, NULL, 0);
}
END_TEST

static int run_with_memory(enum vm_profile profile, char *mib, char **output)
{
	char *const argv[] = {"vm",	   "run",
			      "--profile", (char *)vm_profile_name(profile),
			      "--kernel",  GUEST("pass"),
			      "--memory",  mib,
			      NULL};

	return vm_status(output, argv);
}

START_TEST(least_memory)
{
	ck_assert_int_eq(run_with_memory(_i, "4", NULL), 0);
	ck_assert_int_eq(run_with_memory(_i, "3", NULL), 2);
}
END_TEST

/* 1 TiB. (Bochs never has more than 2 GiB.) */
START_TEST(most_memory)
{
	bool bochs = _i == VM_BOCHS;
	char *output;

	ck_assert_int_eq(run_with_memory(_i, "1048576", &output),
			 bochs ? 2 : 5);
	ck_assert_msg(
		strstr(output,
		       bochs ? "at most 2048 MiB"
			     : "guest 1048576 MiB of memory: choose less"),
		"%s", output);
	free(output);
}
END_TEST

TCase *devices_case(void)
{
	TCase *tcase = guest_case("devices");

	tcase_add_test(tcase, disks_in_order);
	tcase_add_test(tcase, many_disks);
	tcase_add_test(tcase, missing_disk);
	tcase_add_test(tcase, sticks);
	tcase_add_test(tcase, refused_sticks);
	tcase_add_test(tcase, taken_port);
	tcase_add_test(tcase, no_tap);
	if (have_taps())
		tcase_add_test(tcase, tap);
	else
		puts("# devices: without tap, for this user may make none");
	tcase_add_loop_test(tcase, least_memory, 0, VM_PROFILES);
	tcase_add_loop_test(tcase, most_memory, 0, VM_PROFILES);
	return tcase;
}
