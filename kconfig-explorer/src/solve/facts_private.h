/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the files that make facts. */
#ifndef FACTS_PRIVATE_H
#define FACTS_PRIVATE_H

#include "solve/facts.h"

/* Clauses that are added next are this fact's. */
void facts_add(struct facts *facts, struct fact fact);
/* The symbol is at most each term of the expression. */
void facts_add_terms(struct facts *facts, const struct symbol *symbol,
		     const struct expression *depends);
void facts_add_module(struct facts *facts, const struct symbol *symbol);
/* FACT_DEFAULT and FACT_LIMIT */
void facts_add_limits(struct facts *facts, const struct symbol *symbol,
		      struct logic fallback, struct logic selected);
/* All facts of a symbol. */
void facts_add_symbol(struct facts *facts, const struct symbol *symbol);
/* A choice and its members. */
void facts_add_choice(struct facts *facts, const struct symbol *choice);

/* Has it a default, so that it may be on while its prompt is hidden? */
bool member_has_default(const struct symbol *member);

/* The sentence for what fact_json() says of it so far. */
char *fact_words_of(enum fact_kind kind, const json_t *json);

#endif
