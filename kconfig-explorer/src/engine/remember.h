/* SPDX-License-Identifier: GPL-2.0-only */
/* What the engine wrote, kept for as long as no Kconfig file changes. */
#ifndef REMEMBER_H
#define REMEMBER_H

#include <time.h>

/* What is kept in `file`, if it still is true for the tree; or NULL. */
char *remember_find(const char *file, const char *tree);

/*
 * Keeps the text of an engine that was started at that time. Failure is no
 * matter: then it is computed again.
 */
void remember_keep(const char *file, const char *tree, const char *text,
		   time_t started);

#endif
