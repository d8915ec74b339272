// SPDX-License-Identifier: GPL-2.0-only
/* What is around a symbol, pruned by the rules in graph.h. */
#include "graph/candidates.h"

static void add_depends(struct candidates *candidates,
			const struct symbol *symbol)
{
	struct terms terms = {0};

	terms_add(&terms, symbol->depends);
	candidates->next = (struct candidate){.kind = GRAPH_DEPENDS};
	if (symbol->definition_count)
		candidates->next.place = symbol->definitions[0]->place;
	candidates_add_terms(candidates, &terms);
	terms_free(&terms);
}

static void add_lines(struct candidates *candidates, enum graph_kind kind,
		      const struct property *const *lines, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		candidates_add_line(candidates, kind, lines[i], false);
}

/* What acts upon it. */
static void draw_inwards(struct graph *graph, size_t at,
			 const struct graph_options *options)
{
	const struct symbol *symbol = graph->nodes[at].symbol;
	struct candidates candidates = {.config = graph->config};

	add_depends(&candidates, symbol);
	symbol_for_each_property(symbol, line, PROPERTY_DEFAULT)
		candidates_add_default(&candidates, line);
	add_lines(&candidates, GRAPH_SELECTS,
		  (const struct property *const *)symbol->selectors,
		  symbol->selector_count);
	add_lines(&candidates, GRAPH_IMPLIES,
		  (const struct property *const *)symbol->impliers,
		  symbol->implier_count);
	candidates_draw(&candidates, graph, at, false, options);
}

/* What it selects and implies. */
static void draw_outwards(struct graph *graph, size_t at,
			  const struct graph_options *options)
{
	const struct symbol *symbol = graph->nodes[at].symbol;
	struct candidates candidates = {.config = graph->config};

	symbol_for_each_property(symbol, line, PROPERTY_SELECT)
		candidates_add_line(&candidates, GRAPH_SELECTS, line, true);
	symbol_for_each_property(symbol, implied, PROPERTY_IMPLY)
		candidates_add_line(&candidates, GRAPH_IMPLIES, implied, true);
	candidates_draw(&candidates, graph, at, true, options);
}

struct graph *graph_around(const struct model *model,
			   const struct config *config,
			   const struct symbol *symbol,
			   const struct graph_options *options)
{
	struct graph *graph = graph_new(model, config);
	size_t at;

	graph_node(graph, symbol, 0);
	/* Nodes found on the way are appended: nearest first. */
	for (at = 0; at < graph->node_count; at++) {
		if (!graph->nodes[at].symbol ||
		    graph->nodes[at].depth >= options->depth)
			continue;
		draw_inwards(graph, at, options);
		if (at == 0)
			draw_outwards(graph, at, options);
	}
	return graph;
}
