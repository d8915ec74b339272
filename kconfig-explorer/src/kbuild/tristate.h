/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which options may be m? Only those declared as tristate; for all others,
 * $(CONFIG_X) is y or nothing. It takes far less than the whole model to know
 * that, and halves every condition.
 */
#ifndef TRISTATE_H
#define TRISTATE_H

#include "base/pool.h"

/* Fills a table with their names: from a Kconfig file and all it sources. */
void tristates_read(struct pool *pool, const char *tree, const char *path,
		    struct table *tristates);

#endif
