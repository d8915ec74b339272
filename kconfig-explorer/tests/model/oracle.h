/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's own code as the judge of ours. */
#ifndef ORACLE_H
#define ORACLE_H

#include "model/config.h"

/*
 * Has the engine compute the values of all symbols for these .config files
 * (ended by NULL), computes them ourselves, and compares every result of every
 * symbol. Returns how many differ; the first few are printed.
 */
int oracle_disagreements(const char *tree, const char *arch,
			 const char *const *files);

/*
 * Writes .config files without sense into a folder: for a part of all symbols
 * some value that its type allows, whatever depends on it. The same seed gives
 * the same file. Returns its name, which the caller frees.
 */
char *wild_config(const struct model *model, const char *folder,
		  unsigned int seed);

#endif
