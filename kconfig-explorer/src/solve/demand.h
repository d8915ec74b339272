/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What somebody wants of a configuration, a line each:
 *
 *	EPOLL                   on (y)
 *	NR_CPUS=4               a value
 *	DEBUG_KERNEL=n          off
 *	SLUB || SLAB            one of these
 *
 * "CONFIG_" may stand before a name, and a comment after "#". Fragments of
 * configurations are taken as the kernel's merge_config.sh takes them:
 *
 *	CONFIG_LOCALVERSION="-#1"
 *	# CONFIG_TTY is not set         off
 *
 * Of several lines of this kind for one option the last counts.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "model/input.h"
#include "model/model.h"

struct demand_term {
	const struct symbol *symbol;
	char *value; /* as in a .config, a string without quotes */
};

struct demand {
	char *text;   /* as it was written, without its comment */
	bool merged;  /* a line of a fragment: a later one takes its place */
	char *note;   /* the comment, or NULL */
	char *origin; /* "--need", or file:line */
	struct demand_term *terms;
	size_t term_count;
};

/* Lines of text, each ending with a line feed; NULL: none. */
struct demands {
	struct demand *all;
	size_t count;

	/* Leave out lines with unknown names, and note them here. */
	bool ignore_unknown;
	char *ignored;
	char *replaced; /* lines of fragments, by later ones */
	size_t unknown; /* lines that were refused for their names */
};

/*
 * Adds a demand. Lines with nothing but a comment are accepted and ignored.
 * Returns false if it makes no sense: *problem says why, and the caller frees
 * it.
 */
bool demands_add(struct demands *demands, const struct model *model,
		 const char *line, const char *origin, char **problem);
/*
 * All lines of a file. Goes on after one that makes no sense: *problem then has
 * a line for each.
 */
bool demands_read(struct demands *demands, const struct model *model,
		  const struct input *input, char **problem);
void demands_remove(struct demands *demands, size_t at);
void demands_free(struct demands *demands);

/* Is an option itself, and not in an alternative, demanded? NULL if not. */
const struct demand *demands_find(const struct demands *demands,
				  const struct symbol *symbol);

#endif
