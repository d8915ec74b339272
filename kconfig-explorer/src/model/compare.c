// SPDX-License-Identifier: GPL-2.0-only
/* Comparisons of values, as numbers where both are numbers. */
#include "model/compare.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum number_kind { IS_TEXT, IS_SIGNED, IS_UNSIGNED };

union number {
	long long s;
	unsigned long long u;
};

/* expr_parse_string() */
static enum number_kind parse_number(const char *text, enum type type,
				     union number *number)
{
	enum number_kind kind = IS_SIGNED;
	char *end;

	errno = 0;
	switch (type) {
	case TYPE_BOOL:
	case TYPE_TRISTATE:
		number->s = !strcmp(text, "n")	 ? 0
			    : !strcmp(text, "m") ? 1
			    : !strcmp(text, "y") ? 2
						 : -1;
		return IS_SIGNED;
	case TYPE_INT:
		number->s = strtoll(text, &end, 10);
		break;
	case TYPE_HEX:
		number->u = strtoull(text, &end, 16);
		kind = IS_UNSIGNED;
		break;
	default:
		number->s = strtoll(text, &end, 0);
	}
	return !errno && !*end && end > text && isxdigit(end[-1]) ? kind
								  : IS_TEXT;
}

/* Below, at or above 0, as strcmp(); numbers as numbers if both are. */
static int compare(const struct symbol *a, const char *text_a,
		   const struct symbol *b, const char *text_b)
{
	enum number_kind kind_a = IS_TEXT, kind_b = IS_TEXT;
	union number x = {.s = 0}, y = {.s = 0};

	if (a->type != TYPE_STRING || b->type != TYPE_STRING) {
		kind_a = parse_number(text_a, a->type, &x);
		kind_b = parse_number(text_b, b->type, &y);
	}
	if (kind_a == IS_TEXT || kind_b == IS_TEXT)
		return strcmp(text_a, text_b);
	if (kind_a == IS_UNSIGNED || kind_b == IS_UNSIGNED)
		return (x.u > y.u) - (x.u < y.u);
	return (x.s > y.s) - (x.s < y.s);
}

bool comparison_holds(enum expression_kind kind, const struct symbol *a,
		      const char *text_a, const struct symbol *b,
		      const char *text_b)
{
	int comparison = compare(a, text_a, b, text_b);

	switch (kind) {
	case EXPRESSION_EQUAL:
		return comparison == 0;
	case EXPRESSION_UNEQUAL:
		return comparison != 0;
	case EXPRESSION_LESS:
		return comparison < 0;
	case EXPRESSION_LESS_EQUAL:
		return comparison <= 0;
	case EXPRESSION_GREATER:
		return comparison > 0;
	default:
		return comparison >= 0;
	}
}
