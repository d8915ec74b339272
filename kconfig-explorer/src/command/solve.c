// SPDX-License-Identifier: GPL-2.0-only
/* solve: the smallest configuration for what is needed. */
#include "command/needs.h"
#include "command/progress.h"
#include "command/solve_report.h"
#include "solve/policy.h"
#include "solve/weights.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer solve [--need NEED]... [-o .config]\n"
	"\n"
	"Finds the smallest configuration that has all that is needed.\n"
	"\n"
	"It proves that there is no smaller one. All rules of Kconfig hold in it: `make\n"
	"olddefconfig` does not change the result. A NEED is OPTION (meaning y),\n"
	"OPTION=VALUE, or several of these with || between them, of which one must hold.\n"
	"\n"
	"Example: kconfig-explorer solve --need 64BIT --need INET --ban SMP -o .config\n"
	"Exit status: 0 if it is found; 1 if there is none, with the reason, or if it\n"
	"fails; 2 for wrong usage.\n"
	"\n"
	"  --need NEED      what is needed; may be repeated\n"
	"  --need-file F    a file with a NEED a line, and # comments; or a fragment of a\n"
	"                   configuration, in which \"# CONFIG_X is not set\" is X=n,\n"
	"                   and the last line about an option counts\n"
	"  --ignore-unknown leave out lines with options that do not exist, and name them\n"
	"  --ignore-impossible\n"
	"                   leave out lines of fragments that contradict the other needs,\n"
	"                   and name them, as merge_config.sh does\n"
	"  --ban OPTION     an option that must be off\n"
	"  --objective O    lexicographic: fewest options with a prompt, then fewest in\n"
	"                   all (default); count: fewest in all; bytes: least bytes\n"
	"  --bytes-of FILE  for bytes: what `kconfig-explorer bytes --format csv` wrote\n"
	"  --modules        with MODULES=y; otherwise it is n\n"
	"  --pin            the policy comes before size, not after it; prints what that\n"
	"                   costs\n"
	"  --no-policy      without the policy\n"
	"  --policy         print the policy, and end\n"
	"  --time-limit S   seconds of CPU time; then the best found so far (default: 60)\n"
	"  --explain        also print why each option is on\n"
	"  -o FILE          write the .config to FILE\n";

struct arguments {
	struct need_lines lines;
	const char *objective, *bytes_of, *time_limit, *output;
	bool modules, pin, no_policy, policy, explain, ignore_impossible;
};

static void parse(struct options *options, struct arguments *given, int argc,
		  char **argv)
{
	const struct option_rule rules[] = {
		{"need", .each = need_line_option, .data = &given->lines},
		{"need-file", .each = need_line_file, .data = &given->lines},
		{"ban", .each = need_line_ban, .data = &given->lines},
		{"ignore-unknown", .flag = &given->lines.ignore_unknown},
		{"ignore-impossible", .flag = &given->ignore_impossible},
		{"objective", .value = &given->objective},
		{"bytes-of", .value = &given->bytes_of},
		{"time-limit", .value = &given->time_limit},
		{"output", .value = &given->output},
		{"modules", .flag = &given->modules},
		{"pin", .flag = &given->pin},
		{"no-policy", .flag = &given->no_policy},
		{"policy", .flag = &given->policy},
		{"explain", .flag = &given->explain},
		{NULL},
	};

	if (options_parse(options, argc, argv, usage, rules))
		die_usage(
			"solve: unexpected argument \"%s\": needs are given as --need %s",
			argv[1], argv[1]);
	if (given->pin && given->no_policy)
		die_usage("--pin and --no-policy contradict one another");
}

static enum objective_kind objective_kind(const char *name)
{
	static const char *const names[] = {"lexicographic", "count", "bytes"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!name || !strcmp(name, names[i]))
			return i;
	die_usage("--objective %s: expected lexicographic, count or bytes",
		  name);
}

