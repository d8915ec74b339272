// SPDX-License-Identifier: GPL-2.0-only
/*
 * The encoding and the search on the kernel's own options: random
 * configurations are solutions, prompts decide the rest, the known optima are
 * found.
 */
#include "tests/solve/solve.h"
#include "tests/tiny.h"

#include "solve/core.h"
#include "solve/policy.h"
#include "solve/solve.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct model *kernel_model(const char *arch)
{
	char *problem;
	const struct model *model =
		model_load(getenv("EXPLORER_TREE"), arch, false, &problem);

	if (!model)
		ck_abort_msg("%s", problem);
	return model;
}

static const char *config_folder(void)
{
	const char *folder = getenv("EXPLORER_CONFIGS");

	ck_assert_msg(folder != NULL, "EXPLORER_CONFIGS names no folder");
	return folder;
}

/* --- Configurations of the kernel's conf are solutions of the clauses. */

static size_t assume_values(const struct config *config,
			    const struct encoding *encoding, int *assumed)
{
	size_t count = 0;

	model_for_each_symbol(config->model, symbol)
	{
		enum tristate value = config_result(config, symbol)->value;
		struct logic literals = encoding->values[symbol->index];

		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		assumed[count++] = value >= MODULE ? literals.m : -literals.m;
		assumed[count++] = value == YES ? literals.y : -literals.y;
	}
	return count;
}

static void check_config(const struct model *model, const char *file)
{
	struct config *config = config_new(model);
	struct encoding *encoding;
	struct sat *sat;
	int *assumed = malloc(2 * model->symbol_count * sizeof(*assumed));
	char *problem;
	bool modules, accepted;
	size_t count;

	ck_assert_msg(config_read(config, file, &problem), "%s", file);
	config_evaluate(config);
	modules = config_result(config, model->modules)->value == YES;
	encoding = encode(model, modules, config);
	sat = sat_new(encoding->clauses);
	count = assume_values(config, encoding, assumed);
	accepted = sat_solve(sat, assumed, count) == ANSWER_YES;
	ck_assert_msg(accepted == !has_unmet(config),
		      "%s: the clauses %s what Kconfig computes", file,
		      accepted ? "accept, in spite of unmet dependencies,"
			       : "refuse");
	free(assumed);
	sat_free(sat);
	encoding_free(encoding);
	config_free(config);
}

START_TEST(test_configs)
{
	const char *arch = _i ? "i386" : "x86_64";
	const struct model *model = kernel_model(arch);
	char *pattern;
	glob_t files;
	size_t i;

	ck_assert_int_ge(
		asprintf(&pattern, "%s/%s/*.config", config_folder(), arch), 0);
	ck_assert_msg(!glob(pattern, 0, NULL, &files), "%s: none", pattern);
	for (i = 0; i < files.gl_pathc; i++)
		check_config(model, files.gl_pathv[i]);
	printf("%s: the clauses agree on %zu configurations\n", arch,
	       files.gl_pathc);
	globfree(&files);
	free(pattern);
	model_free(model);
}
END_TEST

/* --- Needs. */

/* What the figures of the design were made for. */
static const char *const known[] = {"64BIT",	    "PRINTK",
				    "TTY",	    "SERIAL_8250_CONSOLE",
				    "BINFMT_ELF",   "BLK_DEV_INITRD",
				    "EPOLL",	    "FUTEX",
				    "NET",	    "INET",
				    "UNIX",	    "PROC_FS",
				    "SYSFS",	    "TMPFS",
				    "EVENTFD",	    "SIGNALFD",
				    "TIMERFD",	    "AIO",
				    "POSIX_TIMERS", "FILE_LOCKING",
				    "MULTIUSER",    "ADVISE_SYSCALLS"};

void add_need(struct needs *needs, const struct model *model, const char *line)
{
	char *problem;

	if (!needs_add(needs, model, line, "test", &problem))
		ck_abort_msg("%s", problem);
}

static struct needs known_needs(const struct model *model)
{
	struct needs needs = {0};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		add_need(&needs, model, known[i]);
	return needs;
}

