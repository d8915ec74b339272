// SPDX-License-Identifier: GPL-2.0-only
/* Demands, read from lines. */
#include "solve/demand.h"
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
		return text_format("%s is bool: it cannot be a module", name);
	if (symbol_is_logical(symbol) &&
	    (!value_is_valid(symbol->type, value) || value[1]))
		return text_format(
			"%s is %s, so its value is %s, not \"%s\"", name, type,
			symbol->type == TYPE_BOOL ? "y or n" : "y, m or n",
			value);
	if (!value_is_valid(symbol->type, value))
		return text_format("\"%s\" is no value for %s, which is %s",
				   value, name, type);
	return NULL;
}

/* Sets the term, or says what is wrong with it. */
static char *read_term(struct demand_term *term, const struct model *model,
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

static void free_demand(struct demand *demand)
{
	size_t i;

	for (i = 0; i < demand->term_count; i++)
		free(demand->terms[i].value);
	free(demand->terms);
	free(demand->text);
	free(demand->note);
	free(demand->origin);
}

static char *read_terms(struct demand *demand, const struct model *model,
			bool *unknown)
{
	char *copy = text_copy(demand->text), *at = copy, *next;
	char *problem = NULL;

	do {
		next = strstr(at, "||");
		if (next)
			*next = 0;
		demand->terms = one_more(demand->terms, demand->term_count,
					 sizeof(*demand->terms));
		problem = read_term(&demand->terms[demand->term_count], model,
				    text_trim(at), unknown);
		if (!problem)
			demand->term_count++;
		at = next ? next + 2 : NULL;
	} while (at && !problem);
	free(copy);
	return problem;
}

/* --- Lines of fragments. */

static bool is_on(const struct demand_term *term)
{
	return symbol_is_logical(term->symbol) && !strcmp(term->value, "y");
}

/* Of a choice that has one member, the last that is y is it. */
static bool takes_place_of(const struct demand *later,
			   const struct demand *demand)
{
	const struct demand_term *a = later->terms, *b = demand->terms;
	const struct symbol *choice = a->symbol->member_of;

	if (!later->merged || !demand->merged)
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

static void note_replaced(struct demands *demands, const struct demand *old,
			  const struct demand *demand)
{
	if (strcmp(old->text, demand->text) != 0)
		append_line(&demands->replaced,
			    text_format("%s: %s takes the place of %s (%s)",
					demand->origin, demand->text, old->text,
					old->origin));
}

static void store(struct demands *demands, const struct demand *demand)
{
	size_t i;

	for (i = 0; i < demands->count; i++)
		if (takes_place_of(demand, &demands->all[i])) {
			note_replaced(demands, &demands->all[i], demand);
			free_demand(&demands->all[i]);
			demands->all[i] = *demand;
			return;
		}
	demands->all =
		one_more(demands->all, demands->count, sizeof(*demands->all));
	demands->all[demands->count++] = *demand;
}

/* --- Lines. */

/*
 * Sets text, note and merged from a line, which is changed. False if there is
 * nothing in it; or *problem says what is wrong with it.
 */
static bool split_line(struct demand *demand, char *line, char **problem)
{
	char *comment, *text, *name;

	line[strcspn(line, "\r\n")] = 0;
	*problem = NULL;
	if (config_unset_line(line, &name)) {
		demand->text = text_format("%s=n", name);
		demand->merged = true;
		return true;
	}
	if (config_almost_unset(text_trim(line))) {
		*problem = text_format(
			"only a remark: \"# CONFIG_NAME is not "
			"set\" wants one space, at the beginning of the line: %s",
			line);
		return false;
	}
	comment = find_comment(line);
	if (comment)
		*comment++ = 0;
	text = text_trim(line);
	if (!*text)
		return false;
	demand->text = text_copy(text);
	demand->note = comment ? text_copy(text_trim(comment)) : NULL;
	demand->merged = !strncmp(text, "CONFIG_", 7) && strchr(text, '=') &&
			 !strstr(text, "||");
	return true;
}

/* Refuses a demand, or leaves it out. */
static bool refuse(struct demands *demands, struct demand *demand, char *bad,
		   bool unknown, char **problem)
{
	char *text = text_format("%s: %s", demand->origin, bad);

	free(bad);
	free_demand(demand);
	if (unknown && demands->ignore_unknown) {
		append_line(&demands->ignored, text);
		return true;
	}
	demands->unknown += unknown;
	*problem = text;
	return false;
}

bool demands_add(struct demands *demands, const struct model *model,
		 const char *line, const char *origin, char **problem)
{
	struct demand demand = {.origin = text_copy(origin)};
	char *copy = text_copy(line), *bad;
	bool unknown = false, something = split_line(&demand, copy, &bad);

	free(copy);
	if (something)
		bad = read_terms(&demand, model, &unknown);
	if (bad)
		return refuse(demands, &demand, bad, unknown, problem);
	if (something)
		store(demands, &demand);
	else
		free_demand(&demand);
	return true;
}

bool demands_read(struct demands *demands, const struct model *model,
		  const struct input *input, char **problem)
{
	char *copy = text_copy(input->text), *rest = copy, *line, *origin, *bad;
	int number = 0;

	*problem = NULL;
	while ((line = strsep(&rest, "\n"))) {
		origin = text_format("%s:%d", input->name, ++number);
		if (!demands_add(demands, model, line, origin, &bad))
			append_line(problem, bad);
		free(origin);
	}
	free(copy);
	return !*problem;
}

void demands_remove(struct demands *demands, size_t at)
{
	free_demand(&demands->all[at]);
	demands->count--;
	memmove(&demands->all[at], &demands->all[at + 1],
		(demands->count - at) * sizeof(*demands->all));
}

void demands_free(struct demands *demands)
{
	size_t i;

	for (i = 0; i < demands->count; i++)
		free_demand(&demands->all[i]);
	free(demands->all);
	free(demands->ignored);
	free(demands->replaced);
	*demands = (struct demands){0};
}

const struct demand *demands_find(const struct demands *demands,
				  const struct symbol *symbol)
{
	size_t i;

	for (i = 0; i < demands->count; i++)
		if (demands->all[i].term_count == 1 &&
		    demands->all[i].terms[0].symbol == symbol)
			return &demands->all[i];
	return NULL;
}
