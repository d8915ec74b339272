// SPDX-License-Identifier: GPL-2.0-only
/* Conditions over options: their value, as text, as JSON. */
#include "command/conditions.h"

#include <jansson.h>
#include <stdio.h>

/* The value of an option in the configuration, for condition_holds(). */
static unsigned int value_of(void *data, const char *option)
{
	static const unsigned int sets[] = {
		[NO] = IS_N, [MODULE] = IS_M, [YES] = IS_Y};
	const struct config *config = data;
	const struct symbol *symbol = model_find(config->model, option);

	if (!symbol || !symbol->definition_count) /* only referred to */
		return IS_N;
	if (!symbol_is_logical(symbol))
		return *config_text(config, symbol) ? IS_Y : IS_N;
	return sets[config_result(config, symbol)->value];
}

bool condition_in(const struct condition *condition,
		  const struct config *config)
{
	return condition_holds(condition, value_of, (void *)config);
}

void condition_print(const struct condition *condition)
{
	const struct condition_case *in;
	size_t i, j;

	for (i = 0; i < condition->count; i++) {
		in = &condition->cases[i];
		if (condition->count > 1)
			printf("  case %zu:\n", i + 1);
		for (j = 0; j < in->count; j++)
			printf("  %-28s %s:%d\n", in->terms[j].option,
			       in->terms[j].place.file,
			       in->terms[j].place.line);
	}
}

json_t *place_json(const struct place *place)
{
	if (!place)
		return json_null();
	return json_pack("{s:s, s:i}", "file", place->file, "line",
			 place->line);
}

static json_t *term_json(const struct term *term)
{
	json_t *values = json_array();

	if (term->values & IS_N)
		json_array_append_new(values, json_string("n"));
	if (term->values & IS_M)
		json_array_append_new(values, json_string("m"));
	if (term->values & IS_Y)
		json_array_append_new(values, json_string("y"));
	return json_pack("{s:s, s:o, s:o}", "option", term->option, "values",
			 values, "place", place_json(&term->place));
}

json_t *condition_json(const struct condition *condition)
{
	json_t *cases = json_array(), *terms;
	size_t i, j;

	for (i = 0; i < condition->count; i++) {
		terms = json_array();
		for (j = 0; j < condition->cases[i].count; j++)
			json_array_append_new(
				terms,
				term_json(&condition->cases[i].terms[j]));
		json_array_append_new(cases, terms);
	}
	return cases;
}
