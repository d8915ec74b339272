// SPDX-License-Identifier: GPL-2.0-only
/* What is around a symbol, pruned by the rules in graph.h. */
#include "graph/graph.h"
#include "graph/terms.h"
#include "manifest/text.h"

#include <stdint.h>
#include <stdlib.h>

/* An arrow that could be drawn between the symbol at hand and another. */
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
	size_t count, room;
	/* of those to be added */
	struct candidate next;
	const struct config *config;
};

static bool acts(const struct config *config, const struct symbol *symbol,
		 const struct expression *condition)
{
	return !config || (graph_value(config, symbol) != NO &&
			   config_value(config, condition) != NO);
}

/* A pair may be joined by several lines: "select A if B", "select A if C". */
static struct candidate *known(const struct candidates *candidates,
			       const struct symbol *other)
{
	size_t i;

	for (i = 0; i < candidates->count; i++)
		if (candidates->list[i].other == other &&
		    candidates->list[i].kind == candidates->next.kind)
			return &candidates->list[i];
	return NULL;
}

static void add(struct candidates *candidates, const struct symbol *other)
{
	struct candidate *made = known(candidates, other);

	if (made) {
		made->partly &= candidates->next.partly;
		made->acts |= acts(candidates->config, other,
				   candidates->next.condition);
		return;
	}
	if (candidates->count == candidates->room) {
		candidates->room = candidates->room ? 2 * candidates->room : 64;
		candidates->list =
			text_grow(candidates->list,
				  candidates->room * sizeof(*candidates->list));
	}
	made = &candidates->list[candidates->count];
	*made = candidates->next;
	made->other = other;
	made->order = candidates->count++;
	made->prompted = symbol_prompt(other) != NULL;
	made->acts = acts(candidates->config, other, made->condition);
}

static void add_each(void *data, const struct symbol *symbol)
{
	add(data, symbol);
}

static void add_terms(struct candidates *candidates, const struct terms *terms)
{
	size_t i;

	for (i = 0; i < terms->count; i++) {
		const struct expression *term = terms->list[i];

		if (terms_follows(terms, i))
			continue;
		candidates->next.partly = term->kind != EXPRESSION_SYMBOL;
		candidates->next.condition = term;
		expression_symbols(term, add_each, candidates);
	}
	candidates->next = (struct candidate){0};
}

static void add_depends(struct candidates *candidates,
			const struct symbol *symbol)
{
	struct terms terms = {0};

	terms_add(&terms, symbol->depends);
	candidates->next = (struct candidate){.kind = GRAPH_DEPENDS};
	if (symbol->definition_count)
		candidates->next.place = symbol->definitions[0]->place;
	add_terms(candidates, &terms);
	terms_free(&terms);
}

/* "default A if B": both A and B act; what is "y" acts through B alone. */
static void add_defaults(struct candidates *candidates,
			 const struct symbol *symbol)
{
	symbol_for_each_property(symbol, line, PROPERTY_DEFAULT)
	{
		struct terms terms = {0};

		if (line->value)
			terms_add(&terms, line->value);
		terms_add(&terms, line->condition);
		terms_remove(&terms, symbol->depends);
		candidates->next = (struct candidate){
			.kind = GRAPH_DEFAULT,
			.place = line->place,
		};
		add_terms(candidates, &terms);
		terms_free(&terms);
	}
}

/* Selects or implies, seen from either end. */
static void add_lines(struct candidates *candidates, enum graph_kind kind,
		      const struct property *const *lines, size_t count,
		      bool outwards)
{
	enum property_kind wanted =
		kind == GRAPH_SELECTS ? PROPERTY_SELECT : PROPERTY_IMPLY;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct property *line = lines[i];

		if (line->kind != wanted)
			continue;
		candidates->next = (struct candidate){
			.kind = kind,
			.condition = line->condition,
			.place = line->place,
		};
		add(candidates, outwards ? line->target : line->owner);
	}
	candidates->next = (struct candidate){0};
}

static int by_interest(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	if (left->acts != right->acts)
		return left->acts ? -1 : 1;
	if (left->prompted != right->prompted)
		return left->prompted ? -1 : 1;
	return left->order < right->order ? -1 : 1;
}

/* The place for an arrow's other end, or SIZE_MAX if there is none left. */
static size_t other_end(struct graph *graph, const struct symbol *other,
			int depth, size_t drawn,
			const struct graph_options *options)
{
	size_t at = graph_find(graph, other);

	if (at != SIZE_MAX)
		return at;
	if (drawn >= options->fan || graph->symbols >= options->limit)
		return SIZE_MAX;
	return graph_node(graph, other, depth);
}

static void draw(struct graph *graph, size_t at,
		 const struct candidates *candidates, bool outwards,
		 const struct graph_options *options)
{
	size_t i, drawn = 0, more = SIZE_MAX;
	int depth = graph->nodes[at].depth + 1;

	for (i = 0; i < candidates->count; i++) {
		const struct candidate *candidate = &candidates->list[i];
		size_t end;

		if (i && candidate->kind != candidates->list[i - 1].kind) {
			drawn = 0;
			more = SIZE_MAX;
		}
		end = other_end(graph, candidate->other, depth, drawn, options);
		if (end == at)
			continue;
		if (end == SIZE_MAX) {
			if (more == SIZE_MAX)
				more = graph_node(graph, NULL, depth);
			graph->nodes[more].more++;
			end = more;
		} else {
			drawn++;
		}
		graph_connect(graph, &(struct graph_edge){
					     .from = outwards ? at : end,
					     .to = outwards ? end : at,
					     .kind = candidate->kind,
					     .partly = candidate->partly,
					     .acts = candidate->acts,
					     .condition = candidate->condition,
					     .place = candidate->place,
				     });
	}
}

static void draw_around(struct graph *graph, size_t at, bool outwards,
			const struct graph_options *options)
{
	const struct symbol *symbol = graph->nodes[at].symbol;
	struct candidates candidates = {.config = graph->config};

	if (outwards) {
		const struct property *const *lines =
			(const struct property *const *)symbol->properties;

		add_lines(&candidates, GRAPH_SELECTS, lines,
			  symbol->property_count, true);
		add_lines(&candidates, GRAPH_IMPLIES, lines,
			  symbol->property_count, true);
	} else {
		add_depends(&candidates, symbol);
		add_defaults(&candidates, symbol);
		add_lines(&candidates, GRAPH_SELECTS,
			  (const struct property *const *)symbol->selectors,
			  symbol->selector_count, false);
		add_lines(&candidates, GRAPH_IMPLIES,
			  (const struct property *const *)symbol->impliers,
			  symbol->implier_count, false);
	}
	qsort(candidates.list, candidates.count, sizeof(*candidates.list),
	      by_interest);
	draw(graph, at, &candidates, outwards, options);
	free(candidates.list);
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
		draw_around(graph, at, false, options);
		if (at == 0)
			draw_around(graph, at, true, options);
	}
	return graph;
}
