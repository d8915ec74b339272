// SPDX-License-Identifier: GPL-2.0-only
#include "command/changes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void add(struct changes *changes, struct change change)
{
	changes->list = realloc(changes->list,
				(changes->count + 1) * sizeof(*changes->list));
	if (!changes->list)
		abort();
	changes->list[changes->count++] = change;
	changes->of_kind[change.kind]++;
}

static bool is_as_wished(const struct config *config,
			 const struct symbol *symbol)
{
	const struct wish *wish = config_wish(config, symbol);

	return symbol_is_logical(symbol)
		       ? wish->value == config_result(config, symbol)->value
		       : !strcmp(wish->text, config_text(config, symbol));
}

static void compare(struct changes *changes, const struct config *config,
		    const struct symbol *symbol)
{
	const struct wish *wish = config_wish(config, symbol);
	bool written = config_result(config, symbol)->written;
	struct change change = {.line = wish->line, .symbol = symbol};

	if (wish->set && !is_as_wished(config, symbol))
		change.kind = CHANGE_VALUE;
	else if (wish->set && !written)
		change.kind = CHANGE_GONE;
	else if (!wish->set && written)
		change.kind = CHANGE_NEW;
	else
		return;
	add(changes, change);
}

static int by_line(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int line_x = x->line ? x->line : INT_MAX;
	int line_y = y->line ? y->line : INT_MAX;

	if (line_x != line_y)
		return line_x < line_y ? -1 : 1;
	return x->symbol && y->symbol ? strcmp(x->symbol->name, y->symbol->name)
				      : 0;
}

struct changes changes_find(const struct config *config)
{
	struct changes changes = {.list = NULL};
	size_t i;

	for (i = 0; i < config->complaint_count; i++)
		add(&changes,
		    (struct change){.kind = CHANGE_UNREAD,
				    .line = config->complaints[i].line,
				    .complaint = config->complaints[i].text});
	model_for_each_symbol(config->model,
			      symbol) if (symbol_is_option(symbol))
		compare(&changes, config, symbol);
	if (changes.count)
		qsort(changes.list, changes.count, sizeof(*changes.list),
		      by_line);
	return changes;
}

void changes_free(struct changes *changes)
{
	free(changes->list);
}

const char *change_name(enum change_kind kind)
{
	static const char *const names[CHANGE_KINDS] = {"unread", "value",
							"gone", "new"};

	return names[kind];
}

struct reason *change_reason(const struct config *config,
			     const struct change *change, int depth)
{
	switch (change->kind) {
	case CHANGE_UNREAD:
		return NULL;
	case CHANGE_VALUE:
		return explain_dropped(config, change->symbol, depth);
	default:
		return explain_why(config, change->symbol, depth);
	}
}
