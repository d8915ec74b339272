// SPDX-License-Identifier: GPL-2.0-only
/* Needs from the command line, and what to say when they cannot be met. */
#include "command/needs.h"
#include "base/memory.h"
#include "base/text.h"
#include "command/progress.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void add_line(struct need_lines *lines, int kind, const char *value)
{
	lines->lines =
		one_more(lines->lines, lines->count, sizeof(*lines->lines));
	lines->lines[lines->count].kind = kind;
	lines->lines[lines->count++].value = value;
}

void need_line_option(void *data, const char *value)
{
	add_line(data, LINE_NEED, value);
}

void need_line_argument(void *data, const char *value)
{
	add_line(data, LINE_ARGUMENT, value);
}

void need_line_ban(void *data, const char *value)
{
	add_line(data, LINE_BAN, value);
}

void need_line_file(void *data, const char *value)
{
	add_line(data, LINE_FILE, value);
}

static char *ban(const struct model *model, const char *name)
{
	const struct symbol *symbol = model_find(model, name);

	if (symbol && !symbol_is_logical(symbol))
		die("--ban %s: it is %s; only bool and tristate options can be off",
		    name, type_name(symbol->type));
	return text_format("%s=n", name);
}

static bool add_one(struct needs *needs, const struct model *model,
		    const struct need_line *line, char **problem)
{
	char *text;
	bool good;

	if (line->kind == LINE_FILE)
		return needs_read(needs, model, options_input(line->value),
				  problem);
	if (line->kind == LINE_NEED)
		return needs_add(needs, model, line->value, "--need", problem);
	if (line->kind == LINE_ARGUMENT)
		return needs_add(needs, model, line->value, "argument",
				 problem);
	text = ban(model, line->value);
	good = needs_add(needs, model, text, "--ban", problem);
	free(text);
	return good;
}

/* A warning for each line of a text, or nothing. */
static void warn_lines(char *lines)
{
	char *line;

	while ((line = strsep(&lines, "\n")))
		if (*line)
			warn("%s", line);
}

void need_lines_fit(const struct need_lines *lines, struct options *options)
{
	size_t i;

	for (i = 0; i < lines->count; i++)
		if (lines->lines[i].kind == LINE_FILE)
			options_fit(options, lines->lines[i].value);
}

struct needs needs_of(const struct need_lines *lines, const struct model *model)
{
	struct needs needs = {.ignore_unknown = lines->ignore_unknown};
	char *problem;
	size_t i, bad = 0;

	for (i = 0; i < lines->count; i++)
		if (!add_one(&needs, model, &lines->lines[i], &problem)) {
			warn_lines(problem);
			free(problem);
			bad++;
		}
	if (needs.unknown)
		die("not in Linux %s for %s: the options of %zu lines; --ignore-unknown leaves them out",
		    model->version, model->arch, needs.unknown);
	if (bad)
		exit(EXIT_NO);
	if (needs.ignored)
		warn("left out (--ignore-unknown):");
	warn_lines(needs.ignored);
	warn_lines(needs.replaced);
	return needs;
}

static const struct need *find_module(const struct needs *needs, size_t *count)
{
	const struct need *first = NULL;
	size_t i;

	for (i = 0; i < needs->count; i++) {
		const struct need *need = &needs->all[i];

		if (need->term_count != 1 ||
		    !symbol_is_logical(need->terms[0].symbol) ||
		    strcmp(need->terms[0].value, "m") != 0)
			continue;
		first = first ? first : need;
		++*count;
	}
	return first;
}

/* What else would only be one of many sentences of a contradiction. */
static void check_modules(const struct needs *needs)
{
	size_t count = 0;
	const struct need *need = find_module(needs, &count);
	char others[64] = "";

	if (count > 1)
		snprintf(others, sizeof(others), ", one of %zu such lines",
			 count);
	if (need)
		warn("%s: %s asks for a module%s, but MODULES is off: --modules, or MODULES=y among the needs, allows it",
		     need->origin, need->text, others);
}

bool needs_modules(const struct needs *needs, const struct model *model,
		   bool otherwise)
{
	const struct need *need =
		model->modules ? needs_find(needs, model->modules) : NULL;

	bool modules = need ? !strcmp(need->terms[0].value, "y") : otherwise;

	if (!modules)
		check_modules(needs);
	return modules;
}

static void warn_left_out(const struct need *need, const struct need *other)
{
	if (other)
		warn("%s: %s is left out: it contradicts %s (%s)", need->origin,
		     need->text, other->text, other->origin);
	else
		warn("%s: %s is left out: no configuration here has it",
		     need->origin, need->text);
}

bool needs_leave_out(struct needs *needs, const struct problem *problem,
		     double seconds)
{
	struct core *core = core_find(problem, seconds);
	const struct need *last = NULL, *other = NULL;
	size_t i;

	for (i = 0; core && i < core->count; i++) {
		const struct need *need = core->all[i]->need;

		if (need && need->merged && (!last || need > last)) {
			other = last ? last : other;
			last = need;
		} else if (need) {
			other = need;
		}
	}
	core_free(core);
	if (!last)
		return false;
	warn_left_out(last, other);
	needs_remove(needs, last - needs->all);
	return true;
}

double time_limit_of(const char *text)
{
	char *end;
	double seconds = text ? strtod(text, &end) : 60;

	if (text && (!*text || *end || !(seconds > 0)))
		die_usage("--time-limit %s: expected a number of seconds",
			  text);
	return seconds;
}

static void report_json(const struct core *core)
{
	json_t *members = json_array();
	size_t i;

	for (i = 0; core && i < core->count; i++)
		json_array_append_new(members,
				      fact_json(core->facts, core->all[i]));
	json_print(json_pack("{s:s, s:o}", "status", "impossible",
			     "contradiction", members));
}

void report_contradiction(const struct problem *problem, double seconds,
			  enum format format)
{
	struct core *core;

	progress("looking for the reason of the contradiction");
	core = core_find(problem, seconds);
	progress_end();
	if (format == FORMAT_JSON) {
		report_json(core);
	} else if (core) {
		puts("impossible: these contradict one another, and without any one of them there is a solution:");
		core_print(core, stdout);
	} else {
		puts("impossible (the time limit was too short to find out why)");
	}
	core_free(core);
}
