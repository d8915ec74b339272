/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A picture of what decides a symbol's value, small enough to be read.
 *
 * Every arrow goes from what acts to what it acts upon: A -> B if B depends on
 * A, A selects B, A implies B, or B's default is taken from A.
 *
 * What is drawn, and what is not:
 *
 *  1. Around the symbol asked for, what acts upon it is followed backwards to
 *     a depth. What it acts upon itself is shown for its own selects and
 *     implies alone: who depends on it would be thousands, and explains
 *     nothing about it.
 *  2. A dependency that follows from another is left out. If B depends on A,
 *     and C on both, the arrow from A to C says nothing new. Kconfig's
 *     conditions are full of them, since entries inherit those of all menus
 *     around them.
 *  3. Of each kind of arrow at most `fan` meet in a symbol. The rest becomes
 *     one node, "+ 37 more". Those that act in the configuration come first,
 *     then those that have a prompt, then the order of the Kconfig files.
 *  4. At most `limit` symbols are drawn, nearest first; what does not fit is
 *     counted in the "more" nodes too.
 */
#ifndef GRAPH_H
#define GRAPH_H

#include "model/config.h"

#include <stdio.h>

enum graph_kind {
	GRAPH_DEPENDS,
	GRAPH_SELECTS,
	GRAPH_IMPLIES,
	GRAPH_DEFAULT,
	GRAPH_KINDS
};

struct graph_node {
	const struct symbol *symbol; /* NULL: "+ more" */
	size_t more;		     /* how many that stands for */
	int depth;
};

struct graph_edge {
	size_t from, to; /* nodes */
	enum graph_kind kind;
	bool partly; /* one of several that would do, or a negation */
	bool acts;   /* in the configuration; true without one */
	const struct expression *condition; /* in words, for the tooltip */
	struct place place;		    /* of the line; file may be NULL */
};

struct graph {
	const struct model *model;
	const struct config *config; /* NULL: none */
	struct graph_node *nodes;    /* nodes[0]: the symbol asked for */
	size_t node_count;
	struct graph_edge *edges;
	size_t edge_count;
	size_t symbols; /* nodes that are no "more" */
};

struct graph_options {
	int depth;    /* how many arrows away */
	size_t fan;   /* arrows of a kind that meet in a symbol */
	size_t limit; /* symbols in all */
};

/* What is around a symbol. The configuration may be NULL. */
struct graph *graph_around(const struct model *model,
			   const struct config *config,
			   const struct symbol *symbol,
			   const struct graph_options *options);
/*
 * Only the chain that gives a symbol its value: who selects it, the default
 * that applies, who implies it, and so on for these. If it is off, what blocks
 * it; with `only_blocks` nothing else.
 */
struct graph *graph_why(const struct config *config,
			const struct symbol *symbol, bool only_blocks,
			const struct graph_options *options);
void graph_free(struct graph *graph);

/*
 * How much of a symbol there is: numbers and texts that are set are YES, names
 * that nothing defines NO.
 */
enum tristate graph_value(const struct config *config,
			  const struct symbol *symbol);

/* Does its value come from the user? */
bool graph_is_asked(const struct config *config, const struct symbol *symbol);

/*
 * Writes it in graphviz's language. Each node links to `link` followed by the
 * symbol's name; NULL: no links.
 */
void graph_write(const struct graph *graph, const char *link, FILE *to);

/*
 * The same as a picture of *length bytes, which the caller frees. `format` is
 * svg, png or pdf. NULL if dot fails: *problem says why, and the caller frees
 * it.
 */
char *graph_picture(const struct graph *graph, const char *link,
		    const char *format, size_t *length, char **problem);

/* For the builders: the node of a symbol, made if need be. */
size_t graph_node(struct graph *graph, const struct symbol *symbol, int depth);
/* Is it drawn already? Else SIZE_MAX. */
size_t graph_find(const struct graph *graph, const struct symbol *symbol);
void graph_connect(struct graph *graph, const struct graph_edge *edge);
struct graph *graph_new(const struct model *model, const struct config *config);

#endif
