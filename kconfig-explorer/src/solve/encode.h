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

/*
 * What an int, hex or string symbol is, and when: exactly one "when" holds. (In
 * an open encoding none need hold.)
 */
struct value_case {
	int when;
	const char *text;
};

struct value_cases {
	size_t count;
	struct value_case *cases; /* NULL: not asked for yet */
	bool in_work;
};

/* What is known of a symbol besides its value, in the words of symbol.c. */
struct parts {
	struct logic visible, depends, selected;
	struct logic fallback; /* what it is if no user sets it */
};

struct encoding {
	const struct model *model;
	const struct config *asked; /* of int, hex, string; may be NULL */
	bool modules;
	bool open;   /* see encoding_new_open() */
	int without; /* a literal for MODULES=n */
	struct clauses *clauses;
	struct logic *values; /* by symbol->index */
	struct parts *parts;
	struct value_cases *texts;

	struct logic *expressions; /* by expression->index; m == 0: not yet */
	const struct symbol *assumed; /* a choice that counts as y for now */
};

/*
 * With modules, MODULES is y and tristate symbols have three values, otherwise
 * it is n. Texts are taken from `asked` where their symbols are visible.
 */
struct encoding *encode(const struct model *model, bool modules,
			const struct config *asked);
/*
 * Variables only, for those who say with facts.h what holds. What encode()
 * takes for granted stays open: the value of MODULES, of each number and text,
 * and of names that nothing defines. See text_group().
 */
struct encoding *encoding_new_open(const struct model *model,
				   const struct config *asked);
void encoding_free(struct encoding *encoding);

struct logic encode_expression(struct encoding *encoding,
			       const struct expression *expression);

/* A literal for "the symbol has this value, as in a .config". */
int encode_has_value(struct encoding *encoding, const struct symbol *symbol,
		     const char *value);

/*
 * A literal for "the choice is off, or its chosen member is the one that a
 * user gets who asked for `asked` (NULL: for none) and nothing else".
 */
int encode_choice_kept(struct encoding *encoding, const struct symbol *choice,
		       const struct symbol *asked);

/*
 * The group of the clauses that say, in an open encoding, which value a number
 * or a text has, or what a name is that nothing defines. Greater ones are free.
 */
static inline int text_group(const struct symbol *symbol)
{
	return GROUP_DEFINITION + 1 + symbol->index;
}

/*
 * --- Between the files of the encoding.
 *
 * Four of them call one another, as Kconfig's rules do: expression.c meets a
 * comparison, compare.c asks for the texts of a symbol, texts.c for the
 * conditions of its defaults, which are expressions, and for its visibility,
 * which parts.c makes of expressions.
 */

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

/*
 * What becomes of it as the symbol's value: m is y for a bool, and where there
 * are no modules.
 */
struct logic encode_typed(struct encoding *encoding,
			  const struct symbol *symbol, struct logic value);

/* As sym_calc_visibility() and sym_get_default_prop() have it. */
struct logic encode_visible(struct encoding *encoding,
			    const struct symbol *symbol);
struct logic encode_default(struct encoding *encoding,
			    const struct symbol *symbol);
struct logic encode_depends(struct encoding *encoding,
			    const struct symbol *symbol);
/* The default as far as it is raised by "imply". */
struct logic encode_implied(struct encoding *encoding,
			    const struct symbol *symbol);
void encode_choice(struct encoding *encoding, const struct symbol *choice);
/* Is it a name that nothing defines? Numbers and what macros became are none.
 */
bool symbol_is_undefined(const struct symbol *symbol);
/* Has it a text that an open encoding does not know? */
bool encode_is_open(const struct encoding *encoding,
		    const struct symbol *symbol);
/* All cases of a symbol of any type, written like in a .config. */
const struct value_cases *encode_texts(struct encoding *encoding,
				       const struct symbol *symbol);
int encode_comparison(struct encoding *encoding,
		      const struct expression *expression);

#endif
