/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every first program of a guest does to its machine: the network inside
 * it, the serial line, and the end with a verdict. (Functions in a header: the
 * kernel's minimal C library allows a program one source file.)
 */
#ifndef ROOTFS_MACHINE_H
#define ROOTFS_MACHINE_H

#define EXIT_PORT 0xf4
#define EXIT_PASS 0x10
#define EXIT_FAIL 0x11

/* linux/sockios.h and linux/if.h need a whole C library. */
#define GET_FLAGS 0x8913 /* SIOCGIFFLAGS */
#define SET_FLAGS 0x8914 /* SIOCSIFFLAGS */
#define FLAG_UP	  1	 /* IFF_UP */
#define INET	  2	 /* AF_INET */
#define DATAGRAM  2	 /* SOCK_DGRAM */

static void say(const char *what, const char *detail)
{
	printf("kml: %s%s\n", what, detail);
}

/* For clients inside. A kernel without network has no such device. */
static void loopback_up(void)
{
	struct {
		char name[16];
		short flags;
		char rest[22];
	} request = {.name = "lo"}; /* struct ifreq */
	int fd = syscall(__NR_socket, INET, DATAGRAM, 0);

	if (fd < 0 || ioctl(fd, GET_FLAGS, &request) < 0)
		return;
	request.flags |= FLAG_UP;
	ioctl(fd, SET_FLAGS, &request);
	close(fd);
}

/*
 * Opens the serial line itself: /dev/console cannot be a controlling terminal.
 * It is this program's terminal, not the command's: when the leader of a
 * session ends, the terminal hangs up and loses what it has not sent yet.
 */
static void open_terminal(void)
{
	int fd = open("/dev/ttyS0", O_RDWR, 0);

	if (fd < 0)
		return;
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	if (fd > 2)
		close(fd);
	ioctl(0, TIOCSCTTY, NULL);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Replaces %XX by bytes, in place, up to the end of the value. */
static void decode(char *value, char end)
{
	char *to = value;

	for (; *value && *value != end && *value != '\n'; value++) {
		if (*value == '%' && hex_digit(value[1]) >= 0 &&
		    hex_digit(value[2]) >= 0) {
			*to++ = hex_digit(value[1]) << 4 | hex_digit(value[2]);
			value += 2;
		} else {
			*to++ = *value;
		}
	}
	*to = '\0';
}

/* Waits until the serial line, which is slow, has sent everything. */
static void drain_terminal(void)
{
	ioctl(1, TCSBRK, (void *)1);
}

/* Without the device or ioperm() the machine resets, without a verdict. */
static void __attribute__((noreturn)) end_machine(unsigned char verdict)
{
	unsigned short port = EXIT_PORT;

	drain_terminal();
	if (syscall(__NR_ioperm, EXIT_PORT, 1, 1) == 0)
		__asm__ volatile("outb %0, %1" : : "a"(verdict), "d"(port));
	say("cannot write the verdict to isa-debug-exit, resetting", "");
	drain_terminal();
	reboot(LINUX_REBOOT_CMD_RESTART);
	for (;;)
		;
}

#endif
