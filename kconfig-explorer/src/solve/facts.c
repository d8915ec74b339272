// SPDX-License-Identifier: GPL-2.0-only
/* All facts: of symbols (facts_symbol.c), of choices (facts_choice.c), others.
 */
#include "solve/facts.h"
#include "base/memory.h"
#include "solve/facts_private.h"

#include <stdlib.h>

static void add_needs(struct facts *facts)
{
	const struct needs *needs = facts->problem->needs;
	size_t i;

	for (i = 0; i < needs->count; i++) {
		const struct need *need = &needs->all[i];

		facts_add(facts,
			  (struct fact){.kind = FACT_NEED, .need = need});
		clauses_add(facts->encoding->clauses,
			    problem_need(facts->encoding, need));
	}
}

static void add_modules(struct facts *facts)
{
	const struct symbol *modules = facts->problem->model->modules;
	int without = facts->encoding->without;

	if (!modules)
		return;
	facts_add(facts,
		  (struct fact){.kind = FACT_MODULES, .symbol = modules});
	clauses_add(facts->encoding->clauses,
		    facts->problem->modules ? -without : without);
}

/* The groups of text_group() come first: see encode_texts(). */
static void add_names(struct facts *facts)
{
	struct encoding *encoding = facts->encoding;

	model_for_each_symbol(facts->problem->model, symbol)
	{
		struct fact fact = {.kind = FACT_VALUE, .symbol = symbol};

		if (symbol_is_undefined(symbol))
			fact.kind = FACT_UNDEFINED;
		facts_add(facts, fact);
		if (fact.kind == FACT_UNDEFINED)
			clauses_add(encoding->clauses,
				    -encoding->values[symbol->index].m);
	}
}

struct facts *facts_new(const struct problem *problem)
{
	const struct model *model = problem->model;
	struct facts *facts = allocate(1, sizeof(*facts));

	facts->problem = problem;
	facts->encoding = encoding_new_open(model, problem->asked);
	add_names(facts);
	add_modules(facts);
	model_for_each_symbol(model, symbol)
	{
		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		if (symbol->choice)
			facts_add_choice(facts, symbol);
		else if (!symbol->member_of)
			facts_add_symbol(facts, symbol);
	}
	add_needs(facts);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	encoding_free(facts->encoding);
	free(facts->all);
	free(facts);
}
