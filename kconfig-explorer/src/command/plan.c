// SPDX-License-Identifier: GPL-2.0-only
/* plan: what to change in a configuration, and in which order. */
#include "command/needs.h"
#include "command/progress.h"
#include "solve/plan.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer plan OPTION[=VALUE]... --config .config\n"
	"\n"
	"Finds the smallest change of a configuration that gives options these values.\n"
	"\n"
	"VALUE is y if it is left out; of several with || between them one must hold. The\n"
	"change with the fewest options set by hand is the smallest; among these, the one\n"
	"with the fewest changes in all. The steps are printed in order, each with what\n"
	"changes by itself after it.\n"
	"\n"
	"Example: kconfig-explorer plan BPF_JIT --config .config -o new.config\n"
	"Exit status: 0 if it is found; 1 if it is impossible, with the reason, or if it\n"
	"fails; 2 for wrong usage.\n"
	"\n"
	"  --need-file F    a file with an OPTION[=VALUE] a line, and # comments, or a\n"
	"                   fragment, as for solve\n"
	"  --ignore-unknown leave out lines with options that do not exist\n"
	"  --time-limit S   seconds of CPU time; then the best found so far (default: 60)\n"
	"  -o FILE          write the changed .config to FILE\n";

struct arguments {
	struct need_lines lines;
	const char *time_limit, *output;
};

static void parse(struct options *options, struct arguments *given, int argc,
		  char **argv)
{
	const struct option_rule rules[] = {
		{"need-file", .each = need_line_file, .data = &given->lines},
		{"ignore-unknown", .flag = &given->lines.ignore_unknown},
		{"time-limit", .value = &given->time_limit},
		{"output", .value = &given->output},
		{NULL},
	};
	int i, count = options_parse(options, argc, argv, usage, rules);

	for (i = 1; i <= count; i++)
		need_line_argument(&given->lines, argv[i]);
	if (!given->lines.count)
		die_usage("plan: which OPTION is to change? (see --help)");
	if (!options->config)
		die_usage(
			"plan: no configuration: name one by --config .config");
}

static void print_follow(const struct step *step, FILE *to)
{
	size_t i;

	for (i = 0; i < step->follow_count; i++)
		fprintf(to, "     %s %s=%s (was %s)\n", i ? "    " : "then",
			step->follow[i].symbol->name, step->follow[i].after,
			step->follow[i].before);
}

static void report_text(const struct plan *plan, FILE *to)
{
	size_t i;

	if (!plan->step_count)
		fputs("nothing to do: the configuration has these values\n",
		      to);
	for (i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];
		const struct place place =
			step->set.symbol->definitions[0]->place;

		fprintf(to, "%3zu. %s=%s (was %s; %s:%d)\n", i + 1,
			step->set.symbol->name, step->set.after,
			step->set.before, place.file, place.line);
		print_follow(step, to);
	}
	if (plan->proven)
		fprintf(to,
			"optimal: no way sets fewer options by hand, or changes fewer values in all (%" PRId64
			")\n",
			plan->optima[1].cost);
	else
		fprintf(to,
			"not proven: there may be a way that sets only %" PRId64
			" options\n",
			plan->optima[0].bound);
}

static void csv_change(const char *step, const char *cause,
		       const struct change *change)
{
	CSV_ROW(step, cause, change->symbol->name, change->before,
		change->after);
}

static void report_csv(const struct plan *plan)
{
	char number[24];
	size_t i, j;

	CSV_ROW("step", "cause", "option", "before", "after");
	for (i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		snprintf(number, sizeof(number), "%zu", i + 1);
		csv_change(number, "set", &step->set);
		for (j = 0; j < step->follow_count; j++)
			csv_change(number, "follows", &step->follow[j]);
	}
}

static json_t *change_json(const struct change *change)
{
	return json_pack("{s:s, s:s, s:s}", "option", change->symbol->name,
			 "before", change->before, "after", change->after);
}

static void report_json(const struct plan *plan)
{
	json_t *steps = json_array(), *follow;
	size_t i, j;

	for (i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		follow = json_array();
		for (j = 0; j < step->follow_count; j++)
			json_array_append_new(follow,
					      change_json(&step->follow[j]));
		json_array_append_new(steps, json_pack("{s:o, s:o}", "set",
						       change_json(&step->set),
						       "follows", follow));
	}
	json_print(json_pack("{s:s, s:I, s:I, s:o}", "status",
			     plan->proven ? "optimal" : "not proven", "set",
			     (json_int_t)plan->optima[0].cost, "changed",
			     (json_int_t)plan->optima[1].cost, "steps", steps));
}

static int finish(const struct plan *plan, const struct options *options,
		  const struct arguments *given, double seconds)
{
	bool to_stdout = given->output && !strcmp(given->output, "-");

	if (plan->answer == ANSWER_NO) {
		report_contradiction(plan->problem, seconds, options->format);
		return EXIT_NO;
	}
	if (plan->answer != ANSWER_YES)
		die("nothing found within %g s (--time-limit)", seconds);
	if (given->output)
		output_config(plan->to, given->output);
	if (options->format == FORMAT_JSON)
		report_json(plan);
	else if (options->format == FORMAT_CSV)
		report_csv(plan);
	else
		report_text(plan, to_stdout ? stderr : stdout);
	return EXIT_OK;
}

int command_plan(int argc, char **argv)
{
	struct options options;
	struct arguments given = {0};
	struct plan_job job = {0};
	struct needs needs;
	struct config *from;
	struct plan *plan;
	const struct model *model;
	char *problem;
	bool has_modules;
	int status;

	parse(&options, &given, argc, argv);
	job.seconds = time_limit_of(given.time_limit);
	need_lines_fit(&given.lines, &options);
	model = options_model(&options);
	from = options_config(model, options.config);
	has_modules = model->modules &&
		      config_result(from, model->modules)->value == YES;
	needs = needs_of(&given.lines, model);
	job.from = from;
	job.needs = &needs;
	job.modules = needs_modules(&needs, model, has_modules);
	progress("looking for the smallest change");
	plan = plan_make(&job, &problem);
	progress_end();
	if (!plan)
		die("%s", problem);
	status = finish(plan, &options, &given, job.seconds);
	plan_free(plan);
	needs_free(&needs);
	config_free(from);
	free(given.lines.lines);
	return status;
}
