// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers and strings. The solver does not optimise LOG_BUF_SHIFT, but
 * conditions compare such symbols, so it matters which of their defaults
 * applies: a symbol is a list of cases, each a literal and a text.
 */
#include "solve/encode.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void append(struct value_cases *list, int when, const char *text)
{
	if (when == FALSE_LITERAL)
		return;
	list->cases = one_more(list->cases, list->count, sizeof(*list->cases));
	list->cases[list->count++] = (struct value_case){when, text};
}

static void logical_cases(struct encoding *encoding,
			  const struct symbol *symbol, struct value_cases *list)
{
	struct logic value = encoding->values[symbol->index];

	append(list, -value.m, "n");
	append(list, clauses_and(encoding->clauses, value.m, -value.y), "m");
	append(list, value.y, "y");
}

/* What a "default" line offers: the text of the symbol that it names. */
static void default_cases(struct encoding *encoding,
			  const struct property *property, int when,
			  struct value_cases *list)
{
	const struct expression *value = property->value;
	const struct value_cases *texts;
	size_t i;

	if (!value || value->kind != EXPRESSION_SYMBOL) {
		append(list, when, "");
		return;
	}
	texts = encode_texts(encoding, value->a);
	for (i = 0; i < texts->count; i++)
		append(list,
		       clauses_and(encoding->clauses, when,
				   texts->cases[i].when),
		       texts->cases[i].text);
}

/* sym_calc_value(), the part for S_STRING, S_HEX and S_INT. */
static void text_cases(struct encoding *encoding, const struct symbol *symbol,
		       struct value_cases *list)
{
	struct clauses *clauses = encoding->clauses;
	const struct config *asked = encoding->asked;
	int visible, applies, rest = TRUE_LITERAL;

	if (asked && config_user_value(asked, symbol)->set &&
	    config_user_value(asked, symbol)->text) {
		visible = encode_visible(encoding, symbol).m;
		append(list, visible, config_user_value(asked, symbol)->text);
		rest = -visible;
	}
	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		applies = clauses_and(
			clauses, rest,
			encode_expression(encoding, property->condition).m);
		default_cases(encoding, property, applies, list);
		rest = clauses_and(clauses, rest, -applies);
	}
	append(list, rest, "");
}

static long long number(const struct symbol *symbol, const char *text)
{
	return strtoll(text, NULL, symbol->type == TYPE_HEX ? 16 : 10);
}

/* One value against one pair of bounds: sym_validate_range(). */
static const char *clamp(const struct symbol *symbol, const char *text,
			 const char *low, const char *high)
{
	long long value = number(symbol, text);

	if (value < number(symbol, low))
		return low;
	return value > number(symbol, high) ? high : text;
}

static void clamp_cases(struct encoding *encoding, const struct symbol *symbol,
			const struct property *range, int when,
			const struct value_cases *list,
			struct value_cases *clamped)
{
	const struct value_cases *low = encode_texts(encoding, range->low);
	const struct value_cases *high = encode_texts(encoding, range->high);
	struct clauses *clauses = encoding->clauses;
	size_t i, j, k;
	int bounds;

	for (j = 0; j < low->count; j++)
		for (k = 0; k < high->count; k++) {
			bounds = clauses_and(clauses, low->cases[j].when,
					     high->cases[k].when);
			bounds = clauses_and(clauses, bounds, when);
			for (i = 0; i < list->count; i++)
				append(clamped,
				       clauses_and(clauses, bounds,
						   list->cases[i].when),
				       clamp(symbol, list->cases[i].text,
					     low->cases[j].text,
					     high->cases[k].text));
		}
}

/* The first range whose condition holds is the one that counts. */
static void range_cases(struct encoding *encoding, const struct symbol *symbol,
			struct value_cases *list)
{
	struct clauses *clauses = encoding->clauses;
	struct value_cases clamped = {0};
	int applies, rest = TRUE_LITERAL;
	size_t i;

