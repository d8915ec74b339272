// SPDX-License-Identifier: GPL-2.0-only
/*
 * Expands references in makefiles, for all configurations at once: either
 * into words, each with its own condition, or into outcomes of a whole text,
 * which exclude each other.
 */
#include "kbuild/makefile.h"

#include <ctype.h>
#include <string.h>

/* A text with more outcomes is not looked into: its value is unknown. */
#define MAX_OUTCOMES  64
#define MAX_ARGUMENTS 3
#define MAX_DEPTH     64

static void add(struct makefile *makefile, struct values *values,
		const char *text, const struct condition *when)
{
	if (!condition_is_never(when))
		values_add(makefile->pool, values, text, when, makefile->place);
}

/* Adds the words of a text that holds no references. */
static void add_words(struct makefile *makefile, struct values *values,
		      const char *text, const struct condition *when)
{
	size_t length;

	for (;; text += length) {
		text += strspn(text, " \t");
		length = strcspn(text, " \t");
		if (!length)
			return;
		add(makefile, values, pool_intern(makefile->pool, text, length),
		    when);
	}
}

static void add_all(struct makefile *makefile, struct values *to,
		    const struct values *from, const struct condition *when)
{
	const struct value *value;

	for (value = from->items; value < from->items + from->count; value++)
		values_add(makefile->pool, to, value->text,
			   condition_and(makefile->pool, value->when, when),
			   value->place);
}

/* The end of a reference that starts behind "$(": its closing bracket. */
static const char *reference_end(const char *text, char open)
{
	char close = open == '(' ? ')' : '}';
	int depth = 1;

	for (; *text; text++) {
		depth += (*text == open) - (*text == close);
		if (!depth)
			return text;
	}
	return NULL;
}

/* --- outcomes of whole texts */

/* Each outcome of a, followed by each of b. */
static struct values joined(struct makefile *makefile, const struct values *a,
			    const struct values *b, const char *between)
{
	struct values all = {0};
	const char *gap;
	size_t i, j;

	if (a->count * b->count > MAX_OUTCOMES) {
		add(makefile, &all, UNKNOWN, &condition_always);
		return all;
	}
	for (i = 0; i < a->count; i++) {
		for (j = 0; j < b->count; j++) {
			gap = *a->items[i].text && *b->items[j].text ? between
								     : "";
			add(makefile, &all,
			    pool_printf(makefile->pool, "%s%s%s",
					a->items[i].text, gap,
					b->items[j].text),
			    condition_and(makefile->pool, a->items[i].when,
					  b->items[j].when));
		}
	}
	return all;
}

/* A list's outcomes: with and without each word that may be missing. */
static struct values words_as_text(struct makefile *makefile,
				   const struct values *words)
{
	struct values all = {0}, one;
	const struct value *word;
	size_t i;

	add(makefile, &all, "", &condition_always);
	for (i = 0; i < words->count; i++) {
		word = &words->items[i];
		one = (struct values){0};
		add(makefile, &one, word->text, word->when);
		add(makefile, &one, "",
		    condition_not(makefile->pool, word->when));
		all = joined(makefile, &all, &one, " ");
	}
	return all;
}

/* --- references */

/* The option behind CONFIG_ has one of these values. */
static const struct condition *option_is(struct makefile *makefile,
					 const char *name, unsigned int values)
{
	const char *option = name + strlen("CONFIG_");

	option = pool_intern(makefile->pool, option, strlen(option));
	return condition_option(makefile->pool, option, values,
				makefile->place);
}

/* y or nothing; of a tristate also m. */
static struct values option_values(struct makefile *makefile, const char *name)
{
	struct values values = {0};
	bool tristate =
		makefile->tristates &&
		table_get(makefile->tristates, name + strlen("CONFIG_"));

	add(makefile, &values, "y",
	    option_is(makefile, name, tristate ? IS_Y : IS_ON));
	if (tristate)
		add(makefile, &values, "m", option_is(makefile, name, IS_M));
	return values;
}

/* The same as outcomes, one of which is the empty text. */
static struct values option_text(struct makefile *makefile, const char *name)
{
	struct values values = option_values(makefile, name);

	add(makefile, &values, "", option_is(makefile, name, IS_N));
	return values;
}

/* Is it the name of one option, not computed from others? */
static bool is_option(const char *name)
{
	return !strncmp(name, "CONFIG_", strlen("CONFIG_")) &&
	       !strpbrk(name, "$: \t");
}

static struct values variable_words(struct makefile *makefile, const char *name)
{
	const struct place place = makefile->place;
	const struct variable *variable;
	struct values words = {0}, expanded;
	const struct value *value;
	size_t i;

