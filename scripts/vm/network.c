// SPDX-License-Identifier: GPL-2.0-only
/*
 * The guest's network card: behind it either QEMU's own small network, which
 * needs no privilege and in which the guest is 10.0.2.15 and this
 * machine 10.0.2.2 (docs/system/devices/net.rst), or a tap device that somebody
 * has set up.
 */
#include "internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Reads one HOST:GUEST of a list. Returns what follows it; NULL: malformed. */
static const char *next_forward(const char *list, int *host, int *guest)
{
	int length = 0;

	if (sscanf(list, "%5d:%5d%n", host, guest, &length) != 2 || *host < 1 ||
	    *host > 65535 || *guest < 1 || *guest > 65535)
		return NULL;
	list += length;
	if (*list == ',' && list[1])
		return list + 1;
	return *list ? NULL : list;
}

/* Why this machine's port cannot be forwarded, or NULL. The caller frees it. */
static char *port_problem(int port)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = {htonl(INADDR_LOOPBACK)},
	};
	char *problem = NULL;
	int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	/* As QEMU binds it: connections that are just closing do no harm. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (fd < 0 || bind(fd, (void *)&address, sizeof(address)) < 0 ||
	    listen(fd, 1) < 0)
		problem = text_format(
			"cannot forward port %d of this machine: %s%s", port,
			strerror(errno),
			errno == EADDRINUSE ? " (another program listens there)"
					    : "");
	if (fd >= 0)
		close(fd);
	return problem;
}

static const char *tap_advice(int error)
{
	if (error == EBUSY)
		return " (another program has it)";
	if (error == EPERM || error == EACCES)
		return " (it may be another user's: ip tuntap add NAME mode tap user YOU)";
	if (error == EINVAL)
		return " (it is no tap device)";
	return "";
}

/*
 * QEMU's way to a tap device (Documentation/networking/tuntap.rst), tried
 * beforehand: it would make one that is missing, and nobody would have
 * connected that to anything.
 */
static char *tap_problem(const char *name)
{
	struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI};
	char *problem = NULL;
	int fd;

	if (!if_nametoindex(name))
		return text_format(
			"there is no tap device %s: ip tuntap add %s mode tap",
			name, name);
	strncpy(request.ifr_name, name, IFNAMSIZ - 1);
	fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &request) < 0)
		problem = text_format("cannot use the tap device %s: %s%s",
				      name, strerror(errno), tap_advice(errno));
	if (fd >= 0)
		close(fd);
	return problem;
}

/* What is wrong with the requested network, or NULL. The caller frees it. */
char *network_problem(const struct vm_config *config)
{
	const char *rest = config->forward;
	char *problem = NULL;
	int host, guest;

	if (config->tap && config->forward)
		return text_copy(
			"ports are forwarded in QEMU's own network: not with a tap device");
	if (config->tap)
		return tap_problem(config->tap);
	while (rest && *rest && !problem) {
		rest = next_forward(rest, &host, &guest);
		problem =
			rest ? port_problem(host)
			     : text_format(
				       "%s: expected HOST:GUEST[,HOST:GUEST]...",
				       config->forward);
	}
	return problem;
}

/* A microvm has no PCI: its virtio devices are plain registers in memory. */
void network_args(struct args *args, const struct vm_config *config)
{
	const char *rest = config->forward;
	char *ports = text_copy(""), *more;
	int host, guest;

	while (rest && *rest) {
		rest = next_forward(rest, &host, &guest);
		more = text_format("%s,hostfwd=tcp:127.0.0.1:%d-:%d", ports,
				   host, guest);
		free(ports);
		ports = more;
	}
	args_add(args, "-netdev");
	if (config->tap)
		args_add(args, "tap,id=net,ifname=%s,script=no,downscript=no",
			 config->tap);
	else
		args_add(args, "user,id=net%s", ports);
	args_add(args, "-device");
	args_add(args, "virtio-net-%s,netdev=net",
		 config->profile == VM_MICROVM ? "device" : "pci");
	free(ports);
}
