// SPDX-License-Identifier: GPL-2.0-only
/* Needs, read from lines. */
#include "solve/need.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/config.h"
#include "model/unknown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * A quoted text without its quotes and backslashes, as Kconfig takes them off:
 * conf_set_sym_val(). Writes into it.
 */
static char *unquote(char *value)
{
	char *from = value + 1, *to = value;

	if (*value != '"' || !strchr(from, '"'))
		return value;
	for (; *from && *from != '"'; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	*to = 0;
	return value;
}

/* Where a comment begins: at a # that is not within quotes. NULL: nowhere. */
static char *find_comment(char *text)
{
	bool quoted = false;

	for (; *text; text++) {
		if (*text == '\\' && quoted && text[1])
			text++;
		else if (*text == '"')
			quoted = !quoted;
		else if (*text == '#' && !quoted)
			return text;
	}
	return NULL;
}

static char *value_problem(const struct symbol *symbol, const char *value)
{
	const char *name = symbol->name, *type = type_name(symbol->type);

	if (symbol->type == TYPE_BOOL && !strcmp(value, "m"))
		return text_format("%s is bool: it cannot be m", name);
	if (symbol_is_logical(symbol) &&
	    (!value_is_valid(symbol->type, value) || value[1]))
		return text_format(
			"%s is %s, so its value is %s, not \"%s\"", name, type,
			symbol->type == TYPE_BOOL ? "y or n" : "y, m or n",
			value);
	if (!value_is_valid(symbol->type, value))
		return text_format("\"%s\" is not a value for %s, which is %s",
				   value, name, type);
	return NULL;
}

/* Sets the term, or says what is wrong with it. */
static char *read_term(struct need_term *term, const struct model *model,
		       char *text, bool *unknown)
{
	char *value = strchr(text, '='), *problem;
	const char *name;

	if (value)
		*value++ = 0;
	name = text_trim(text);
	value = value ? unquote(text_trim(value)) : "y";
	if (!*name)
		return text_format(
			"an option is missing in front of \"=\", or beside \"||\"");
	term->symbol = model_find(model, name);
	if (!term->symbol || !symbol_is_option(term->symbol)) {
		*unknown = true;
		return unknown_option(model, name);
	}
	problem = value_problem(term->symbol, value);
	if (!problem)
		term->value = text_copy(value);
	return problem;
}

static void free_need(struct need *need)
{
	size_t i;

	for (i = 0; i < need->term_count; i++)
		free(need->terms[i].value);
	free(need->terms);
	free(need->text);
	free(need->note);
	free(need->origin);
}

static char *read_terms(struct need *need, const struct model *model,
			bool *unknown)
{
	char *copy = text_copy(need->text), *at = copy, *next;
	char *problem = NULL;

	do {
		next = strstr(at, "||");
		if (next)
			*next = 0;
		need->terms = one_more(need->terms, need->term_count,
				       sizeof(*need->terms));
		problem = read_term(&need->terms[need->term_count], model,
				    text_trim(at), unknown);
		if (!problem)
			need->term_count++;
		at = next ? next + 2 : NULL;
	} while (at && !problem);
	free(copy);
	return problem;
}

/* --- Lines of fragments. */

static bool is_on(const struct need_term *term)
{
	return symbol_is_logical(term->symbol) && !strcmp(term->value, "y");
}

/* Of a choice that has one member, the last that is y is it. */
static bool takes_place_of(const struct need *later, const struct need *need)
{
	const struct need_term *a = later->terms, *b = need->terms;
	const struct symbol *choice = a->symbol->member_of;

	if (!later->merged || !need->merged)
		return false;
	return a->symbol == b->symbol ||
	       (choice && choice == b->symbol->member_of && is_on(a) &&
		is_on(b));
}

static void append_line(char **lines, char *line)
{
	text_append(lines, "%s\n", line);
	free(line);
}

static void note_replaced(struct needs *needs, const struct need *old,
			  const struct need *need)
{
	if (strcmp(old->text, need->text) != 0)
		append_line(&needs->replaced,
			    text_format("%s: %s takes the place of %s (%s)",
					need->origin, need->text, old->text,
					old->origin));
}

static void store(struct needs *needs, const struct need *need)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		if (takes_place_of(need, &needs->all[i])) {
			note_replaced(needs, &needs->all[i], need);
			free_need(&needs->all[i]);
			needs->all[i] = *need;
			return;
		}
	needs->all = one_more(needs->all, needs->count, sizeof(*needs->all));
	needs->all[needs->count++] = *need;
}