struct solution *solve_kernel(const struct model *model,
			      const struct needs *needs,
			      enum objective_kind objective)
{
	struct needs policy = {0};
	struct solve_job job = {
		.model = model,
		.needs = needs,
		.policy = &policy,
		.objective = objective,
		.seconds = 600,
	};
	struct solution *solution;
	char *problem;

	if (!policy_read(&policy, model, &problem))
		ck_abort_msg("%s", problem);
	solution = solve_run(&job, &problem);
	if (!solution)
		ck_abort_msg("%s", problem);
	needs_free(&policy);
	return solution;
}

/*
 * With every value that a user can set given, no other can be different:
 * there is one solution.
 */
static void check_determined(const struct solution *solution)
{
	const struct config *config = solution->config;
	const struct model *model = config->model;
	const struct encoding *encoding = solution->problem->encoding;
	struct sat *sat = sat_new(encoding->clauses);
	int *differs = malloc(2 * model->symbol_count * sizeof(*differs));
	size_t count = 0;

	model_for_each_symbol(model, symbol)
	{
		enum tristate value = config_result(config, symbol)->value;
		struct logic literals = encoding->values[symbol->index];
		int same;

		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		same = value == YES ? literals.y : -literals.m;
		if (symbol_prompt(symbol))
			sat_add(sat, &same, 1);
		else
			differs[count++] = -same;
	}
	sat_add(sat, differs, count);
	ck_assert_int_eq(sat_solve(sat, NULL, 0), ANSWER_NO);
	free(differs);
	sat_free(sat);
}

START_TEST(test_known_optima)
{
	const struct model *model = kernel_model("x86_64");
	struct needs needs = known_needs(model);
	struct solution *solution;

	solution = solve_kernel(model, &needs, OBJECTIVE_COUNT);
	ck_assert_int_eq(solution->answer, ANSWER_YES);
	ck_assert(solution->proven);
	ck_assert_int_le(solution->levels[0].cost, 376);
	check_determined(solution);
	solution_free(solution);
	solution = solve_kernel(model, &needs, OBJECTIVE_LEXICOGRAPHIC);
	ck_assert(solution->proven);
	ck_assert_int_le(solution->levels[0].cost, 52);
	ck_assert_int_le(solution->levels[1].cost, 379);
	check_determined(solution);
	solution_free(solution);
	needs_free(&needs);
	model_free(model);
}
END_TEST

/* --- Contradictions. */

static bool has_need(const struct core *core, const char *text)
{
	size_t i;

	for (i = 0; i < core->count; i++)
		if (core->all[i]->kind == FACT_NEED &&
		    !strcmp(core->all[i]->need->text, text))
			return true;
	return false;
}

static bool has_words(const struct core *core, const char *wanted)
{
	bool found = false;
	char *words;
	size_t i;

	for (i = 0; i < core->count; i++) {
		words = fact_words(core->facts, core->all[i]);
		found |= strstr(words, wanted) != NULL;
		free(words);
	}
	return found;
}

START_TEST(test_contradiction)
{
	const struct model *model = kernel_model("x86_64");
	struct needs needs = known_needs(model);
	struct solution *solution;
	struct core *core;

	add_need(&needs, model, "BPF_JIT");
	solution = solve_kernel(model, &needs, OBJECTIVE_COUNT);
	ck_assert_int_eq(solution->answer, ANSWER_NO);
	core = core_find(solution->problem, 600);
	ck_assert_ptr_nonnull(core);
	ck_assert_int_eq(core->count, 3);
	ck_assert(has_need(core, "BPF_JIT"));
	ck_assert(has_words(core, "kernel/bpf/Kconfig:"));
	ck_assert(has_words(core, "MODULES is n"));
	core_free(core);
	solution_free(solution);
	needs_free(&needs);
	model_free(model);
}
END_TEST

TCase *kernel_case(void)
{
	TCase *tests = tcase_create("kernel");

	tcase_set_timeout(tests, 3600);
	tcase_add_loop_test(tests, test_configs, 0, 2);
	return tests;
}

/* Of the kit's own kernel. */
TCase *known_case(void)
{
	TCase *tests = tcase_create("known");

	tcase_set_timeout(tests, 3600);
	tcase_add_test(tests, test_known_optima);
	tcase_add_test(tests, test_contradiction);
	return tests;
}
