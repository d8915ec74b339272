/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads x86's tables of system calls, and kernel/sys_ni.c. */
#ifndef SYSCALLS_TABLE_H
#define SYSCALLS_TABLE_H

#include "base/place.h"
#include "base/pool.h"

#include <stdbool.h>

/* A line of arch/x86/entry/syscalls/syscall_{64,32}.tbl. */
struct table_line {
	int number;
	const char *abi;    /* common, 64, x32, i386 */
	const char *name;   /* epoll_create1 */
	const char *entry;  /* sys_epoll_create1; NULL: not implemented */
	const char *compat; /* for 32-bit programs on 64-bit kernels; or NULL */
};

/*
 * Hands each line to `line`. False if there is no such file.
 */
bool table_read(struct pool *pool, const char *tree, const char *path,
		void (*line)(void *data, const struct table_line *line),
		void *data);

/*
 * The functions that kernel/sys_ni.c replaces if they are missing:
 * sys_... or compat_sys_... -> struct place.
 */
void table_read_optional(struct pool *pool, const char *tree,
			 struct table *optional);

#endif
