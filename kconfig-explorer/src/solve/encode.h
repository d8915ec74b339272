/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The rules of Kconfig as clauses: an assignment satisfies all of them if, and
 * only if, the kernel's sym_calc_value() computes these values from what some
 * user chose, without an unmet dependency. See "The encoding" in README.md for
 * the table of rules.
 */
#ifndef ENCODE_H
#define ENCODE_H

#include "model/config.h"
#include "model/model.h"
#include "solve/clauses.h"

/* Literals for a value of n, m or y. Each y is also "at least m". */
struct logic {
	int m; /* at least m */
	int y;
};

#define LOGIC_NO  ((struct logic){FALSE_LITERAL, FALSE_LITERAL})
#define LOGIC_M	  ((struct logic){TRUE_LITERAL, FALSE_LITERAL})
#define LOGIC_YES ((struct logic){TRUE_LITERAL, TRUE_LITERAL})

/* What an int, hex or string symbol is, and when: exactly one "when" holds. */
struct value_case {
	int when;
	const char *text;
};

struct value_cases {
	size_t count;
	struct value_case *cases; /* NULL: not asked for yet */
	bool in_work;
};

/* The rules that clauses come from, for those who ask why there is none. */
enum rule_kind {
	RULE_LIMIT,    /* y needs a prompt that is visible, or a default, or a
			  select */
	RULE_SELECTED, /* what is selected is on */
	RULE_DEFAULT,  /* without visible prompt, defaults decide */
	RULE_UNMET,    /* what is selected has its dependencies */
	RULE_CHOICE,   /* exactly one of a choice that is on */
	RULE_MODULES,  /* MODULES is what the caller wanted */
	RULE_KINDS
};

/* What is known of a symbol besides its value, in the words of symbol.c. */
struct parts {
	struct logic visible, depends, selected;
	struct logic fallback; /* what it is if no user sets it */
};

struct encoding {
	const struct model *model;
	const struct config *wishes; /* of int, hex, string; may be NULL */
	bool modules;
	struct clauses *clauses;
	struct logic *values; /* by symbol->index */
	struct parts *parts;
	struct value_cases *texts;

	struct logic *expressions; /* by expression->index; m == 0: not yet */
	const struct symbol *assumed; /* a choice that counts as y for now */
};

/*
 * With modules, MODULES is y and tristate symbols have three values, otherwise
 * it is n. Texts are taken from `wishes` where their symbols are visible.
 */
struct encoding *encode(const struct model *model, bool modules,
			const struct config *wishes);
void encoding_free(struct encoding *encoding);

struct logic encode_expression(struct encoding *encoding,
			       const struct expression *expression);

/* A literal for "the symbol has this value, as in a .config". */
int encode_has_value(struct encoding *encoding, const struct symbol *symbol,
		     const char *value);

/*
 * A literal for "the choice is off, or its chosen member is the one that a
 * user gets who asked for `wish` (NULL: for none) and nothing else".
 */
int encode_choice_kept(struct encoding *encoding, const struct symbol *choice,
		       const struct symbol *wish);

/* The group of a rule's clauses, and back. */
int rule_group(const struct symbol *symbol, enum rule_kind kind);
enum rule_kind group_rule(int group);
const struct symbol *group_symbol(const struct model *model, int group);

/* --- Between the files of the encoding. */

/* Has it, as things are, two values only? As sym_get_type() says. */
bool encode_is_bool(const struct encoding *encoding,
		    const struct symbol *symbol);
struct logic logic_constant(enum tristate value);
struct logic logic_and(struct clauses *clauses, struct logic a, struct logic b);
struct logic logic_or(struct clauses *clauses, struct logic a, struct logic b);
struct logic logic_if(struct clauses *clauses, int condition, struct logic a,
		      struct logic b);
/* What a bool makes of it: m becomes y. */
static inline struct logic logic_bool(struct logic a)
{
	return (struct logic){a.m, a.m};
}

/* As sym_calc_visibility() and sym_get_default_prop() have it. */
struct logic encode_visible(struct encoding *encoding,
			    const struct symbol *symbol);
struct logic encode_default(struct encoding *encoding,
			    const struct symbol *symbol);
void encode_choice(struct encoding *encoding, const struct symbol *choice);
/* All cases of a symbol of any type, written like in a .config. */
const struct value_cases *encode_texts(struct encoding *encoding,
				       const struct symbol *symbol);
int encode_comparison(struct encoding *encoding,
		      const struct expression *expression);

#endif
