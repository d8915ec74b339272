/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of kbuild, syscalls and bytes share. */
#ifndef KBUILD_TESTS_H
#define KBUILD_TESTS_H

#include "kbuild/kbuild.h"
#include "syscalls/interfaces.h"

#include <check.h>

Suite *condition_suite(void);
Suite *small_suite(void);      /* trees made for the test */
Suite *tree_suite(void);       /* the kit's kernel tree */
Suite *interfaces_suite(void); /* system calls and others, of both */
Suite *builds_suite(void);     /* against kernels that were built */
Suite *make_suite(void);       /* against GNU make */

/* A new folder, which is removed at the end of the test. */
const char *temporary_folder(void);
/* Writes a file below it, and the folders that it needs. */
void write_file(const char *folder, const char *path, const char *text);

/* Reads a tree; the test fails if that does. */
struct kbuild *load(const char *tree, const char *arch);
/* The kit's pristine kernel tree, as the tool finds it. */
const char *real_tree(void);

/* When an object is linked into vmlinux, or a module; "none" if unknown. */
const char *builtin_text(struct kbuild *kbuild, const char *path);
const char *module_text(struct kbuild *kbuild, const char *path);

/* The options of a .config: name -> "y", "m" or another value. */
void read_options(struct pool *pool, const char *file, struct table *options);
/* For condition_holds(), over such a table. */
unsigned int option_value(void *table, const char *option);

#endif