	if (is_option(name))
		return option_values(makefile, name);
	variable = makefile_variable(makefile, name);
	if (!variable || makefile->depth >= MAX_DEPTH)
		return words;
	makefile->depth++;
	for (i = 0; i < variable->values.count; i++) {
		value = &variable->values.items[i];
		makefile->place = value->place;
		if (!strchr(value->text, '$')) {
			add_words(makefile, &words, value->text, value->when);
			continue;
		}
		expanded = expand_words(makefile, value->text);
		add_all(makefile, &words, &expanded, value->when);
	}
	makefile->depth--;
	makefile->place = place;
	return words;
}

/* Cuts "a,b,c" at commas outside of references into at most `most` texts. */
static int cut_arguments(struct makefile *makefile, const char *text, int most,
			 const char **arguments)
{
	const char *start = text;
	int depth = 0, count = 0;

	for (;; text++) {
		depth += (*text == '(' || *text == '{');
		depth -= (*text == ')' || *text == '}');
		if (*text && (*text != ',' || depth || count == most - 1))
			continue;
		arguments[count++] =
			pool_copy(makefile->pool, start, text - start);
		if (!*text)
			return count;
		start = text + 1;
	}
}

/*
 * Applies a function to all outcomes of its arguments. `outcomes` are of the
 * first `done` arguments; the last one may be given as words.
 */
static void apply(struct makefile *makefile, const struct function *function,
		  const struct values *outcomes, int done,
		  const char **arguments, const struct condition *when,
		  struct values *results)
{
	const struct value *value;
	size_t i;

	if (done == function->arguments) {
		add(makefile, results,
		    function->apply(makefile->pool, arguments), when);
		return;
	}
	for (i = 0; i < outcomes[done].count; i++) {
		value = &outcomes[done].items[i];
		arguments[done] = value->text;
		if (strstr(value->text, UNKNOWN))
			add(makefile, results, UNKNOWN,
			    condition_and(makefile->pool, when, value->when));
		else
			apply(makefile, function, outcomes, done + 1, arguments,
			      condition_and(makefile->pool, when, value->when),
			      results);
	}
}

/* Outcomes as a whole, or, if it works on each word alone, words. */
static struct values function_values(struct makefile *makefile,
				     const struct function *function,
				     const char *text, bool want_words)
{
	const char *arguments[MAX_ARGUMENTS] = {"", "", ""};
	struct values outcomes[MAX_ARGUMENTS], results = {0};
	int i, last = function->arguments - 1;

	text += strspn(text, " \t");
	cut_arguments(makefile, text, function->arguments, arguments);
	for (i = 0; i <= last; i++)
		outcomes[i] = i == last && want_words && function->wordwise
				      ? expand_words(makefile, arguments[i])
				      : expand_text(makefile, arguments[i]);
	apply(makefile, function, outcomes, 0, arguments, &condition_always,
	      &results);
	return results;
}

/* $(foreach name,words,text) */
static struct values foreach_words(struct makefile *makefile, const char *text)
{
	const char *arguments[3] = {"", "", ""};
	struct values words, results = {0}, part;
	size_t i;

	cut_arguments(makefile, text, 3, arguments);
	words = expand_words(makefile, arguments[1]);
	for (i = 0; i < words.count; i++) {
		makefile_set(makefile, arguments[0] + strspn(arguments[0], " "),
			     words.items[i].text);
		part = expand_words(makefile, arguments[2]);
		add_all(makefile, &results, &part, words.items[i].when);
	}
	return results;
}

/* $(name:%.c=%.o) and $(name:.c=.o) */
static bool substitution(struct makefile *makefile, const char *name,
			 struct values *words)
{
	const char *colon = strchr(name, ':');
	const char *equal = colon ? strchr(colon, '=') : NULL;
	const char *mark;

	if (!equal)
		return false;
	mark = memchr(colon, '%', equal - colon) ? "" : "%";
	*words = expand_words(
		makefile,
		pool_printf(makefile->pool, "$(patsubst %s%.*s,%s%s,$(%.*s))",
			    mark, (int)(equal - colon - 1), colon + 1, mark,
			    equal + 1, (int)(colon - name), name));
	return true;
}

/* What stands between the brackets of a reference, as words. */
static struct values named_words(struct makefile *makefile, const char *inside)
{
	struct values names = expand_text(makefile, inside), words = {0}, part;
	size_t i;

