// SPDX-License-Identifier: GPL-2.0-only
/* Demands, read from lines. */
#include "solve/demand.h"
#include "manifest/text.h"
#include "solve/memory.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The same text without space at both ends; writes into it. */
static char *trim(char *text)
{
	char *end;

	while (isspace((unsigned char)*text))
		text++;
	end = text + strlen(text);
	while (end > text && isspace((unsigned char)end[-1]))
		*--end = 0;
	return text;
}

static char *unquote(char *value)
{
	size_t length = strlen(value);

	if (length < 2 || value[0] != '"' || value[length - 1] != '"')
		return value;
	value[length - 1] = 0;
	return value + 1;
}

static bool is_logical_value(const char *value)
{
	return strchr("ymn", value[0]) && value[0] && !value[1];
}

/* Sets the term, or says what is wrong with it. */
static char *read_term(struct demand_term *term, const struct model *model,
		       char *text)
{
	char *value = strchr(text, '=');
	const char *name;

	if (value)
		*value++ = 0;
	name = trim(text);
	value = value ? unquote(trim(value)) : "y";
	term->symbol = model_find(model, name);
	if (!term->symbol || !term->symbol->definition_count)
		return text_format("there is no option \"%s\" in Linux %s for "
				   "%s",
				   name, model->version, model->arch);
	if (symbol_is_logical(term->symbol) && !is_logical_value(value))
		return text_format("%s is %s, so its value is y, m or n, not "
				   "\"%s\"",
				   name, type_name(term->symbol->type), value);
	if (term->symbol->type == TYPE_BOOL && *value == 'm')
		return text_format("%s is bool: it cannot be a module", name);
	term->value = text_copy(value);
	return NULL;
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

static char *read_terms(struct demand *demand, const struct model *model)
{
	char *copy = text_copy(demand->text), *at = copy, *next;
	char *problem = NULL;
	size_t room = 0;

	do {
		next = strstr(at, "||");
		if (next)
			*next = 0;
		demand->terms =
			grow(demand->terms, &room, demand->term_count + 1,
			     sizeof(*demand->terms));
		problem = read_term(&demand->terms[demand->term_count], model,
				    trim(at));
		if (!problem)
			demand->term_count++;
		at = next ? next + 2 : NULL;
	} while (at && !problem);
	free(copy);
	return problem;
}

bool demands_add(struct demands *demands, const struct model *model,
		 const char *line, const char *origin, char **problem)
{
	struct demand demand = {0};
	char *copy = text_copy(line), *comment = strchr(copy, '#'), *text, *bad;

	if (comment)
		*comment++ = 0;
	text = trim(copy);
	if (!*text) {
		free(copy);
		return true;
	}
	demand.text = text_copy(text);
	demand.origin = text_copy(origin);
	if (comment)
		demand.note = text_copy(trim(comment));
	free(copy);
	bad = read_terms(&demand, model);
	if (bad) {
		*problem = text_format("%s: %s", origin, bad);
		free(bad);
		free_demand(&demand);
		return false;
	}
	demands->all = grow(demands->all, &demands->room, demands->count + 1,
			    sizeof(*demands->all));
	demands->all[demands->count++] = demand;
	return true;
}

bool demands_read(struct demands *demands, const struct model *model,
		  const char *file, char **problem)
{
	FILE *from = strcmp(file, "-") ? fopen(file, "r") : stdin;
	char *line = NULL, *origin;
	size_t room = 0;
	bool good = true;
	int number = 0;

	if (!from) {
		*problem = text_format("%s: %s", file, strerror(errno));
		return false;
	}
	while (good && getline(&line, &room, from) >= 0) {
		origin = text_format("%s:%d", file, ++number);
		good = demands_add(demands, model, line, origin, problem);
		free(origin);
	}
	if (good && ferror(from)) {
		*problem = text_format("%s: %s", file, strerror(errno));
		good = false;
	}
	free(line);
	if (from != stdin)
		fclose(from);
	return good;
}

void demands_free(struct demands *demands)
{
	size_t i;

	for (i = 0; i < demands->count; i++)
		free_demand(&demands->all[i]);
	free(demands->all);
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
