/* SPDX-License-Identifier: GPL-2.0-only */
/* Changes as text: what a person can set first, one group for a cause. */
#ifndef CHANGES_PRINT_H
#define CHANGES_PRINT_H

#include "command/changes.h"

struct changes_view {
	const struct config *config;
	const struct changes *changes;
	int depth; /* of reasons */
	bool all;  /* and not only the first of many */
	/* Without new options and lines whose loss changes nothing. */
	bool skip_harmless;
};

/* Each rank under a heading. */
void changes_print(const struct changes_view *view);

/*
 * Losses by their cause, a line each: how many, and names. More than a screen
 * only with `all`.
 */
void changes_print_causes(const struct changes_view *view);

#endif
