// SPDX-License-Identifier: GPL-2.0-only
/* Expressions as text. */
#include "model/config.h"
#include "base/text.h"

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

struct printer {
	const struct config *config; /* NULL: without values */
	bool hints;		     /* what would change a macro's answer */
	FILE *to;
};

/*
 * With its answer, as options have their values. Who prints values gives the
 * rest in reasons of their own.
 */
static void print_macro(const struct printer *printer,
			const struct symbol *symbol)
{
	const char *quote = *symbol->macro == '"' ? "\"" : "";
	const char *hint = printer->hints ? macro_hint(symbol) : NULL;

	fprintf(printer->to, "%s [=%s%s%s", symbol->macro, quote, symbol->name,
		quote);
	if (!printer->config)
		fprintf(printer->to, ", %s:%d", symbol->written_at.file,
			symbol->written_at.line);
	if (hint)
		fprintf(printer->to, ": %s", hint);
	putc(']', printer->to);
}

/*
 * Strings, as in the Kconfig file: without quotes they would look like names.
 * y, m and n are constants too, but have a type. A name that is no word is what
 * a macro such as $(shell ...) became within another word.
 */
static bool has_quotes(const struct symbol *symbol)
{
	return (symbol->constant && symbol->type == TYPE_UNKNOWN) ||
	       !is_word(symbol_label(symbol));
}

/* A choice stands by its prompt. */
static void print_symbol(const struct printer *printer,
			 const struct symbol *symbol)
{
	const char *label = symbol_label(symbol);

	if (symbol->macro) {
		print_macro(printer, symbol);
		return;
	}
	if (symbol->choice)
		fprintf(printer->to, "<%s>", label);
	else
		fprintf(printer->to, has_quotes(symbol) ? "\"%s\"" : "%s",
			label);
	if (printer->config && symbol->type != TYPE_UNKNOWN &&
	    !symbol->constant)
		fprintf(printer->to, " [=%s]",
			config_text(printer->config, symbol));
}

static void print(const struct printer *printer,
		  const struct expression *expression, int around)
{
	int own = strength(expression);

	if (own < around)
		putc('(', printer->to);
	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		print_symbol(printer, expression->a);
		break;
	case EXPRESSION_NOT:
		putc('!', printer->to);
		/* "!A=B" is read as !(A=B), which it is. */
		print(printer, expression->left, 2);
		break;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		print(printer, expression->left, own);
		fputs(operator_text(expression->kind), printer->to);
		print(printer, expression->right, own);
		break;
	default:
		print_symbol(printer, expression->a);
		fputs(operator_text(expression->kind), printer->to);
		print_symbol(printer, expression->b);
	}
	if (own < around)
		putc(')', printer->to);
}

static char *text_of(struct printer *printer,
		     const struct expression *expression)
{
	char *text = NULL;
	size_t length;

	printer->to = text_stream(&text, &length);
	if (expression)
		print(printer, expression, 0);
	else
		putc('y', printer->to);
	fclose(printer->to);
	return text;
}

char *config_expression_text(const struct config *config,
			     const struct expression *expression)
{
	return text_of(&(struct printer){.config = config}, expression);
}

char *expression_text(const struct expression *expression)
{
	return text_of(&(struct printer){0}, expression);
}

char *expression_text_hints(const struct expression *expression)
{
	return text_of(&(struct printer){.hints = true}, expression);
}
