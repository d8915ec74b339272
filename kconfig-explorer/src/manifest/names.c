// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of system calls and socket families. The tables are made from the
 * kernel's headers on this machine: see explorer.mk.
 */
#include "manifest/names.h"

#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

static const char *const calls[] = {
#include "generated/calls-x86_64.h"
};

static const char *const calls_i386[] = {
#include "generated/calls-i386.h"
};

static const char *const families[] = {
#include "generated/families.h"
};

static const char *const types[] = {
	[SOCK_STREAM] = "stream",
	[SOCK_DGRAM] = "dgram",
	[SOCK_RAW] = "raw",
	[SOCK_RDM] = "rdm",
	[SOCK_SEQPACKET] = "seqpacket",
	[SOCK_DCCP] = "dccp",
	[SOCK_PACKET] = "packet",
};

static const char *const netlink_protocols[] = {
	[NETLINK_ROUTE] = "route",
	[NETLINK_USERSOCK] = "usersock",
	[NETLINK_SOCK_DIAG] = "sock_diag",
	[NETLINK_NFLOG] = "nflog",
	[NETLINK_XFRM] = "xfrm",
	[NETLINK_SELINUX] = "selinux",
	[NETLINK_ISCSI] = "iscsi",
	[NETLINK_AUDIT] = "audit",
	[NETLINK_FIB_LOOKUP] = "fib_lookup",
	[NETLINK_CONNECTOR] = "connector",
	[NETLINK_NETFILTER] = "netfilter",
	[NETLINK_KOBJECT_UEVENT] = "kobject_uevent",
	[NETLINK_GENERIC] = "generic",
	[NETLINK_CRYPTO] = "crypto",
};

static const char *entry(const char *const *table, size_t length,
			 unsigned long number)
{
	return number < length ? table[number] : NULL;
}

const char *name_call(bool i386, unsigned long number)
{
	return i386 ? entry(calls_i386, LENGTH(calls_i386), number)
		    : entry(calls, LENGTH(calls), number);
}

bool name_is_call(bool i386, const char *name)
{
	const char *const *table = i386 ? calls_i386 : calls;
	size_t length = i386 ? LENGTH(calls_i386) : LENGTH(calls), i;

	for (i = 0; i < length; i++)
		if (table[i] && !strcmp(table[i], name))
			return true;
	return false;
}

const char *name_family(unsigned long family)
{
	return entry(families, LENGTH(families), family);
}

const char *name_socket_type(unsigned long type)
{
	return entry(types, LENGTH(types), type);
}

const char *name_netlink_protocol(unsigned long protocol)
{
	return entry(netlink_protocols, LENGTH(netlink_protocols), protocol);
}
