// SPDX-License-Identifier: GPL-2.0-only
/* The result of solve: proof, surprises, and a reason for each option. */
#include "command/solve_report.h"
#include "solve/reason.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

static void count_on(const struct report *report, size_t *prompted, size_t *all)
{
	*prompted = *all = 0;
	model_for_each_symbol(report->job->model, symbol)
	{
		if (!config_is_on(report->solution->config, symbol))
			continue;
		++*all;
		*prompted += symbol_prompt(symbol) != NULL;
	}
}

static const struct needs *policy_of(const struct report *report)
{
	return report->job->policy_use == POLICY_NONE ? NULL
						      : report->job->policy;
}

/* How much more it is because the policy comes before size. */
static void print_priced(const struct report *report, size_t level, FILE *to)
{
	int64_t cost = report->solution->levels[level].cost;
	const struct optimum *without = &report->smallest->levels[level];

	fprintf(to, "optimal with the policy: %" PRId64 " %s", cost,
		level_unit(report->job->objective, level));
	if (!without->proven)
		fprintf(to,
			"; without the policy it may be fewer (time limit: %g s)\n",
			report->job->seconds);
	else if (cost == without->cost)
		fputs(", as without it\n", to);
	else
		fprintf(to, ", %" PRId64 " %s than without it\n",
			(int64_t)llabs(cost - without->cost),
			cost > without->cost ? "more" : "fewer");
}

/* One level: what was reached, and whether it is proven. */
static void print_level(const struct report *report, size_t level, FILE *to)
{
	const struct optimum *optimum = &report->solution->levels[level];
	const char *unit = level_unit(report->job->objective, level);

	if (!optimum->proven)
		fprintf(to,
			"not proven: %" PRId64
			" %s; there may be less, down to %" PRId64
			" (time limit: %g s)\n",
			optimum->cost, unit, optimum->bound,
			report->job->seconds);
	else if (!report->smallest)
		fprintf(to, "optimal: %" PRId64 " %s\n", optimum->cost, unit);
	else
		print_priced(report, level, to);
}

static void print_reason(const struct report *report,
			 const struct symbol *symbol, FILE *to)
{
	enum reason_kind kind;
	char *text;

	kind = reason_of(report->solution, report->job->needs, symbol, &text);
	fprintf(to, "%-28s %-9s %s\n", symbol->name, reason_name(kind), text);
	free(text);
}

static void print_surprises(const struct report *report)
{
	char *text;

	model_for_each_symbol(report->job->model, symbol)
	{
		text = surprise_of(report->solution, report->job->needs,
				   policy_of(report), symbol);
		if (text)
			warn("surprising: %s", text);
		free(text);
	}
}

/* Would the smallest configuration go against this line of the policy? */
static bool has_price(const struct report *report, const struct need *line)
{
	return report->smallest && report->smallest->config &&
	       policy_line_kept(report->solution, line) &&
	       !policy_line_kept(report->smallest, line);
}

/* All levels, and what the policy decided against size. */
static void print_levels(const struct report *report, FILE *to)
{
	const struct needs *policy = report->job->policy;
	size_t i;

	for (i = 0; i < report->solution->level_count; i++)
		print_level(report, i, to);
	for (i = 0; i < policy->count; i++)
		if (has_price(report, &policy->all[i]))
			fprintf(to, "for the policy: %s (%s)\n",
				policy->all[i].text,
				policy->all[i].note ? policy->all[i].note : "");
}

static void report_text(const struct report *report, bool explain)
{
	const struct model *model = report->job->model;
	FILE *to = report->to_stderr ? stderr : stdout;
	size_t prompted, all;

	print_levels(report, to);
	count_on(report, &prompted, &all);
	fprintf(to,
		"%zu bool and tristate options are on, %zu of them with a prompt (Linux %s, %s, MODULES=%s)\n",
		all, prompted, model->version, model->arch,
		report->job->modules ? "y" : "n");
	model_for_each_symbol(model, symbol)
	{
		if (explain && config_is_on(report->solution->config, symbol))
			print_reason(report, symbol, to);
	}
}

