// SPDX-License-Identifier: GPL-2.0-only
/*
 * lexer.l asks preprocess.c for the answer of a macro: expand_one_token() for
 * a word, expand_dollar() inside of quotes. Then parser.y makes a symbol of it:
 * sym_lookup(). It does so before it reads the next word, because nothing else
 * can be done with one there; so the last answer is all there is to keep.
 */
#include "macros.h"

#include "tree.h"

#include <string.h>

struct macro *macros;
static struct macro **end = &macros;

/* The last answer, until the parser makes a symbol of it. */
static struct {
	char *written, *text;
	const char *word; /* the very string that the parser gets, or NULL */
	const char *file;
	int line;
} answer;

char *__real_expand_one_token(const char **in);
char *__wrap_expand_one_token(const char **in);
char *__real_expand_dollar(const char **in);
char *__wrap_expand_dollar(const char **in);
struct symbol *__real_sym_lookup(const char *name, int flags);
struct symbol *__wrap_sym_lookup(const char *name, int flags);

static void forget_answer(void)
{
	free(answer.written);
	free(answer.text);
	memset(&answer, 0, sizeof(answer));
}

static void keep_answer(const char *quote, const char *written, int length,
			const char *text)
{
	forget_answer();
	if (asprintf(&answer.written, "%s%.*s%s", quote, length, written,
		     quote) < 0)
		abort();
	answer.text = xstrdup(text);
	answer.file = tree_current_file();
	answer.line = yylineno;
}

char *__wrap_expand_one_token(const char **in)
{
	const char *start = *in;
	char *text = __real_expand_one_token(in);

	keep_answer("", start, *in - start, text);
	answer.word = text;
	return text;
}

/* The "$" was read already. */
char *__wrap_expand_dollar(const char **in)
{
	const char *start = *in - 1;
	char *text = __real_expand_dollar(in);

	keep_answer("\"", start, *in - start, text);
	return text;
}

static bool is_number(const char *text)
{
	bool hex = !strncasecmp(text, "0x", 2);
	const char *digits = hex ? text + 2 : text;

	return *digits && !digits[strspn(digits, hex ? "0123456789abcdefABCDEF"
						     : "0123456789")];
}

/*
 * A word may also be the name of an option, and m means "m && MODULES" in a
 * condition (menu.c, rewrite_m()): these stay what they are.
 */
static bool is_constant(const char *word)
{
	return !strcmp(word, "y") || !strcmp(word, "n") || is_number(word);
}

/*
 * In quotes the macro must be all there is: "$(ARCH)", not "-m$(BITS)". An
 * empty word is dropped by the lexer, and the next may have its address.
 */
static bool is_answer(const char *name, int flags)
{
	if (!name || !answer.text || strcmp(name, answer.text) != 0)
		return false;
	if (flags & SYMBOL_CONST)
		return !answer.word && answer.file == tree_current_file() &&
		       answer.line == yylineno;
	return !flags && name == answer.word && is_constant(name);
}

/*
 * Not marked as a constant: the kernel takes two of these for two values
 * (expr.c, expr_join_and()). It is in no list of the kernel's, and so stays
 * valid where all others are computed again.
 */
static struct symbol *add_macro(const char *name)
{
	struct macro *macro = xcalloc(1, sizeof(*macro));

	if (!strcmp(name, "y"))
		macro->symbol = symbol_yes;
	else if (!strcmp(name, "n"))
		macro->symbol = symbol_no;
	else
		macro->symbol.name = xstrdup(name);
	macro->symbol.flags &= ~SYMBOL_CONST;
	tree_prepare_symbol(&macro->symbol);
	macro->written = answer.written;
	answer.written = NULL;
	macro->file = answer.file;
	macro->line = answer.line;
	*end = macro;
	end = &macro->next;
	return &macro->symbol;
}

struct symbol *__wrap_sym_lookup(const char *name, int flags)
{
	struct symbol *symbol = is_answer(name, flags)
					? add_macro(name)
					: __real_sym_lookup(name, flags);

	forget_answer();
	return symbol;
}
