/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arrows that could be drawn at a symbol; which of them are is decided when
 * all are known: rules 3 and 4 of graph.h.
 */
#ifndef CANDIDATES_H
#define CANDIDATES_H

#include "graph/graph.h"
#include "model/terms.h"

/* Between the symbol at hand and another. */
struct candidate {
	const struct symbol *other;
	enum graph_kind kind;
	bool partly;
	const struct expression *condition;
	struct place place;
	bool acts, prompted;
	size_t order;
};

struct candidates {
	struct candidate *list;
	size_t count;
	/* of those to be added */
	struct candidate next;
	const struct config *config;
};

/* An arrow as candidates->next describes it. */
void candidates_add(struct candidates *candidates, const struct symbol *other);
/* Arrows from all symbols in the terms, but for what follows from others. */
void candidates_add_terms(struct candidates *candidates,
			  const struct terms *terms);
/* A line that says select or imply, seen from either end. */
void candidates_add_line(struct candidates *candidates, enum graph_kind kind,
			 const struct property *line, bool outwards);
/* "default A if B" of a symbol: one that applies, or all. */
void candidates_add_default(struct candidates *candidates,
			    const struct property *line);

/*
 * Draws them at a node and frees them. Arrows point to it, or from it
 * with `outwards`.
 */
void candidates_draw(struct candidates *candidates, struct graph *graph,
		     size_t at, bool outwards,
		     const struct graph_options *options);

#endif