/* --- Lines. */

/*
 * Sets text, note and merged from a line, which is changed. False if there is
 * nothing in it; or *problem says what is wrong with it.
 */
static bool split_line(struct need *need, char *line, char **problem)
{
	char *comment, *text, *name;

	line[strcspn(line, "\r\n")] = 0;
	*problem = NULL;
	if (config_unset_line(line, &name)) {
		need->text = text_format("%s=n", name);
		need->merged = true;
		return true;
	}
	if (config_almost_unset(text_trim(line))) {
		*problem = text_format(
			"only a comment: \"# CONFIG_NAME is not "
			"set\" has one space, at the beginning of the line: %s",
			line);
		return false;
	}
	comment = find_comment(line);
	if (comment)
		*comment++ = 0;
	text = text_trim(line);
	if (!*text)
		return false;
	need->text = text_copy(text);
	need->note = comment ? text_copy(text_trim(comment)) : NULL;
	need->merged = !strncmp(text, "CONFIG_", 7) && strchr(text, '=') &&
		       !strstr(text, "||");
	return true;
}

/* Refuses a need, or leaves it out. */
static bool refuse(struct needs *needs, struct need *need, char *bad,
		   bool unknown, char **problem)
{
	char *text = text_format("%s: %s", need->origin, bad);

	free(bad);
	free_need(need);
	if (unknown && needs->ignore_unknown) {
		append_line(&needs->ignored, text);
		return true;
	}
	needs->unknown += unknown;
	*problem = text;
	return false;
}

bool needs_add(struct needs *needs, const struct model *model, const char *line,
	       const char *origin, char **problem)
{
	struct need need = {.origin = text_copy(origin)};
	char *copy = text_copy(line), *bad;
	bool unknown = false, something = split_line(&need, copy, &bad);

	free(copy);
	if (something)
		bad = read_terms(&need, model, &unknown);
	if (bad)
		return refuse(needs, &need, bad, unknown, problem);
	if (something)
		store(needs, &need);
	else
		free_need(&need);
	return true;
}

bool needs_read(struct needs *needs, const struct model *model,
		const struct input *input, char **problem)
{
	char *copy = text_copy(input->text), *rest = copy, *line, *origin, *bad;
	int number = 0;

	*problem = NULL;
	while ((line = strsep(&rest, "\n"))) {
		origin = text_format("%s:%d", input->name, ++number);
		if (!needs_add(needs, model, line, origin, &bad))
			append_line(problem, bad);
		free(origin);
	}
	free(copy);
	return !*problem;
}

void needs_remove(struct needs *needs, size_t at)
{
	free_need(&needs->all[at]);
	needs->count--;
	memmove(&needs->all[at], &needs->all[at + 1],
		(needs->count - at) * sizeof(*needs->all));
}

void needs_free(struct needs *needs)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		free_need(&needs->all[i]);
	free(needs->all);
	free(needs->ignored);
	free(needs->replaced);
	*needs = (struct needs){0};
}

const struct need *needs_find(const struct needs *needs,
			      const struct symbol *symbol)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		if (needs->all[i].term_count == 1 &&
		    needs->all[i].terms[0].symbol == symbol)
			return &needs->all[i];
	return NULL;
}
