// SPDX-License-Identifier: GPL-2.0-only
#include "command/tally.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct tally_row *tally_row(struct tally *tally, const char *name)
{
	size_t i;

	for (i = 0; i < tally->count; i++)
		if (!strcmp(tally->rows[i].name, name))
			return &tally->rows[i];
	tally->rows = one_more(tally->rows, i, sizeof(*tally->rows));
	tally->rows[i] = (struct tally_row){.name = text_copy(name)};
	tally->count++;
	return &tally->rows[i];
}

static int compare(const void *a, const void *b)
{
	const struct tally_row *x = a, *y = b;

	if (x->counts[0] != y->counts[0])
		return x->counts[0] < y->counts[0] ? 1 : -1;
	return strcmp(x->name, y->name);
}

void tally_sort(struct tally *tally)
{
	if (tally->count)
		qsort(tally->rows, tally->count, sizeof(*tally->rows), compare);
}

void tally_free(struct tally *tally)
{
	size_t i;

	for (i = 0; i < tally->count; i++)
		free(tally->rows[i].name);
	free(tally->rows);
}

char *directory_of(const struct symbol *symbol, int depth)
{
	const char *file = symbol->definition_count
				   ? symbol->definitions[0]->place.file
				   : "";
	const char *end = NULL, *slash = file;

	for (; depth-- && (slash = strchr(slash, '/')); slash++)
		end = slash;
	return end ? text_slice(file, end - file) : text_copy(".");
}