static json_t *option_json(const struct report *report,
			   const struct symbol *symbol, bool explain)
{
	const struct config *config = report->solution->config;
	json_t *option;
	char *text;

	option = json_pack("{s:s, s:s, s:b}", "option", symbol->name, "value",
			   config_text(config, symbol), "prompt",
			   symbol_prompt(symbol) != NULL);
	if (explain) {
		enum reason_kind kind = reason_of(
			report->solution, report->job->needs, symbol, &text);

		json_object_set_new(option, "kind",
				    json_string(reason_name(kind)));
		json_object_set_new(option, "reason", json_string(text));
		free(text);
	}
	return option;
}

static json_t *levels_json(const struct report *report)
{
	json_t *levels = json_array();
	size_t i;

	for (i = 0; i < report->solution->level_count; i++) {
		const struct optimum *optimum = &report->solution->levels[i];
		json_t *level = json_pack("{s:s, s:I, s:I, s:b}", "unit",
					  level_unit(report->job->objective, i),
					  "cost", (json_int_t)optimum->cost,
					  "bound", (json_int_t)optimum->bound,
					  "proven", optimum->proven);

		if (report->smallest && report->smallest->levels[i].proven)
			json_object_set_new(
				level, "cost_without_policy",
				json_integer(report->smallest->levels[i].cost));
		json_array_append_new(levels, level);
	}
	return levels;
}

static json_t *decided_json(const struct report *report)
{
	const struct needs *policy = report->job->policy;
	json_t *decided = json_array();
	size_t i;

	for (i = 0; i < policy->count; i++)
		if (has_price(report, &policy->all[i]))
			json_array_append_new(decided,
					      json_string(policy->all[i].text));
	return decided;
}

static json_t *surprises_json(const struct report *report)
{
	json_t *surprises = json_array();
	char *text;

	model_for_each_symbol(report->job->model, symbol)
	{
		text = surprise_of(report->solution, report->job->needs,
				   policy_of(report), symbol);
		if (text)
			json_array_append_new(surprises, json_string(text));
		free(text);
	}
	return surprises;
}

static void report_json(const struct report *report, bool explain)
{
	json_t *options = json_array();
	size_t prompted, all;

	model_for_each_symbol(report->job->model, symbol)
	{
		if (config_is_on(report->solution->config, symbol))
			json_array_append_new(
				options, option_json(report, symbol, explain));
	}
	count_on(report, &prompted, &all);
	json_print(json_pack(
		"{s:s, s:o, s:o, s:i, s:i, s:o, s:o}", "status",
		report->solution->proven ? "optimal" : "not proven", "levels",
		levels_json(report), "decided_by_policy", decided_json(report),
		"on", (int)all, "prompted", (int)prompted, "surprises",
		surprises_json(report), "options", options));
}

/* The proof is no row: it goes to standard error. */
static void report_csv(const struct report *report)
{
	print_levels(report, stderr);
	CSV_ROW("option", "value", "prompt", "kind", "reason");
	model_for_each_symbol(report->job->model, symbol)
	{
		enum reason_kind kind;
		char *text;

		if (!config_is_on(report->solution->config, symbol))
			continue;
		kind = reason_of(report->solution, report->job->needs, symbol,
				 &text);
		CSV_ROW(symbol->name,
			config_text(report->solution->config, symbol),
			symbol_prompt(symbol) ? "yes" : "no", reason_name(kind),
			text);
		free(text);
	}
}

void report_solution(const struct report *report, enum format format,
		     bool explain)
{
	if (format == FORMAT_JSON) {
		report_json(report, explain);
		return;
	}
	print_surprises(report);
	if (format == FORMAT_CSV)
		report_csv(report);
	else
		report_text(report, explain);
}
