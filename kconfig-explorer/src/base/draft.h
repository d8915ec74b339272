/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A file that appears as a whole or not at all: it has another name at first.
 * A pipe or a device keeps its own, and is written to.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include <stdbool.h>
#include <stdio.h>

struct draft {
	const char *file;
	char *name; /* until then; NULL: its own */
	FILE *to;   /* NULL: it cannot be written */
	int error;  /* why */
};

/* Returns draft->to. */
FILE *draft_open(struct draft *draft, const char *file);
/*
 * Closes it and gives it its name. False if anything failed: then nothing
 * remains, and *problem says why (`problem` may be NULL).
 */
bool draft_keep(struct draft *draft, char **problem);

#endif
