// SPDX-License-Identifier: GPL-2.0-only
/* Who depends on whom: "depends on" read backwards. */
#include "graph/terms.h"
#include "manifest/text.h"
#include "page/data.h"

#include <stdlib.h>
#include <string.h>

struct needs {
	json_t **names; /* by symbol->index; NULL: nobody needs it */
	size_t count;
	const struct symbol *who; /* at work on */
};

static void note(void *data, const struct symbol *needed)
{
	struct needs *needs = data;
	json_t **names = &needs->names[needed->index];
	size_t count;

	if (!*names)
		*names = json_array();
	/* A name may occur twice in one condition: then it is the last. */
	count = json_array_size(*names);
	if (count &&
	    !strcmp(json_string_value(json_array_get(*names, count - 1)),
		    needs->who->name))
		return;
	json_array_append_new(*names, data_text(needs->who->name));
}

static void note_all(struct needs *needs, const struct symbol *who)
{
	struct terms terms = {0};
	size_t i;

	needs->who = who;
	terms_add(&terms, who->depends);
	for (i = 0; i < terms.count; i++)
		if (!terms_follows(&terms, i))
			expression_symbols(terms.list[i], note, needs);
	terms_free(&terms);
}

struct needs *needs_new(const struct model *model)
{
	struct needs *needs = text_grow(NULL, sizeof(*needs));

	*needs = (struct needs){.count = model->symbol_count};
	needs->names = text_grow(NULL, needs->count * sizeof(json_t *));
	memset(needs->names, 0, needs->count * sizeof(json_t *));
	model_for_each_symbol(model, symbol) if (symbol_is_option(symbol))
		note_all(needs, symbol);
	return needs;
}

json_t *needs_of(const struct needs *needs, const struct symbol *symbol)
{
	json_t *names = needs->names[symbol->index];

	return names ? json_incref(names) : json_array();
}

void needs_free(struct needs *needs)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		json_decref(needs->names[i]);
	free(needs->names);
	free(needs);
}