static int64_t *read_weights(const struct model *model,
			     const struct arguments *given)
{
	int64_t *weights;
	char *problem;
	size_t unknown;

	if (!given->bytes_of)
		die_usage(
			"--objective bytes needs --bytes-of FILE: what `kconfig-explorer bytes BUILD --format csv` wrote");
	weights = weights_read(model, given->bytes_of, &unknown, &problem);
	if (!weights)
		die("%s", problem);
	warn("%zu options are not in %s: they count as 1 byte", unknown,
	     given->bytes_of);
	return weights;
}

static int print_policy(const struct needs *policy)
{
	size_t i;

	for (i = 0; i < policy->count; i++)
		printf("%-32s %s\n", policy->all[i].text,
		       policy->all[i].note ? policy->all[i].note : "");
	return EXIT_OK;
}

static struct solution *look_for(const struct solve_job *job)
{
	struct solution *solution;
	char *problem;

	progress("looking for the smallest configuration");
	solution = solve_run(job, &problem);
	progress_end();
	if (!solution)
		die("%s", problem);
	return solution;
}

/* Without the lines of fragments that cannot be, if they may be left out. */
static struct solution *look_for_possible(const struct solve_job *job,
					  struct needs *needs,
					  bool ignore_impossible)
{
	struct solution *solution = look_for(job);

	while (ignore_impossible && solution->answer == ANSWER_NO &&
	       needs_leave_out(needs, solution->problem, job->seconds)) {
		solution_free(solution);
		solution = look_for(job);
	}
	return solution;
}

/* What would there be without --pin? In the time that is left. */
static struct solution *look_for_smallest(struct solve_job job, double start)
{
	double left = start + job.seconds - sat_now();

	job.policy_use = POLICY_PREFER;
	job.seconds = left > 0 ? left : 1e-6;
	return look_for(&job);
}

/* With a proof, or without, or none. Returns the exit status. */
static int finish(const struct report *report, const struct options *options,
		  const struct arguments *given)
{
	const struct solution *solution = report->solution;

	if (solution->answer == ANSWER_NO) {
		report_contradiction(solution->problem, report->job->seconds,
				     options->format);
		return EXIT_NO;
	}
	if (solution->answer != ANSWER_YES)
		die("no configuration found within %g s (--time-limit)",
		    report->job->seconds);
	if (given->output)
		output_config(solution->config, given->output);
	report_solution(report, options->format, given->explain);
	return EXIT_OK;
}

int command_solve(int argc, char **argv)
{
	struct options options;
	struct arguments given = {0};
	struct needs needs, policy = {0};
	struct solve_job job = {0};
	struct report report;
	struct solution *solution, *smallest = NULL;
	int64_t *weights = NULL;
	double start;
	char *problem;
	int status;

	parse(&options, &given, argc, argv);
	job.objective = objective_kind(given.objective);
	job.seconds = time_limit_of(given.time_limit);
	need_lines_fit(&given.lines, &options);
	job.model = options_model(&options);
	if (!policy_read(&policy, job.model, &problem))
		die("%s", problem);
	if (given.policy)
		return print_policy(&policy);
	needs = needs_of(&given.lines, job.model);
	if (job.objective == OBJECTIVE_BYTES)
		weights = read_weights(job.model, &given);
	job.needs = &needs;
	job.policy = &policy;
	job.policy_use = given.no_policy ? POLICY_NONE
			 : given.pin	 ? POLICY_PIN
					 : POLICY_PREFER;
	job.weights = weights;
	job.modules = needs_modules(&needs, job.model, given.modules);
	start = sat_now();
	solution = look_for_possible(&job, &needs, given.ignore_impossible);
	if (given.pin && solution->answer == ANSWER_YES)
		smallest = look_for_smallest(job, start);
	report = (struct report){&job, solution, smallest,
				 given.output && !strcmp(given.output, "-")};
	status = finish(&report, &options, &given);
	solution_free(solution);
	solution_free(smallest);
	needs_free(&needs);
	needs_free(&policy);
	free(weights);
	free(given.lines.lines);
	return status;
}
