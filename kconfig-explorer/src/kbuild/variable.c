// SPDX-License-Identifier: GPL-2.0-only
/* Variables of makefiles, and lists of values. */
#include "kbuild/makefile.h"

#include <string.h>

struct makefile *makefile_new(struct pool *pool, const char *tree,
			      const struct makefile *outer)
{
	struct makefile *makefile = pool_alloc(pool, sizeof(*makefile));

	makefile->pool = pool;
	makefile->tree = tree;
	makefile->outer = outer;
	makefile->when = &condition_always;
	if (outer)
		makefile->tristates = outer->tristates;
	table_init(&makefile->variables, pool);
	return makefile;
}

void values_add(struct pool *pool, struct values *values, const char *text,
		const struct condition *when, struct place place)
{
	values->items = pool_one_more(pool, values->items, values->count,
				      sizeof(*values->items));
	values->items[values->count++] = (struct value){text, when, place};
}

struct variable *makefile_own_variable(struct makefile *makefile,
				       const char *name)
{
	struct variable **at =
		(struct variable **)table_at(&makefile->variables, name);

	if (!*at) {
		*at = pool_alloc(makefile->pool, sizeof(**at));
		(*at)->name = pool_intern(makefile->pool, name, strlen(name));
	}
	return *at;
}

const struct variable *makefile_variable(const struct makefile *makefile,
					 const char *name)
{
	const struct variable *variable;

	for (; makefile; makefile = makefile->outer) {
		variable = table_get(&makefile->variables, name);
		if (variable)
			return variable;
	}
	return NULL;
}

void makefile_set(struct makefile *makefile, const char *name, const char *text)
{
	struct variable *variable = makefile_own_variable(makefile, name);

	variable->values.count = 0;
	values_add(makefile->pool, &variable->values, text, &condition_always,
		   makefile->place);
}
