// SPDX-License-Identifier: GPL-2.0-only
/* Expressions as text. */
#include "model/model.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How tightly it binds: what binds less inside gets parentheses. */
static int strength(const struct expression *expression)
{
	switch (expression->kind) {
	case EXPRESSION_OR:
		return 0;
	case EXPRESSION_AND:
		return 1;
	default:
		return 2;
	}
}

static const char *operator_text(enum expression_kind kind)
{
	static const char *const texts[EXPRESSION_KINDS] = {
		[EXPRESSION_AND] = " && ",  [EXPRESSION_OR] = " || ",
		[EXPRESSION_EQUAL] = "=",   [EXPRESSION_UNEQUAL] = "!=",
		[EXPRESSION_LESS] = "<",    [EXPRESSION_LESS_EQUAL] = "<=",
		[EXPRESSION_GREATER] = ">", [EXPRESSION_GREATER_EQUAL] = ">=",
	};

	return texts[kind];
}

static bool is_word(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && !strchr("_-", *text))
			return false;
	return true;
}

/* Constants that are no word stand in quotes; a choice by its prompt. */
static void print_symbol(const struct symbol *symbol, FILE *to)
{
	const char *label = symbol_label(symbol);

	if (symbol->choice)
		fprintf(to, "<%s>", label);
	else
		fprintf(to, is_word(label) ? "%s" : "\"%s\"", label);
}

static void print(const struct expression *expression, int around, FILE *to)
{
	int own = strength(expression);

	if (own < around)
		putc('(', to);
	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		print_symbol(expression->a, to);
		break;
	case EXPRESSION_NOT:
		putc('!', to);
		/* "!A=B" would be read as !(A=B), which it is. */
		print(expression->left, 2, to);
		break;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		print(expression->left, own, to);
		fputs(operator_text(expression->kind), to);
		print(expression->right, own, to);
		break;
	default:
		print_symbol(expression->a, to);
		fputs(operator_text(expression->kind), to);
		print_symbol(expression->b, to);
	}
	if (own < around)
		putc(')', to);
}

char *expression_text(const struct expression *expression)
{
	char *text = NULL;
	size_t length;
	FILE *to = open_memstream(&text, &length);

	if (!to)
		abort();
	if (expression)
		print(expression, 0, to);
	else
		putc('y', to);
	fclose(to);
	return text;
}
