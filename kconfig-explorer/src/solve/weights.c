// SPDX-License-Identifier: GPL-2.0-only
/* Weights from a CSV file. */
#include "solve/weights.h"
#include "manifest/text.h"
#include "solve/memory.h"

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
	int option, bytes;
};

static struct columns find_columns(char *line)
{
	struct columns columns = {-1, -1};
	char *field;
	int i;

	for (i = 0; (field = next_field(&line)); i++) {
		if (!strcmp(field, "option"))
			columns.option = i;
		if (!strcmp(field, "bytes"))
			columns.bytes = i;
	}
	return columns;
}

/* Is the line an option that we know with a sensible number? */
static bool read_line(const struct model *model, char *line,
		      struct columns columns, int64_t *weights)
{
	const char *option = NULL, *bytes = NULL;
	const struct symbol *symbol;
	long long weight;
	char *field, *end;
	int i;

	for (i = 0; (field = next_field(&line)); i++) {
		if (i == columns.option)
			option = field;
		if (i == columns.bytes)
			bytes = field;
	}
	symbol = option && *option ? model_find(model, option) : NULL;
	if (!symbol || !bytes)
		return false;
	weight = strtoll(bytes, &end, 10);
	if (end == bytes || weight < 0)
		return false;
	weights[symbol->index] = weight + 1;
	return true;
}

int64_t *weights_read(const struct model *model, const char *file,
		      size_t *unknown, char **problem)
{
	FILE *from = fopen(file, "r");
	int64_t *weights;
	char *line = NULL;
	size_t room = 0, known = 0;
	struct columns columns = {-1, -1};

	if (!from) {
		*problem = text_format("%s: %s", file, strerror(errno));
		return NULL;
	}
	weights = allocate(model->symbol_count, sizeof(*weights));
	if (getline(&line, &room, from) > 0)
		columns = find_columns(line);
	while (columns.option >= 0 && columns.bytes >= 0 &&
	       getline(&line, &room, from) > 0)
		known += read_line(model, line, columns, weights);
	free(line);
	fclose(from);
	if (!known) {
		*problem = text_format("%s: no line with an option and its "
				       "bytes; it should come from "
				       "\"kconfig-explorer bytes BUILD "
				       "--format csv\"",
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
