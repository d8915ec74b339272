// SPDX-License-Identifier: GPL-2.0-only
/* Weights from a CSV file. */
#include "solve/weights.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next field, of which quotes are taken off; *at moves behind it. */
static char *next_field(char **at)
{
	char *field = *at, *end;

	if (!field)
		return NULL;
	if (*field == '"') {
		end = strchr(++field, '"');
		if (end)
			*end++ = 0;
	} else {
		end = field;
	}
	end = end ? strpbrk(end, ",\r\n") : NULL;
	*at = end && *end == ',' ? end + 1 : NULL;
	if (end)
		*end = 0;
	return field;
}

struct columns {
	int option;
	unsigned int sizes; /* a bit for each column that adds up */
};

static bool is_size(const char *name)
{
	static const char *const names[] = {"bytes", "text", "rodata",
					    "data",  "bss",  "init"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static struct columns find_columns(char *line)
{
	struct columns columns = {-1, 0};
	char *field;
	int i;

	for (i = 0; (field = next_field(&line)) && i < 32; i++) {
		if (!strcmp(field, "option"))
			columns.option = i;
		if (is_size(field))
			columns.sizes |= 1u << i;
	}
	return columns;
}

/*
 * Adds a line to its option's weight. Returns false if it belongs to no option,
 * or to several.
 */
static bool add_line(const struct model *model, char *line,
		     struct columns columns, int64_t *weights)
{
	const struct symbol *symbol = NULL;
	int64_t sum = 0;
	char *field;
	int i;

	for (i = 0; (field = next_field(&line)) && i < 32; i++) {
		if (i == columns.option && *field)
			symbol = model_find(model, field);
		if (columns.sizes >> i & 1)
			sum += strtoll(field, NULL, 10);
	}
	if (!symbol || sum < 0)
		return false;
	weights[symbol->index] += sum;
	return true;
}

int64_t *weights_read(const struct model *model, const char *file,
		      size_t *unknown, char **problem)
{
	FILE *from = fopen(file, "r");
	int64_t *weights;
	char *line = NULL;
	size_t room = 0, known = 0;
	struct columns columns = {-1, 0};

	if (!from) {
		*problem = text_format("%s: %s", file, strerror(errno));
		return NULL;
	}
	weights = allocate(model->symbol_count, sizeof(*weights));
	if (getline(&line, &room, from) > 0)
		columns = find_columns(line);
	while (columns.option >= 0 && columns.sizes &&
	       getline(&line, &room, from) > 0)
		known += add_line(model, line, columns, weights);
	free(line);
	fclose(from);
	if (!known) {
		*problem = text_format(
			"%s: no line with an option and its "
			"bytes; it should come from \"kconfig-explorer bytes BUILD --format csv\"",
			file);
		free(weights);
		return NULL;
	}
	*unknown = 0;
	model_for_each_symbol(model, symbol)
	{
		if (weights[symbol->index] || !symbol_is_option(symbol))
			continue;
		weights[symbol->index] = 1;
		(*unknown)++;
	}
	return weights;
}
