/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of lines in a makefile; for makefile.c, which cuts it into them. */
#ifndef LINES_H
#define LINES_H

#include "kbuild/makefile.h"

/*
 * Each of these reads a logical line, which it may change, without blanks at
 * its ends. They return false if it is of another kind.
 */

/* assignment.c: "name = text", with any of make's operators. */
bool read_assignment(struct makefile *makefile, char *line);

/* A conditional that is open: its sides are read one after the other. */
struct branch {
	struct branch *outer;
	const struct condition *otherwise; /* when no side was taken yet */
	const struct condition *when;	   /* outside of it */
};

/*
 * conditional.c: ifeq, ifneq, ifdef, ifndef, else or endif. Changes
 * makefile->when, and *branch, the innermost one that is open (or NULL).
 */
bool read_conditional(struct makefile *makefile, struct branch **branch,
		      char *line);

#endif
