// SPDX-License-Identifier: GPL-2.0-only
/* #if's expressions, as far as they speak of options. */
#include "syscalls/source.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct sides unknown = {&condition_always, &condition_always};
static const struct sides yes = {&condition_always, &condition_never};
static const struct sides no = {&condition_never, &condition_always};

struct parser {
	const struct source *source;
	const struct table *macros;
	const char *at;
	struct place place;
};

static struct sides read_or(struct parser *parser);

static bool eat(struct parser *parser, const char *token)
{
	parser->at += strspn(parser->at, " \t");
	if (strncmp(parser->at, token, strlen(token)) != 0)
		return false;
	parser->at += strlen(token);
	return true;
}

static const char *read_name(struct parser *parser)
{
	const char *start;

	parser->at += strspn(parser->at, " \t");
	start = parser->at;
	while (isalnum((unsigned char)*parser->at) || *parser->at == '_')
		parser->at++;
	return pool_intern(parser->source->pool, start, parser->at - start);
}

/* CONFIG_X is defined when X is y, CONFIG_X_MODULE when it is m. */
static struct sides option_has(struct parser *parser, const char *name,
			       unsigned int values)
{
	struct pool *pool = parser->source->pool;
	const char *option = name + strlen("CONFIG_");
	const struct table *tristates = parser->source->tristates;

	option = pool_intern(pool, option, strlen(option));
	if (!tristates || !table_get(tristates, option))
		values = values & IS_Y ? IS_ON : 0;
	return (struct sides){
		condition_option(pool, option, values, parser->place),
		condition_option(pool, option, IS_ANY & ~values,
				 parser->place)};
}

static bool is_option(const char *name)
{
	return !strncmp(name, "CONFIG_", strlen("CONFIG_"));
}

static bool is_module_of_option(const struct source *source, const char *name)
{
	static const char suffix[] = "_MODULE";
	size_t length = strlen(name), cut = strlen(suffix);

	if (length <= cut || strcmp(name + length - cut, suffix) != 0 ||
	    !source->tristates)
		return false;
	name = pool_intern(source->pool, name + strlen("CONFIG_"),
			   length - cut - strlen("CONFIG_"));
	return table_get(source->tristates, name);
}

/*
 * x86's unistd.h says which old system calls are wanted: what it does not
 * define is not. MODULE is not defined for what is linked into vmlinux.
 */
static bool never_defined(const char *name)
{
	return !strcmp(name, "MODULE") || !strncmp(name, "__ARCH_WANT_", 12);
}

static struct sides defined(struct parser *parser, const char *name)
{
	struct pool *pool = parser->source->pool;
	const struct condition *when;
	size_t length = strlen(name);

	if (is_option(name) && is_module_of_option(parser->source, name))
		return option_has(
			parser,
			pool_intern(pool, name, length - strlen("_MODULE")),
			IS_M);
	if (is_option(name))
		return option_has(parser, name, IS_Y);
	when = table_get(parser->macros, name);
	if (!when)
		when = table_get(&parser->source->macros, name);
	if (when)
		return (struct sides){when, condition_not(pool, when)};
	return never_defined(name) ? no : unknown;
}

static struct sides read_defined(struct parser *parser)
{
	bool brackets = eat(parser, "(");
	const char *name = read_name(parser);

	if (brackets)
		eat(parser, ")");
	return defined(parser, name);
}

/* IS_ENABLED(CONFIG_X) and its relatives: include/linux/kconfig.h */
static struct sides read_is(struct parser *parser, unsigned int values)
{
	const char *name;

	eat(parser, "(");
	name = read_name(parser);
	eat(parser, ")");
	return is_option(name) ? option_has(parser, name, values) : unknown;
}

static struct sides compare(long a, const char *sign, long b)
{
	bool holds = !strcmp(sign, "==")   ? a == b
		     : !strcmp(sign, "!=") ? a != b
		     : !strcmp(sign, "<=") ? a <= b
		     : !strcmp(sign, ">=") ? a >= b
		     : !strcmp(sign, "<")  ? a < b
					   : a > b;