	for (i = 0; i < names.count; i++) {
		if (!substitution(makefile, names.items[i].text, &part))
			part = variable_words(makefile, names.items[i].text);
		add_all(makefile, &words, &part, names.items[i].when);
	}
	return words;
}

static struct values reference_words(struct makefile *makefile,
				     const char *inside)
{
	size_t length = strcspn(inside, " \t");
	const struct function *function = NULL;
	struct values outcomes, words = {0};
	size_t i;

	if (!inside[length])
		return named_words(makefile, inside);
	if (length == 7 && !strncmp(inside, "foreach", 7))
		return foreach_words(makefile, inside + length);
	function = function_find(inside, length);
	if (!function)
		return named_words(makefile, inside);
	outcomes = function_values(makefile, function, inside + length, true);
	for (i = 0; i < outcomes.count; i++)
		add_words(makefile, &words, outcomes.items[i].text,
			  outcomes.items[i].when);
	return words;
}

static struct values reference_text(struct makefile *makefile,
				    const char *inside)
{
	size_t length = strcspn(inside, " \t");
	const struct function *function = NULL;
	struct values words;

	if (is_option(inside))
		return option_text(makefile, inside);
	if (inside[length])
		function = function_find(inside, length);
	if (function)
		return function_values(makefile, function, inside + length,
				       false);
	words = reference_words(makefile, inside);
	return words_as_text(makefile, &words);
}

/*
 * The reference at a dollar sign: *inside is what its brackets hold. Returns
 * what follows it; an automatic variable such as $@ holds nothing.
 */
static const char *cut_reference(struct makefile *makefile, const char *dollar,
				 const char **inside)
{
	const char *end;

	*inside = NULL;
	if (!dollar[1])
		return dollar + 1;
	if (dollar[1] != '(' && dollar[1] != '{')
		return dollar + 2;
	end = reference_end(dollar + 2, dollar[1]);
	if (!end)
		return dollar + strlen(dollar);
	*inside = pool_copy(makefile->pool, dollar + 2, end - dollar - 2);
	return end + 1;
}

/* Appends a text without references to all outcomes. */
static struct values with_literal(struct makefile *makefile,
				  const struct values *outcomes,
				  const char *text, size_t length)
{
	struct values literal = {0};

	if (!length)
		return *outcomes;
	add(makefile, &literal, pool_copy(makefile->pool, text, length),
	    &condition_always);
	return joined(makefile, outcomes, &literal, "");
}

struct values expand_text(struct makefile *makefile, const char *text)
{
	struct values all = {0}, part;
	const char *inside;
	size_t length;

	length = strcspn(text, "$");
	add(makefile, &all, pool_copy(makefile->pool, text, length),
	    &condition_always);
	for (text += length; *text; text += length) {
		text = cut_reference(makefile, text, &inside);
		if (inside) {
			part = reference_text(makefile, inside);
			all = joined(makefile, &all, &part, "");
		}
		length = strcspn(text, "$");
		all = with_literal(makefile, &all, text, length);
	}
	return all;
}

/* The length of a word, whose references may hold blanks. */
static size_t word_length(const char *text)
{
	const char *at = text, *end;

	while (*at && !isspace((unsigned char)*at)) {
		if (at[0] == '$' && (at[1] == '(' || at[1] == '{')) {
			end = reference_end(at + 2, at[1]);
			if (!end)
				return strlen(text);
			at = end;
		}
		at++;
	}
	return at - text;
}

static void expand_word(struct makefile *makefile, const char *word,
			struct values *words)
{
	struct values part;
	const char *inside;
	size_t i;

	if (*word == '$' && !*cut_reference(makefile, word, &inside)) {
		if (!inside)
			return;
		part = reference_words(makefile, inside);
		add_all(makefile, words, &part, &condition_always);
		return;
	}
	part = expand_text(makefile, word);
	for (i = 0; i < part.count; i++)
		add_words(makefile, words, part.items[i].text,
			  part.items[i].when);
}

struct values expand_words(struct makefile *makefile, const char *text)
{
	struct values words = {0};
	const char *word;
	size_t length;

	if (!strchr(text, '$')) {
		add_words(makefile, &words, text, &condition_always);
		return words;
	}
	for (;; text += length) {
		text += strspn(text, " \t");
		length = word_length(text);
		if (!length)
			return words;
		word = pool_copy(makefile->pool, text, length);
		expand_word(makefile, word, &words);
	}
}

struct values makefile_words(struct makefile *makefile, const char *name)
{
	struct variable *variable = table_get(&makefile->variables, name);

	if (variable)
		variable->used = true;
	return expand_words(makefile,
			    pool_printf(makefile->pool, "$(%s)", name));
}
