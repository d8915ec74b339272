// SPDX-License-Identifier: GPL-2.0-only
/*
 * Comparisons (A = B, A < B ...) as literals: a disjunction over those pairs
 * of values for which it holds.
 */
#include "solve/encode.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum reading { AS_STRING, AS_SIGNED, AS_UNSIGNED };

/* expr_parse_string(): what number is this text, for a symbol of this type? */
static enum reading read_number(const char *text, enum type type,
				long long *number)
{
	char *end;

	errno = 0;
	switch (type) {
	case TYPE_BOOL:
	case TYPE_TRISTATE:
		*number = !strcmp(text, "n")   ? NO
			  : !strcmp(text, "m") ? MODULE
			  : !strcmp(text, "y") ? YES
					       : -1;
		return AS_SIGNED;
	case TYPE_INT:
		*number = strtoll(text, &end, 10);
		break;
	case TYPE_HEX:
		*number = (long long)strtoull(text, &end, 16);
		break;
	default:
		*number = strtoll(text, &end, 0);
	}
	if (errno || *end || end == text || !isxdigit((unsigned char)end[-1]))
		return AS_STRING;
	return type == TYPE_HEX ? AS_UNSIGNED : AS_SIGNED;
}

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

/* Less than, equal to or greater than 0, as strcmp(). */
static int compare_texts(const struct symbol *a, const char *text_a,
			 const struct symbol *b, const char *text_b)
{
	enum reading reading_a = AS_STRING, reading_b = AS_STRING;
	long long number_a = 0, number_b = 0;

	if (a->type != TYPE_STRING || b->type != TYPE_STRING) {
		reading_a = read_number(text_a, a->type, &number_a);
		reading_b = read_number(text_b, b->type, &number_b);
	}
	if (reading_a == AS_STRING || reading_b == AS_STRING)
		return strcmp(text_a, text_b);
	if (reading_a == AS_UNSIGNED || reading_b == AS_UNSIGNED)
		return ORDER((unsigned long long)number_a,
			     (unsigned long long)number_b);
	return ORDER(number_a, number_b);
}

static bool holds(enum expression_kind kind, int order)
{
	switch (kind) {
	case EXPRESSION_EQUAL:
		return order == 0;
	case EXPRESSION_UNEQUAL:
		return order != 0;
	case EXPRESSION_LESS:
		return order < 0;
	case EXPRESSION_LESS_EQUAL:
		return order <= 0;
	case EXPRESSION_GREATER:
		return order > 0;
	default:
		return order >= 0;
	}
}

/*
 * A choice that is taken for y is so here, too: bool members of a tristate
 * choice depend on CHOICE=y. All other values are what they are without that.
 */
static const struct value_cases *cases_of(struct encoding *encoding,
					  const struct symbol *symbol)
{
	static struct value_case yes = {TRUE_LITERAL, "y"};
	static const struct value_cases assumed = {1, &yes, false};
	const struct symbol *choice = encoding->assumed;
	const struct value_cases *texts;

	if (choice && symbol == choice)
		return &assumed;
	encoding->assumed = NULL;
	texts = encode_texts(encoding, symbol);
	encoding->assumed = choice;
	return texts;
}

int encode_comparison(struct encoding *encoding,
		      const struct expression *expression)
{
	const struct symbol *a = expression->a, *b = expression->b;
	const struct value_cases *left = cases_of(encoding, a);
	const struct value_cases *right = cases_of(encoding, b);
	struct clauses *clauses = encoding->clauses;
	int result = FALSE_LITERAL, both;
	size_t i, j;

	for (i = 0; i < left->count; i++)
		for (j = 0; j < right->count; j++) {
			if (!holds(expression->kind,
				   compare_texts(a, left->cases[i].text, b,
						 right->cases[j].text)))
				continue;
			both = clauses_and(clauses, left->cases[i].when,
					   right->cases[j].when);
			result = clauses_or(clauses, result, both);
		}
	return result;
}
