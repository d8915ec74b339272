// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the toolchain decides, in the kit's own tree: the macros of the model
 * against those in the text of the Kconfig files, which are read here once
 * more; and the reasons of all symbols.
 */
#include "tests/model/model.h"

#include "explain/explain.h"
#include "model/read.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const archs[] = {"x86_64", "i386"};

/* --- Macros in the text of Kconfig files. */

struct written {
	struct place place;
	char *text;
};

struct written_list {
	struct written *all;
	size_t count;
};

/* Statements whose expressions stay in the model. */
static bool keeps_expressions(const char *line)
{
	static const char *const words[] = {
		"default", "def_bool", "def_tristate", "depends",
		"range",   "select",   "imply",	       "visible",
		"if",	   "bool",     "tristate"};
	size_t i;

	line += strspn(line, " \t");
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);

		if (!strncmp(line, words[i], length) &&
		    isspace((unsigned char)line[length]))
			return true;
	}
	return false;
}

static const char *end_of_macro(const char *at)
{
	int depth = 0;

	for (at++; *at; at++)
		if (*at == '(')
			depth++;
		else if (*at == ')' && !--depth)
			return at + 1;
	ck_abort_msg("a macro does not end");
}

static void add_written(struct written_list *list, struct place place,
			const char *from, const char *to)
{
	list->all = realloc(list->all, (list->count + 1) * sizeof(*list->all));
	ck_assert(list->all);
	list->all[list->count++] =
		(struct written){place, strndup(from, to - from)};
}

/* In quotes nothing else may stand beside it. */
static void take_macros(struct written_list *list, struct place place,
			const char *line)
{
	const char *from, *to, *rest = line;

	while ((from = strstr(rest, "$("))) {
		rest = to = end_of_macro(from);
		if (from > line && from[-1] == '"' && *to == '"')
			add_written(list, place, from - 1, to + 1);
		else
			add_written(list, place, from, to);
	}
}

static void read_macros(struct written_list *list, const struct model *model,
			const char *file)
{
	char *path, *line = NULL;
	struct place place = {.file = file};
	bool kept = false, continued = false;
	size_t room = 0;
	FILE *from;

	ck_assert(asprintf(&path, "%s/%s", model->tree, file) > 0);
	from = fopen(path, "r");
	ck_assert_msg(from, "cannot read %s", path);
	while (getline(&line, &room, from) > 0) {
		size_t length = strlen(line);

		place.line++;
		kept = continued ? kept : keeps_expressions(line);
		continued = length > 1 && line[length - 2] == '\\';
		if (kept)
			take_macros(list, place, line);
	}
	fclose(from);
	free(line);
	free(path);
}

static struct written_list written_macros(const struct model *model)
{
	struct written_list list = {0};
	size_t i;

	for (i = 0; i < model->private->file_count; i++)
		read_macros(&list, model, model->private->files[i]);
	return list;
}

static bool same_place(struct place a, struct place b)
{
	return a.line == b.line && !strcmp(a.file, b.file);
}

/* --- The model. */

static size_t model_has(const struct model *model,
			const struct written *written)
{
	size_t found = 0;

	model_for_each_symbol(model, symbol) found +=
		symbol->macro && !strcmp(symbol->macro, written->text) &&
		same_place(symbol->written_at, written->place);
	return found;
}

START_TEST(macros_are_those_of_the_files)
{
	const struct model *model = kit_model(archs[_i]);
	struct written_list list = written_macros(model);
	size_t i, macros = 0;

	for (i = 0; i < list.count; i++)
		ck_assert_msg(model_has(model, &list.all[i]) == 1,
			      "%s:%d: the model does not have %s once",
			      list.all[i].place.file, list.all[i].place.line,
			      list.all[i].text);
	model_for_each_symbol(model, symbol) macros += symbol->macro != NULL;
	ck_assert_int_eq(macros, list.count);
	ck_assert_int_gt(macros, 50);
	printf("  %s: %zu macros as the files have them\n", archs[_i], macros);
}
END_TEST

/* --- Reasons. */

static bool starts(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

static bool is_term(const struct reason *reason)
{
	return starts(reason->text, "it needs ") ||
	       starts(reason->text, "it excludes ");
}

/* "it needs n": that explains nothing. */
static bool is_bare(const struct reason *reason)
{
	const char *term = reason->text + strlen("it needs ");

	return is_term(reason) && strchr("nmy", *term) &&
	       (!term[1] || term[1] == ' ');
}

/* A default is quoted as a whole: so are the macros of its line. */
static void check_default(const struct reason *reason,
			  const struct written_list *list)
{
	size_t i;

	if (!starts(reason->text, "default ") ||
	    strstr(reason->text, " does not apply"))
		return;
	for (i = 0; i < list->count; i++)
		if (same_place(list->all[i].place, reason->place))
			ck_assert_msg(strstr(reason->text, list->all[i].text),
				      "%s:%d: %s lacks %s", reason->place.file,
				      reason->place.line, reason->text,
				      list->all[i].text);
}

static void check_reasons(const struct symbol *symbol,
			  const struct reason *reason,
			  const struct written_list *list)
{
	for (; reason; reason = reason->next) {
		ck_assert_msg(!is_bare(reason), "%s: %s", symbol_label(symbol),
			      reason->text);
		check_default(reason, list);
		check_reasons(symbol, reason->because, list);
	}
}

/* A heading with nothing but terms below it, and at least one. */
static bool names_terms(const struct reason *reason, const char *heading)
{
	const struct reason *term;

	for (; reason; reason = reason->next) {
		if (strcmp(reason->text, heading) != 0)
			continue;
		for (term = reason->because; term && is_term(term);
		     term = term->next)
			;
		return reason->because && !term;
	}
	return false;
}

/* Off, since what it depends on is: whose prompt cannot be seen, or no prompt.
 */
static bool is_held_off(const struct config *config,
			const struct symbol *symbol)
{
	const struct result *result = config_result(config, symbol);

	return symbol->definition_count && symbol_is_logical(symbol) &&
	       result->value == NO && result->visible == NO &&
	       config_value(config, symbol->depends) == NO;
}

static void check_symbols(const struct config *config,
			  const struct written_list *list)
{
	size_t off = 0;

	model_for_each_symbol(config->model, symbol)
	{
		struct reason *why = explain_why(config, symbol, 1);
		const char *heading = symbol_prompt(symbol)
					      ? "its prompt cannot be seen"
					      : "what it depends on is off";

		check_reasons(symbol, why, list);
		if (is_held_off(config, symbol)) {
			off++;
			ck_assert_msg(names_terms(why->because, heading),
				      "%s names no terms",
				      symbol_label(symbol));
		}
		explain_free(why);
	}
	ck_assert_int_gt(off, 100);
	printf("  %s: %zu symbols that are held off name the terms\n",
	       config->model->arch, off);
}

/* With the defaults, and with all that a user may ask for. */
START_TEST(reasons_name_the_terms)
{
	const struct model *model = kit_model(archs[_i]);
	struct written_list list = written_macros(model);
	struct config *config = config_new(model);

	config_evaluate(config);
	check_symbols(config, &list);
	model_for_each_symbol(model, symbol) if (symbol_prompt(symbol) &&
						 !symbol->choice &&
						 symbol_is_logical(symbol))
		config_set(config, symbol, "y");
	config_evaluate(config);
	check_symbols(config, &list);
	config_free(config);
}
END_TEST

TCase *macros_case(void)
{
	TCase *tcase = tcase_create("macros");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, macros_are_those_of_the_files, 0, 2);
	tcase_add_loop_test(tcase, reasons_name_the_terms, 0, 2);
	return tcase;
}