	symbol_for_each_property(symbol, property, PROPERTY_RANGE)
	{
		applies = clauses_and(
			clauses, rest,
			encode_expression(encoding, property->condition).m);
		clamp_cases(encoding, symbol, property, applies, list,
			    &clamped);
		rest = clauses_and(clauses, rest, -applies);
	}
	for (i = 0; i < list->count; i++)
		append(&clamped,
		       clauses_and(clauses, rest, list->cases[i].when),
		       list->cases[i].text);
	free(list->cases);
	*list = clamped;
}

/* The literal for one text; all but one of them are false. */
static int text_literal(struct encoding *encoding, struct value_cases *texts,
			const char *text)
{
	struct clauses *clauses = encoding->clauses;
	size_t i, count = texts->count;
	int literal, group = clauses->group;

	for (i = 0; i < count; i++)
		if (!strcmp(texts->cases[i].text, text))
			return texts->cases[i].when;
	literal = clauses_variable(clauses);
	clauses->group = GROUP_DEFINITION;
	for (i = 0; i < count; i++)
		clauses_add(clauses, -literal, -texts->cases[i].when);
	clauses->group = group;
	append(texts, literal, text);
	return literal;
}

/* The cases become a rule that may be left out: then the text may be any. */
static void open_cases(struct encoding *encoding, const struct symbol *symbol,
		       struct value_cases *cases)
{
	struct clauses *clauses = encoding->clauses;
	struct value_cases texts = {0};
	int literal, group = clauses->group;
	size_t i;

	for (i = 0; i < cases->count; i++) {
		literal = text_literal(encoding, &texts, cases->cases[i].text);
		clauses->group = text_group(symbol);
		clauses_add(clauses, -cases->cases[i].when, literal);
	}
	clauses->group = group;
	free(cases->cases);
	*cases = texts;
}

const struct value_cases *encode_texts(struct encoding *encoding,
				       const struct symbol *symbol)
{
	/* In a circle the kernel, too, sees the value so far. */
	static struct value_case empty = {TRUE_LITERAL, ""};
	static const struct value_cases circle = {1, &empty, false};
	struct value_cases *texts = &encoding->texts[symbol->index];
	struct value_cases list = {0};

	if (texts->cases)
		return texts;
	if (texts->in_work)
		return &circle;
	texts->in_work = true;
	if (symbol_is_logical(symbol)) {
		logical_cases(encoding, symbol, &list);
	} else if (!symbol->definition_count) {
		append(&list, TRUE_LITERAL, symbol->name);
	} else {
		text_cases(encoding, symbol, &list);
		if (symbol->type != TYPE_STRING)
			range_cases(encoding, symbol, &list);
	}
	if (encode_is_open(encoding, symbol))
		open_cases(encoding, symbol, &list);
	*texts = list;
	return texts;
}

bool symbol_is_undefined(const struct symbol *symbol)
{
	const char *at = symbol->name;

	if (symbol->definition_count || symbol->constant || !at ||
	    (!isalpha((unsigned char)*at) && *at != '_'))
		return false;
	while (isalnum((unsigned char)*at) || *at == '_')
		at++;
	return !*at;
}

bool encode_is_open(const struct encoding *encoding,
		    const struct symbol *symbol)
{
	return encoding->open && !symbol_is_logical(symbol) &&
	       (symbol->definition_count || symbol_is_undefined(symbol));
}

int encode_has_value(struct encoding *encoding, const struct symbol *symbol,
		     const char *value)
{
	const struct value_cases *texts = encode_texts(encoding, symbol);
	int result = FALSE_LITERAL;
	size_t i;

	if (encode_is_open(encoding, symbol))
		return text_literal(encoding, &encoding->texts[symbol->index],
				    value);
	for (i = 0; i < texts->count; i++)
		if (!strcmp(texts->cases[i].text, value))
			result = clauses_or(encoding->clauses, result,
					    texts->cases[i].when);
	return result;
}
