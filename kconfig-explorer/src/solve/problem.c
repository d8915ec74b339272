// SPDX-License-Identifier: GPL-2.0-only
/* From needs to clauses, and from an assignment to a configuration. */
#include "solve/problem.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

/* Numbers and strings have to be known before the rules are written down. */
static char *set_texts(struct config *asked, const struct needs *needs)
{
	size_t i, j;

	for (i = 0; i < needs->count; i++)
		for (j = 0; j < needs->all[i].term_count; j++) {
			const struct need *need = &needs->all[i];
			const struct need_term *term = &need->terms[j];

			if (symbol_is_logical(term->symbol))
				continue;
			if (!config_set(asked, term->symbol, term->value))
				return text_format(
					"%s: \"%s\" is not a value for %s, which is %s",
					need->origin, term->value,
					term->symbol->name,
					type_name(term->symbol->type));
		}
	return NULL;
}

static void copy_texts(struct config *to, const struct config *from)
{
	model_for_each_symbol(from->model, symbol)
	{
		const struct user_value *asked =
			config_user_value(from, symbol);

		if (!symbol_is_logical(symbol) && asked->set && asked->text)
			config_set(to, symbol, asked->text);
	}
}

int problem_need(struct encoding *encoding, const struct need *need)
{
	int met = FALSE_LITERAL;
	size_t i;

	for (i = 0; i < need->term_count; i++)
		met = clauses_or(encoding->clauses, met,
				 encode_has_value(encoding,
						  need->terms[i].symbol,
						  need->terms[i].value));
	return met;
}

static void add_needs(struct problem *problem)
{
	struct encoding *encoding = problem->encoding;
	size_t i;
	int met;

	for (i = 0; i < problem->needs->count; i++) {
		met = problem_need(encoding, &problem->needs->all[i]);
		encoding->clauses->group = need_group(i);
		clauses_add(encoding->clauses, met);
	}
	encoding->clauses->group = GROUP_DEFINITION;
}

struct problem *problem_new(const struct model *model,
			    const struct needs *needs, bool modules,
			    const struct config *start, char **message)
{
	struct problem *problem = allocate(1, sizeof(*problem));

	problem->model = model;
	problem->needs = needs;
	problem->modules = modules && model->modules;
	problem->asked = config_new(model);
	if (start)
		copy_texts(problem->asked, start);
	*message = set_texts(problem->asked, needs);
	if (*message) {
		problem_free(problem);
		return NULL;
	}
	problem->encoding = encode(model, modules, problem->asked);
	add_needs(problem);
	return problem;
}

void problem_free(struct problem *problem)
{
	if (!problem)
		return;
	encoding_free(problem->encoding);
	config_free(problem->asked);
	free(problem);
}

static bool is_true(const bool *values, int literal)
{
	return values[abs(literal)] == (literal > 0);
}

static enum tristate value_in(const bool *values, struct logic value)
{
	if (is_true(values, value.y))
		return YES;
	return is_true(values, value.m) ? MODULE : NO;
}

/* Sets what can be seen: members that are off first, so that "y" decides. */
static void set_visible(struct config *config, const struct encoding *encoding,
			const bool *values, bool on)
{
	model_for_each_symbol(config->model, symbol)
	{
		const struct parts *parts = &encoding->parts[symbol->index];
		enum tristate value;

		if (!symbol_is_option(symbol) || !symbol_is_logical(symbol) ||
		    !is_true(values, parts->visible.m))
			continue;
		value = value_in(values, encoding->values[symbol->index]);
		if ((value != NO) == on)
			config_set(config, symbol, tristate_text(value));
	}
}

struct config *problem_config(const struct problem *problem, const bool *values,
			      char **message)
{
	const struct encoding *encoding = problem->encoding;
	struct config *config = config_new(problem->model);

	set_visible(config, encoding, values, false);
	set_visible(config, encoding, values, true);
	copy_texts(config, problem->asked);
	config_evaluate(config);
	model_for_each_symbol(problem->model, symbol)
	{
		enum tristate want =
			value_in(values, encoding->values[symbol->index]);

		if (!symbol_is_logical(symbol) ||
		    config_result(config, symbol)->value == want)
			continue;
		*message = text_format(
			"a bug in kconfig-explorer: the solver has %s=%s, but Kconfig's rules make it %s",
			symbol_label(symbol), tristate_text(want),
			tristate_text(config_result(config, symbol)->value));
		config_free(config);
		return NULL;
	}
	return config;
}
