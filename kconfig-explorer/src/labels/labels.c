// SPDX-License-Identifier: GPL-2.0-only
#include "labels/labels.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "label,option,value": neither of the first two has commas or quotes. */
static void add_row(struct labels *labels, char *row)
{
	char *rest = row, *text = strsep(&rest, ","),
	     *option = strsep(&rest, ",\n");

	if (!option || !*option)
		return;
	labels->list =
		one_more(labels->list, labels->count, sizeof(*labels->list));
	labels->list[labels->count++] = (struct label){
		.text = text_copy(text), .option = text_copy(option)};
}

static void read_rows(struct labels *labels, FILE *from)
{
	char *row = NULL;
	size_t room = 0;

	if (getline(&row, &room, from) > 0) /* the heading */
		while (getline(&row, &room, from) > 0)
			add_row(labels, row);
	free(row);
}

static void find_symbols(struct labels *labels, const struct model *model)
{
	size_t i;

	labels->by_symbol = allocate(model->symbol_count, sizeof(char *));
	for (i = 0; i < labels->count; i++) {
		const struct label *label = &labels->list[i];
		const struct symbol *symbol = model_find(model, label->option);

		if (symbol)
			labels->by_symbol[symbol->index] = label->text;
	}
}

struct labels *labels_read(const struct model *model, char **problem)
{
	static const char path[] =
		KIT "/kconfig-explorer/paper/removed-option-labels.csv";
	FILE *from = fopen(path, "re");
	struct labels *labels;

	if (!from) {
		*problem = text_format("cannot read %s: %s", path,
				       strerror(errno));
		return NULL;
	}
	labels = allocate(1, sizeof(*labels));
	read_rows(labels, from);
	fclose(from);
	find_symbols(labels, model);
	return labels;
}

const char *labels_find(const struct labels *labels,
			const struct symbol *symbol)
{
	const char *text = labels->by_symbol[symbol->index];

	return text ? text : "(no label)";
}

void labels_free(struct labels *labels)
{
	size_t i;

	if (!labels)
		return;
	for (i = 0; i < labels->count; i++) {
		free(labels->list[i].text);
		free(labels->list[i].option);
	}
	free(labels->list);
	free(labels->by_symbol);
	free(labels);
}
