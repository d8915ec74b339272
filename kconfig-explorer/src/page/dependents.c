// SPDX-License-Identifier: GPL-2.0-only
/* Who depends on whom: "depends on" read backwards. */
#include "model/terms.h"
#include "base/memory.h"
#include "page/data.h"

#include <stdlib.h>
#include <string.h>

struct dependents {
	json_t **names; /* by symbol->index; NULL: no option needs it */
	size_t count;
	const struct symbol *who; /* at work on */
};

static void note(void *data, const struct symbol *needed)
{
	struct dependents *dependents = data;
	json_t **names = &dependents->names[needed->index];
	size_t count;

	if (!*names)
		*names = json_array();
	/* A name may occur twice in one condition: then it is the last. */
	count = json_array_size(*names);
	if (count &&
	    !strcmp(json_string_value(json_array_get(*names, count - 1)),
		    dependents->who->name))
		return;
	json_array_append_new(*names, data_text(dependents->who->name));
}

static void note_all(struct dependents *dependents, const struct symbol *who)
{
	struct terms terms = {0};
	size_t i;

	dependents->who = who;
	terms_add(&terms, who->depends);
	for (i = 0; i < terms.count; i++)
		if (!terms_follows(&terms, i))
			expression_symbols(terms.list[i], note, dependents);
	terms_free(&terms);
}

struct dependents *dependents_new(const struct model *model)
{
	struct dependents *dependents = allocate(1, sizeof(*dependents));

	dependents->count = model->symbol_count;
	dependents->names = allocate(dependents->count, sizeof(json_t *));
	model_for_each_symbol(model, symbol) if (symbol_is_option(symbol))
		note_all(dependents, symbol);
	return dependents;
}

json_t *dependents_of(const struct dependents *dependents,
		      const struct symbol *symbol)
{
	json_t *names = dependents->names[symbol->index];

	return names ? json_incref(names) : json_array();
}

void dependents_free(struct dependents *dependents)
{
	size_t i;

	for (i = 0; i < dependents->count; i++)
		json_decref(dependents->names[i]);
	free(dependents->names);
	free(dependents);
}
