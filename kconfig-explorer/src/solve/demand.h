/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What somebody wants of a configuration, a line each:
 *
 *	EPOLL                   on (y)
 *	NR_CPUS=4               a value
 *	DEBUG_KERNEL=n          off
 *	SLUB || SLAB            one of these
 *
 * "CONFIG_" may stand before a name, and a comment after "#".
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "model/model.h"

struct demand_term {
	const struct symbol *symbol;
	char *value; /* as in a .config, a string without quotes */
};

struct demand {
	char *text;   /* as it was written, without its comment */
	char *note;   /* the comment, or NULL */
	char *origin; /* "--need", or file:line */
	struct demand_term *terms;
	size_t term_count;
};

struct demands {
	struct demand *all;
	size_t count, room;
};

/*
 * Adds a demand. Lines with nothing but a comment are accepted and ignored.
 * Returns false if it makes no sense: *problem says why, and the caller frees
 * it.
 */
bool demands_add(struct demands *demands, const struct model *model,
		 const char *line, const char *origin, char **problem);
/* All lines of a file; "-" is standard input. */
bool demands_read(struct demands *demands, const struct model *model,
		  const char *file, char **problem);
void demands_free(struct demands *demands);

/* Is an option itself, and not in an alternative, demanded? NULL if not. */
const struct demand *demands_find(const struct demands *demands,
				  const struct symbol *symbol);

#endif
