// SPDX-License-Identifier: GPL-2.0-only
/* The facts of a symbol, as clauses. */
#include "base/memory.h"
#include "solve/conjunction.h"
#include "solve/facts_private.h"

void facts_add(struct facts *facts, struct fact fact)
{
	facts->all = one_more(facts->all, facts->count, sizeof(*facts->all));
	facts->encoding->clauses->group = fact_group(facts->count);
	facts->all[facts->count++] = fact;
}

/* value <= bound */
static void at_most(struct facts *facts, struct logic value, struct logic bound)
{
	clauses_add(facts->encoding->clauses, -value.m, bound.m);
	if (value.y != value.m)
		clauses_add(facts->encoding->clauses, -value.y, bound.y);
}

void facts_add_terms(struct facts *facts, const struct symbol *symbol,
		     const struct expression *depends)
{
	struct encoding *encoding = facts->encoding;
	struct terms terms = {0};
	size_t i;

	terms_add(&terms, depends);
	for (i = 0; i < terms.count; i++) {
		struct logic term = encode_expression(encoding, terms.list[i]);

		facts_add(facts, (struct fact){.kind = FACT_DEPENDS,
					       .symbol = symbol,
					       .term = terms.list[i]});
		at_most(facts, encoding->values[symbol->index],
			encode_typed(encoding, symbol, term));
	}
	terms_free(&terms);
}

void facts_add_module(struct facts *facts, const struct symbol *symbol)
{
	struct encoding *encoding = facts->encoding;
	struct logic value = encoding->values[symbol->index];

	if (value.m == value.y)
		return;
	facts_add(facts, (struct fact){.kind = FACT_MODULE, .symbol = symbol});
	clauses_add(encoding->clauses, -value.m, value.y, -encoding->without);
}

static struct logic select_logic(struct encoding *encoding,
				 const struct property *select)
{
	struct terms terms = conjunction_of_select(select);
	struct logic value = encoding->values[select->owner->index];

	value = logic_and(encoding->clauses, value,
			  conjunction_logic(encoding, &terms));
	terms_free(&terms);
	return encode_typed(encoding, select->target, value);
}

static void add_selects(struct facts *facts, const struct symbol *symbol)
{
	size_t i;

	for (i = 0; i < symbol->selector_count; i++) {
		struct logic selected =
			select_logic(facts->encoding, symbol->selectors[i]);

		facts_add(facts, (struct fact){.kind = FACT_SELECT,
					       .symbol = symbol,
					       .select = symbol->selectors[i]});
		at_most(facts, selected,
			facts->encoding->values[symbol->index]);
	}
}

static struct logic selected_by_any(struct encoding *encoding,
				    const struct symbol *symbol)
{
	struct logic any = LOGIC_NO;
	size_t i;

	for (i = 0; i < symbol->selector_count; i++)
		any = logic_or(encoding->clauses, any,
			       select_logic(encoding, symbol->selectors[i]));
	return any;
}

/* As encode_level() has it, in two facts. */
void facts_add_limits(struct facts *facts, const struct symbol *symbol,
		      struct logic fallback, struct logic selected)
{
	struct encoding *encoding = facts->encoding;
	struct clauses *clauses = encoding->clauses;
	struct logic value = encoding->values[symbol->index];
	struct logic visible = encode_visible(encoding, symbol);

	facts_add(facts, (struct fact){.kind = FACT_DEFAULT, .symbol = symbol});
	clauses_add(clauses, visible.m, -fallback.m, value.m);
	clauses_add(clauses, visible.m, -fallback.y, value.y);
	facts_add(facts, (struct fact){.kind = FACT_LIMIT, .symbol = symbol});
	clauses_add(clauses, -value.m, visible.m, fallback.m, selected.m);
	clauses_add(clauses, -value.y, visible.y, fallback.y, selected.y);
	clauses_add(clauses, -value.y, visible.y, -visible.m, selected.y);
}

void facts_add_symbol(struct facts *facts, const struct symbol *symbol)
{
	facts_add_terms(facts, symbol, symbol->depends);
	facts_add_module(facts, symbol);
	add_selects(facts, symbol);
	facts_add_limits(facts, symbol, encode_implied(facts->encoding, symbol),
			 selected_by_any(facts->encoding, symbol));
}
