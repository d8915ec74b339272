/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a configuration must have, a line each:
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
#ifndef NEED_H
#define NEED_H

#include "model/input.h"
#include "model/model.h"

struct need_term {
	const struct symbol *symbol;
	char *value; /* as in a .config, a string without quotes */
};

struct need {
	char *text;   /* as it was written, without its comment */
	bool merged;  /* a line of a fragment: a later one takes its place */
	char *note;   /* the comment, or NULL */
	char *origin; /* "--need", or file:line */
	struct need_term *terms;
	size_t term_count;
};

/* Lines of text, each ending with a line feed; NULL: none. */
struct needs {
	struct need *all;
	size_t count;

	/* Leave out lines with unknown names, and note them here. */
	bool ignore_unknown;
	char *ignored;
	char *replaced; /* lines of fragments, by later ones */
	size_t unknown; /* lines that were refused for their names */
};

/*
 * Adds a need. Lines with nothing but a comment are accepted and ignored.
 * Returns false if it makes no sense: *problem says why, and the caller frees
 * it.
 */
bool needs_add(struct needs *needs, const struct model *model, const char *line,
	       const char *origin, char **problem);
/*
 * All lines of a file. Goes on after one that makes no sense: *problem then has
 * a line for each.
 */
bool needs_read(struct needs *needs, const struct model *model,
		const struct input *input, char **problem);
void needs_remove(struct needs *needs, size_t at);
void needs_free(struct needs *needs);

/* Is an option itself, and not in an alternative, needed? NULL if not. */
const struct need *needs_find(const struct needs *needs,
			      const struct symbol *symbol);

#endif
