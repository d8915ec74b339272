/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DIFF_TREES_H
#define DIFF_TREES_H

#include "command/explorer.h"

/*
 * diff --from: options of two Linux trees, A's (`from`) and B's (that of
 * `options`): which are gone, which new, which have another name. With
 * `files`, a configuration of A and one of B, only those count that are on in
 * one of them, and values are compared too; NULL: all options. Returns the exit
 * status.
 */
int diff_trees(const struct options *options, const char *from,
	       char *const files[2], int depth, bool list);

#endif
