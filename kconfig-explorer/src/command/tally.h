/* SPDX-License-Identifier: GPL-2.0-only */
/* Options counted by groups that turn up as we go: types, directories, labels.
 */
#ifndef TALLY_H
#define TALLY_H

#include "model/config.h"

enum { TALLY_COLUMNS = 5 };

struct tally_row {
	char *name;
	size_t counts[TALLY_COLUMNS]; /* what they mean is the user's matter */
};

struct tally {
	struct tally_row *rows;
	size_t count;
};

/* The row of that name, new if need be. Valid until the next is made. */
struct tally_row *tally_row(struct tally *tally, const char *name);
/* Largest first column first; equal ones by name. */
void tally_sort(struct tally *tally);
void tally_free(struct tally *tally);

/*
 * The directory of the Kconfig file that first defines a symbol, no more than
 * `depth` levels of it. The caller frees it.
 */
char *directory_of(const struct symbol *symbol, int depth);

#endif