	return holds ? yes : no;
}

static const char *read_sign(struct parser *parser)
{
	static const char *const signs[] = {"==", "!=", "<=", ">=", "<", ">"};
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (eat(parser, signs[i]))
			return signs[i];
	return NULL;
}

/* BITS_PER_LONG is 64 or 32: arch/x86/include/uapi/asm/bitsperlong.h */
static struct sides compare_bits(struct parser *parser, const char *sign,
				 long number)
{
	struct pool *pool = parser->source->pool;
	struct sides wide = option_has(parser, "CONFIG_64BIT", IS_Y);
	bool at_64 = compare(64, sign, number).yes == yes.yes;
	bool at_32 = compare(32, sign, number).yes == yes.yes;
	struct sides sides;

	sides.yes = condition_or(pool, at_64 ? wide.yes : &condition_never,
				 at_32 ? wide.no : &condition_never);
	sides.no = condition_not(pool, sides.yes);
	return sides;
}

/* A name or number that may be compared with another one. */
static struct sides read_value(struct parser *parser)
{
	const char *name = read_name(parser), *sign, *other;
	bool number = isdigit((unsigned char)*name);
	int depth = 0;

	if (!number && eat(parser, "(")) { /* a macro's arguments */
		for (depth = 1; *parser->at && depth; parser->at++)
			depth += (*parser->at == '(') - (*parser->at == ')');
		number = false;
		name = "";
	}
	sign = read_sign(parser);
	if (!sign) {
		if (number)
			return strtol(name, NULL, 0) ? yes : no;
		return is_option(name) ? defined(parser, name) : unknown;
	}
	other = read_name(parser);
	if (!isdigit((unsigned char)*other))
		return unknown;
	if (number)
		return compare(strtol(name, NULL, 0), sign,
			       strtol(other, NULL, 0));
	if (!strcmp(name, "BITS_PER_LONG"))
		return compare_bits(parser, sign, strtol(other, NULL, 0));
	return unknown;
}

static bool eat_name(struct parser *parser, const char *name)
{
	const char *before = parser->at;

	if (!strcmp(read_name(parser), name))
		return true;
	parser->at = before;
	return false;
}

static struct sides read_factor(struct parser *parser)
{
	struct sides sides;

	if (eat(parser, "!")) {
		sides = read_factor(parser);
		return (struct sides){sides.no, sides.yes};
	}
	if (eat(parser, "(")) {
		sides = read_or(parser);
		eat(parser, ")");
		return sides;
	}
	if (eat_name(parser, "defined"))
		return read_defined(parser);
	if (eat_name(parser, "IS_ENABLED") || eat_name(parser, "IS_REACHABLE"))
		return read_is(parser, IS_ON);
	if (eat_name(parser, "IS_BUILTIN"))
		return read_is(parser, IS_Y);
	if (eat_name(parser, "IS_MODULE"))
		return read_is(parser, IS_M);
	return read_value(parser);
}

static struct sides read_and(struct parser *parser)
{
	struct pool *pool = parser->source->pool;
	struct sides all = read_factor(parser), next;

	while (eat(parser, "&&")) {
		next = read_factor(parser);
		all.yes = condition_and(pool, all.yes, next.yes);
		all.no = condition_or(pool, all.no, next.no);
	}
	return all;
}

static struct sides read_or(struct parser *parser)
{
	struct pool *pool = parser->source->pool;
	struct sides any = read_and(parser), next;

	while (eat(parser, "||")) {
		next = read_and(parser);
		any.yes = condition_or(pool, any.yes, next.yes);
		any.no = condition_and(pool, any.no, next.no);
	}
	return any;
}

struct sides source_expression(const struct source *source,
			       const struct table *macros, const char *text,
			       struct place place)
{
	struct parser parser = {source, macros, text, place};
	struct sides sides = read_or(&parser);

	/* something that is not understood: + ? & ... */
	parser.at += strspn(parser.at, " \t");
	return *parser.at ? unknown : sides;
}
