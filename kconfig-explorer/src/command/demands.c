// SPDX-License-Identifier: GPL-2.0-only
/* Demands from the command line, and what to say when they cannot be met. */
#include "command/demands.h"
#include "command/progress.h"
#include "solve/memory.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void add_line(struct demand_lines *lines, int kind, const char *value)
{
	lines->lines = grow(lines->lines, &lines->room, lines->count + 1,
			    sizeof(*lines->lines));
	lines->lines[lines->count].kind = kind;
	lines->lines[lines->count++].value = value;
}

void demand_line_need(void *data, const char *value)
{
	add_line(data, LINE_NEED, value);
}

void demand_line_ban(void *data, const char *value)
{
	add_line(data, LINE_BAN, value);
}

void demand_line_file(void *data, const char *value)
{
	add_line(data, LINE_FILE, value);
}

static void add_ban(struct demands *demands, const struct model *model,
		    const char *name)
{
	const struct symbol *symbol = options_symbol(model, name);
	char *line, *problem;

	if (!symbol_is_logical(symbol))
		die("--ban %s: it is %s; only bool and tristate options can be "
		    "off",
		    name, type_name(symbol->type));
	if (asprintf(&line, "%s=n", symbol->name) < 0)
		die("out of memory");
	if (!demands_add(demands, model, line, "--ban", &problem))
		die("%s", problem);
	free(line);
}

struct demands demands_of(const struct demand_lines *lines,
			  const struct model *model)
{
	struct demands demands = {0};
	char *problem;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct demand_line *line = &lines->lines[i];

		if (line->kind == LINE_BAN)
			add_ban(&demands, model, line->value);
		else if (line->kind == LINE_FILE
				 ? !demands_read(&demands, model, line->value,
						 &problem)
				 : !demands_add(&demands, model, line->value,
						"--need", &problem))
			die("%s", problem);
	}
	return demands;
}

bool demands_modules(const struct demands *demands, const struct model *model,
		     bool otherwise)
{
	const struct demand *demand =
		model->modules ? demands_find(demands, model->modules) : NULL;

	return demand ? !strcmp(demand->terms[0].value, "y") : otherwise;
}

double time_limit_of(const char *text)
{
	char *end;
	double seconds = text ? strtod(text, &end) : 60;

	if (text && (!*text || *end || !(seconds > 0)))
		die_usage("--time-limit %s: a number of seconds is wanted",
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
		puts("impossible: these contradict one another, and without "
		     "any one of them there is a solution:");
		core_print(core, stdout);
	} else {
		puts("impossible (there was no time to find out why)");
	}
	core_free(core);
}
