// SPDX-License-Identifier: GPL-2.0-only
#include "command/labels.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct labels {
	const struct model *model;
	char **by_symbol; /* by symbol->index */
};

/* label,option,value: labels have no commas, and need no quotes. */
static void read_line(struct labels *labels, const char *line)
{
	int label_length = strcspn(line, ",");
	const struct symbol *symbol;
	char option[256];

	if (sscanf(line + label_length, ",%255[^,\n]", option) != 1)
		return;
	symbol = model_find(labels->model, option);
	if (symbol && !labels->by_symbol[symbol->index])
		labels->by_symbol[symbol->index] = strndup(line, label_length);
}

struct labels *labels_read(const struct model *model, char **problem)
{
	struct labels *labels = calloc(1, sizeof(*labels));
	FILE *from = fopen(EXPLORER_LABELS, "re");
	char line[512];

	if (!from) {
		if (asprintf(problem, "cannot read %s: %s", EXPLORER_LABELS,
			     strerror(errno)) < 0)
			abort();
		free(labels);
		return NULL;
	}
	if (!labels)
		abort();
	labels->model = model;
	labels->by_symbol = calloc(model->symbol_count, sizeof(char *));
	if (!labels->by_symbol)
		abort();
	while (fgets(line, sizeof(line), from))
		read_line(labels, line);
	fclose(from);
	return labels;
}

const char *labels_find(const struct labels *labels,
			const struct symbol *symbol)
{
	const char *label = labels->by_symbol[symbol->index];

	return label ? label : "(no label)";
}

void labels_free(struct labels *labels)
{
	size_t i;

	if (!labels)
		return;
	for (i = 0; i < labels->model->symbol_count; i++)
		free(labels->by_symbol[i]);
	free(labels->by_symbol);
	free(labels);
}
