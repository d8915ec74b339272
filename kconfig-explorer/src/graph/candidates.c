// SPDX-License-Identifier: GPL-2.0-only
/* Arrows that could be drawn at a symbol, and those that are. */
#include "graph/candidates.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

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

void candidates_add(struct candidates *candidates, const struct symbol *other)
{
	struct candidate *made = known(candidates, other);

	if (made) {
		made->partly &= candidates->next.partly;
		made->acts |= acts(candidates->config, other,
				   candidates->next.condition);
		return;
	}
	candidates->list = one_more(candidates->list, candidates->count,
				    sizeof(*candidates->list));
	made = &candidates->list[candidates->count];
	*made = candidates->next;
	made->other = other;
	made->order = candidates->count++;
	made->prompted = symbol_prompt(other) != NULL;
	made->acts = acts(candidates->config, other, made->condition);
}

static void add_each(void *data, const struct symbol *symbol)
{
	candidates_add(data, symbol);
}

void candidates_add_terms(struct candidates *candidates,
			  const struct terms *terms)
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

void candidates_add_line(struct candidates *candidates, enum graph_kind kind,
			 const struct property *line, bool outwards)
{
	candidates->next = (struct candidate){
		.kind = kind,
		.condition = line->condition,
		.place = line->place,
	};
	candidates_add(candidates, outwards ? line->target : line->owner);
}

/* Both A and B act upon the symbol; what is "y" acts through B alone. */
void candidates_add_default(struct candidates *candidates,
			    const struct property *line)
{
	struct terms terms = {0};

	if (line->value)
		terms_add(&terms, line->value);
	terms_add(&terms, line->condition);
	terms_remove(&terms, line->owner->depends);
	candidates->next = (struct candidate){
		.kind = GRAPH_DEFAULT,
		.place = line->place,
	};
	candidates_add_terms(candidates, &terms);
	terms_free(&terms);
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

/* The place for an arrow's other end, or SIZE_MAX if the graph is full. */
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

void candidates_draw(struct candidates *candidates, struct graph *graph,
		     size_t at, bool outwards,
		     const struct graph_options *options)
{
	size_t i, drawn = 0, more = SIZE_MAX;
	int depth = graph->nodes[at].depth + 1;

	qsort(candidates->list, candidates->count, sizeof(*candidates->list),
	      by_interest);
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
	free(candidates->list);
}
