// SPDX-License-Identifier: GPL-2.0-only
/* The lines of makefiles that assign to variables. */
#include "kbuild/lines.h"
#include "base/text.h"

#include <string.h>

enum assignment { SET, SET_NOW, APPEND, SET_IF_UNSET };

/* What was assigned before no longer counts where `when` holds. */
static void forget(struct pool *pool, struct variable *variable,
		   const struct condition *when)
{
	const struct condition *kept = condition_not(pool, when);
	struct value *value;
	size_t i;

	if (condition_is_never(kept))
		variable->values.count = 0;
	for (i = 0; i < variable->values.count; i++) {
		value = &variable->values.items[i];
		value->when = condition_and(pool, value->when, kept);
	}
}

static void add_now(struct makefile *makefile, struct variable *variable,
		    const char *text, const struct condition *when)
{
	struct values words = expand_words(makefile, text);
	size_t i;

	for (i = 0; i < words.count; i++)
		values_add(makefile->pool, &variable->values,
			   words.items[i].text,
			   condition_and(makefile->pool, when,
					 words.items[i].when),
			   words.items[i].place);
}

static const struct condition *where_unset(struct pool *pool,
					   const struct variable *variable)
{
	const struct condition *unset = &condition_always;
	size_t i;

	for (i = 0; i < variable->values.count; i++)
		unset = condition_and(
			pool, unset,
			condition_not(pool, variable->values.items[i].when));
	return unset;
}

static void assign(struct makefile *makefile, const char *name,
		   enum assignment how, const char *text,
		   const struct condition *when)
{
	struct variable *variable = makefile_own_variable(makefile, name);

	if (how == SET_IF_UNSET)
		when = condition_and(makefile->pool, when,
				     where_unset(makefile->pool, variable));
	if (condition_is_never(when))
		return;
	if (how == SET_NOW) {
		struct variable made = {.name = name};

		/* the text may speak of the variable's old value */
		add_now(makefile, &made, text, when);
		forget(makefile->pool, variable, when);
		for (size_t i = 0; i < made.values.count; i++)
			values_add(makefile->pool, &variable->values,
				   made.values.items[i].text,
				   made.values.items[i].when,
				   made.values.items[i].place);
		return;
	}
	if (how == SET)
		forget(makefile->pool, variable, when);
	values_add(makefile->pool, &variable->values, text, when,
		   makefile->place);
}

/*
 * Where the operator of an assignment is; NULL if there is none. A colon
 * outside of references that is not a part of := makes it a rule.
 */
static char *find_operator(char *line, enum assignment *how, size_t *length)
{
	int depth = 0;
	char *at;

	for (at = line; *at; at++) {
		depth += (*at == '(' || *at == '{');
		depth -= (*at == ')' || *at == '}');
		if (depth > 0)
			continue;
		if (*at == ':') {
			*length = strspn(at, ":") + 1;
			*how = SET_NOW;
			return at[*length - 1] == '=' ? at : NULL;
		}
		if (*at != '=')
			continue;
		*how = SET;
		*length = 1;
		if (at > line && (at[-1] == '+' || at[-1] == '?')) {
			*how = at[-1] == '+' ? APPEND : SET_IF_UNSET;
			*length = 2;
			at--;
		}
		return at;
	}
	return NULL;
}

/* obj-$(CONFIG_X) += x.o assigns to obj-y where X is y, to obj-m where m. */
bool read_assignment(struct makefile *makefile, char *line)
{
	const struct condition *when;
	enum assignment how;
	struct values names;
	const char *text;
	size_t length, i;
	char *at = find_operator(line, &how, &length);

	if (!at)
		return false;
	text = text_trim(at + length);
	text = pool_copy(makefile->pool, text, strlen(text));
	*at = '\0';
	names = expand_text(makefile, text_trim(line));
	for (i = 0; i < names.count; i++) {
		when = condition_and(makefile->pool, makefile->when,
				     names.items[i].when);
		if (!condition_is_never(when))
			assign(makefile, names.items[i].text, how, text, when);
	}
	return true;
}
