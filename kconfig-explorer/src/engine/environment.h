/* SPDX-License-Identifier: GPL-2.0-only */
/* The environment in which Kconfig files are read. */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include "engine/identity.h"

/* NAME=VALUE strings, ended by NULL. */
struct environment {
	char **entries;
	int count;
	int inherited; /* so many of them, the first, are from our own */
};

/*
 * What the kernel's Makefile exports and Kconfig files use, for a tree and an
 * architecture, and nothing else of our own environment but what programs
 * need to run at all. $CC names another compiler than gcc, $LD another linker
 * than ld, and so on.
 */
void environment_make(struct environment *environment, const char *tree,
		      const char *arch);
void environment_add(struct environment *environment, const char *name,
		     const char *value);
void environment_free(struct environment *environment);

/*
 * A key of all on which answers of $(shell ...) depend: the environment, the
 * programs it names, and the scripts of the tree.
 */
identity environment_identity(const struct environment *environment,
			      const char *tree);

#endif
