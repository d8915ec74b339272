// SPDX-License-Identifier: GPL-2.0-only
#include "command/changes.h"
#include "base/memory.h"
#include "explain/cause.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static enum change_rank rank_of(const struct change *change)
{
	bool settable = change_is_settable(change);

	switch (change->kind) {
	case CHANGE_UNREAD:
		return RANK_UNREAD;
	case CHANGE_VALUE:
		return settable ? RANK_LOST : RANK_FOLLOWS;
	case CHANGE_GONE:
		return RANK_GONE;
	default:
		return settable ? RANK_NEW : RANK_NEW_FOLLOWS;
	}
}

static void add(struct changes *changes, struct change change)
{
	changes->list =
		one_more(changes->list, changes->count, sizeof(*changes->list));
	change.rank = rank_of(&change);
	change.group = 1;
	changes->list[changes->count++] = change;
	changes->of_kind[change.kind]++;
	changes->of_rank[change.rank]++;
}

static bool is_as_asked(const struct config *config,
			const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(config, symbol);

	return symbol_is_logical(symbol)
		       ? asked->value == config_result(config, symbol)->value
		       : !strcmp(asked->text, config_text(config, symbol));
}

static enum tristate asked_value(const struct config *config,
				 const struct symbol *symbol)
{
	return symbol_is_logical(symbol)
		       ? config_user_value(config, symbol)->value
		       : YES;
}

static void compare(struct changes *changes, const struct config *config,
		    const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(config, symbol);
	bool written = config_result(config, symbol)->written;
	struct change change = {.line = asked->line, .symbol = symbol};

	if (asked->set && !is_as_asked(config, symbol))
		change.kind = CHANGE_VALUE;
	else if (asked->set && !written)
		change.kind = CHANGE_GONE;
	else if (!asked->set && written)
		change.kind = CHANGE_NEW;
	else
		return;
	if (change.kind == CHANGE_VALUE && change_is_settable(&change))
		change.cause =
			cause_of(config, symbol, asked_value(config, symbol));
	if (change.kind == CHANGE_GONE)
		change.cause = cause_of(config, symbol, YES);
	add(changes, change);
}

static int by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int by_cause(const struct change *x, const struct change *y)
{
	if (!x->cause || !y->cause || x->cause == y->cause)
		return 0;
	return x->group != y->group
		       ? by_number(y->group, x->group)
		       : by_number(x->cause->index, y->cause->index);
}

static int by_rank(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = by_number(x->rank, y->rank);

	if (!order)
		order = by_cause(x, y);
	if (!order)
		order = by_number(x->line ? x->line : INT_MAX,
				  y->line ? y->line : INT_MAX);
	return order || !x->symbol || !y->symbol
		       ? order
		       : strcmp(x->symbol->name, y->symbol->name);
}

/* Losses, and lines without effect, are counted apart. */
static size_t *group_of(size_t *groups, const struct change *change)
{
	return &groups[2 * change->cause->index + (change->rank == RANK_GONE)];
}

static void sort(struct changes *changes, const struct model *model)
{
	size_t *groups = allocate(2 * model->symbol_count, sizeof(*groups)), i;
	struct change *list = changes->list;

	for (i = 0; i < changes->count; i++)
		if (list[i].cause)
			++*group_of(groups, &list[i]);
	for (i = 0; i < changes->count; i++)
		if (list[i].cause)
			list[i].group = *group_of(groups, &list[i]);
	if (list)
		qsort(list, changes->count, sizeof(*list), by_rank);
	free(groups);
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
	sort(&changes, config->model);
	return changes;
}

struct changes changes_between(const struct config *from,
			       const struct config *to)
{
	struct changes changes = {.list = NULL};

	model_for_each_symbol(from->model, symbol)
	{
		struct change change = {.kind = CHANGE_VALUE, .symbol = symbol};
		enum tristate value = config_result(from, symbol)->value;

		if (!symbol_is_option(symbol) || !symbol_is_logical(symbol) ||
		    !change_is_settable(&change) ||
		    config_result(to, symbol)->value >= value)
			continue;
		change.cause = cause_of(to, symbol, value);
		add(&changes, change);
	}
	sort(&changes, from->model);
	return changes;
}

size_t changes_causes(const struct changes *changes)
{
	size_t i, causes = 0;

	for (i = 0; i < changes->of_rank[RANK_LOST];
	     i += changes->list[i].group)
		causes++;
	return causes;
}

bool change_is_settable(const struct change *change)
{
	return change->symbol && symbol_prompt(change->symbol);
}

const char *change_cause(const struct change *change)
{
	return change->cause ? symbol_label(change->cause) : "";
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
