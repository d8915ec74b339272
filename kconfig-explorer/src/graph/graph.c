// SPDX-License-Identifier: GPL-2.0-only
/* Nodes and edges, as builders put them together. */
#include "graph/graph.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

struct graph *graph_new(const struct model *model, const struct config *config)
{
	struct graph *graph = resize(NULL, sizeof(*graph));

	*graph = (struct graph){.model = model, .config = config};
	return graph;
}

void graph_free(struct graph *graph)
{
	if (!graph)
		return;
	free(graph->nodes);
	free(graph->edges);
	free(graph);
}

enum tristate graph_value(const struct config *config,
			  const struct symbol *symbol)
{
	if (symbol_is_logical(symbol))
		return config_result(config, symbol)->value;
	return (symbol->definition_count || symbol->macro) &&
			       *config_text(config, symbol)
		       ? YES
		       : NO;
}

bool graph_is_asked(const struct config *config, const struct symbol *symbol)
{
	return config_user_value(config, symbol)->set &&
	       config_result(config, symbol)->visible != NO;
}

size_t graph_find(const struct graph *graph, const struct symbol *symbol)
{
	size_t i;

	for (i = 0; i < graph->node_count; i++)
		if (graph->nodes[i].symbol == symbol)
			return i;
	return SIZE_MAX;
}

size_t graph_node(struct graph *graph, const struct symbol *symbol, int depth)
{
	size_t at = symbol ? graph_find(graph, symbol) : SIZE_MAX;

	if (at != SIZE_MAX)
		return at;
	graph->nodes = one_more(graph->nodes, graph->node_count,
				sizeof(*graph->nodes));
	graph->nodes[graph->node_count] =
		(struct graph_node){.symbol = symbol, .depth = depth};
	if (symbol)
		graph->symbols++;
	return graph->node_count++;
}

void graph_connect(struct graph *graph, const struct graph_edge *edge)
{
	size_t i;

	for (i = 0; i < graph->edge_count; i++) {
		struct graph_edge *known = &graph->edges[i];

		if (known->from == edge->from && known->to == edge->to &&
		    known->kind == edge->kind) {
			known->acts |= edge->acts;
			known->partly &= edge->partly;
			return;
		}
	}
	graph->edges = one_more(graph->edges, graph->edge_count,
				sizeof(*graph->edges));
	graph->edges[graph->edge_count++] = *edge;
}
