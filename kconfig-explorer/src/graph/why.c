// SPDX-License-Identifier: GPL-2.0-only
/*
 * Only what gives a symbol its value, or only what blocks it: the arrows behind
 * the words of src/explain, in the same order of Kconfig's decisions.
 */
#include "graph/candidates.h"

/* What Kconfig makes of a line: no more than its owner and its condition. */
static bool applies(const struct config *config, const struct property *line)
{
	return graph_value(config, line->owner) != NO &&
	       config_value(config, line->condition) != NO;
}

static void add_active(struct candidates *candidates, enum graph_kind kind,
		       const struct property *const *lines, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (applies(candidates->config, lines[i]))
			candidates_add_line(candidates, kind, lines[i], false);
}

/* The user's value, or the choice's, comes before the first default. */
static bool default_counts(const struct config *config,
			   const struct symbol *symbol)
{
	const struct result *result = config_result(config, symbol);
	bool asked = graph_is_asked(config, symbol);

	return !asked && result->selected != YES && !symbol->member_of;
}

static void add_reasons(struct candidates *candidates,
			const struct symbol *symbol)
{
	add_active(candidates, GRAPH_SELECTS,
		   (const struct property *const *)symbol->selectors,
		   symbol->selector_count);
	if (default_counts(candidates->config, symbol))
		symbol_for_each_property(symbol, line, PROPERTY_DEFAULT)
		{
			if (config_value(candidates->config, line->condition) ==
			    NO)
				continue;
			candidates_add_default(candidates, line);
			break;
		}
	add_active(candidates, GRAPH_IMPLIES,
		   (const struct property *const *)symbol->impliers,
		   symbol->implier_count);
}

/*
 * The symbols because of which an expression is not on (wanted), or not off.
 * By De Morgan "not" turns "and" into "or".
 */
static void add_blocking(struct candidates *candidates,
			 const struct expression *expression, bool wanted)
{
	bool on;

	if (!expression)
		return;
	on = config_value(candidates->config, expression) != NO;
	if (on == wanted)
		return;
	switch (expression->kind) {
	case EXPRESSION_NOT:
		add_blocking(candidates, expression->left, !wanted);
		break;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		if ((expression->kind == EXPRESSION_OR) == wanted)
			candidates->next.partly = true;
		add_blocking(candidates, expression->left, wanted);
		add_blocking(candidates, expression->right, wanted);
		break;
	default:
		candidates->next.condition = expression;
		if (symbol_acts(expression->a))
			candidates_add(candidates, expression->a);
		if (expression->b && symbol_acts(expression->b))
			candidates_add(candidates, expression->b);
	}
}

/* Where no user can set it: what keeps its defaults from making it more than n.
 */
static void add_blocked_defaults(struct candidates *candidates,
				 const struct symbol *symbol)
{
	const struct config *config = candidates->config;

	symbol_for_each_property(symbol, line, PROPERTY_DEFAULT)
	{
		bool counts = config_value(config, line->condition) != NO;

		candidates->next = (struct candidate){.kind = GRAPH_DEFAULT,
						      .place = line->place};
		add_blocking(candidates, counts ? line->value : line->condition,
			     true);
		if (counts)
			break;
	}
}

static void add_blocks(struct candidates *candidates,
		       const struct symbol *symbol)
{
	const struct property *prompt = symbol_prompt(symbol);
	const struct expression *condition =
		prompt ? prompt->condition : symbol->depends;
	struct terms terms = {0};
	size_t i;

	terms_add(&terms, condition);
	for (i = 0; i < terms.count; i++) {
		if (terms_follows(&terms, i))
			continue;
		candidates->next = (struct candidate){.kind = GRAPH_DEPENDS};
		if (prompt)
			candidates->next.place = prompt->place;
		add_blocking(candidates, terms.list[i], true);
	}
	if (!prompt && config_value(candidates->config, condition) != NO)
		add_blocked_defaults(candidates, symbol);
	candidates->next = (struct candidate){0};
	terms_free(&terms);
}

struct graph *graph_why(const struct config *config,
			const struct symbol *symbol, bool only_blocks,
			const struct graph_options *options)
{
	struct graph *graph = graph_new(config->model, config);
	size_t at;

	graph_node(graph, symbol, 0);
	for (at = 0; at < graph->node_count; at++) {
		struct candidates candidates = {.config = config};
		const struct symbol *here = graph->nodes[at].symbol;

		if (!here || graph->nodes[at].depth >= options->depth)
			continue;
		if (graph_value(config, here) == NO)
			add_blocks(&candidates, here);
		else if (!only_blocks)
			add_reasons(&candidates, here);
		candidates_draw(&candidates, graph, at, false, options);
	}
	return graph;
}
