/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The interfaces of the kernel that a program can use, and the options without
 * which they are missing: system calls, socket families, netlink protocols and
 * file systems. All of it is derived from the tree: the place where an
 * interface is defined, the gate of its file (kbuild/kbuild.h) and the #if
 * around it.
 *
 * What cannot be derived is in the file "exceptions" of this folder, with a
 * reason for each.
 */
#ifndef INTERFACES_H
#define INTERFACES_H

#include "kbuild/kbuild.h"

enum interface_kind {
	INTERFACE_CALL,	     /* of 64-bit programs, or of an i386 kernel's */
	INTERFACE_CALL_I386, /* of 32-bit programs on a 64-bit kernel */
	INTERFACE_SOCKET,    /* AF_... */
	INTERFACE_NETLINK,   /* NETLINK_... */
	INTERFACE_FILESYSTEM,
	INTERFACE_KINDS
};

/* A place where the thing is defined, and when it counts. */
struct definition {
	const struct definition *next;
	struct place place;
	const struct object *object;	 /* of its file */
	const struct condition *when;	 /* gate of the file and #if */
	const struct condition *guarded; /* the #if alone */
};

struct interface {
	enum interface_kind kind;
	const char *name;     /* epoll_create1, AF_INET, ext4 */
	int number;	      /* of a call or family; -1: none */
	const char *function; /* of a call: sys_epoll_create1; else NULL */
	/*
	 * When vmlinux has it; "never" if no file that Kbuild compiles defines
	 * it. Options that the architecture decides (64BIT ...) are left out.
	 */
	const struct condition *when;
	const struct definition *definitions;
	/* Of a call: where kernel/sys_ni.c says that it may be missing. */
	const struct place *optional;
	/* Why the condition is not the derived one, or NULL; and where. */
	const char *exception;
	const struct place *exception_place;
};

struct interfaces {
	struct pool *pool;		    /* kbuild's */
	const struct interface *const *all; /* by kind, calls by number */
	size_t count;
	struct interfaces_private *private;
};

/*
 * Derives all of a tree that kbuild_load() read; lives as long as `kbuild`.
 * NULL on failure: *problem says why, and the caller frees it.
 */
struct interfaces *interfaces_load(struct kbuild *kbuild, char **problem);

/*
 * An interface by name. Families also without "AF_", in lower case: "inet";
 * netlink protocols without "NETLINK_": "route". NULL if there is none.
 */
const struct interface *interfaces_find(const struct interfaces *interfaces,
					enum interface_kind kind,
					const char *name);

/* "system call", "socket family" ... */
const char *interface_kind_name(enum interface_kind kind);

#endif
