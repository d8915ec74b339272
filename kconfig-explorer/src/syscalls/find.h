/* SPDX-License-Identifier: GPL-2.0-only */
/* Finds in the tree's C files what a program can ask for. */
#ifndef FIND_H
#define FIND_H

#include "syscalls/interfaces.h"

enum found_kind {
	FOUND_CALL,		       /* SYSCALL_DEFINE3(name, ...) */
	FOUND_FILESYSTEM,	       /* struct file_system_type name = */
	FOUND_FILESYSTEM_REGISTRATION, /* register_filesystem(&name) */
	FOUND_FAMILY,		       /* struct net_proto_family name = */
	FOUND_FAMILY_REGISTRATION,     /* sock_register(&name) */
	FOUND_NETLINK,		       /* netlink_kernel_create(, NAME */
	FOUND_KINDS
};

struct found {
	const char *name;  /* as the kernel's users see it; may be NULL */
	const char *label; /* of a struct: its name in C */
	struct definition definition;
};

struct findings {
	struct found *items;
	size_t count;
};

/*
 * Searches the files that may hold something, or with `everywhere` all that
 * there are, which takes longer. Results by kind, in Kbuild's order.
 */
void find_all(struct kbuild *kbuild, bool everywhere,
	      struct findings findings[FOUND_KINDS]);

#endif
