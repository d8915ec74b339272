// SPDX-License-Identifier: GPL-2.0-only
/*
 * Contradictions are right: random needs and bans that cannot be met are
 * explained, and core-check, which shares nothing with the solver, judges the
 * sentences.
 */
#include "tests/solve/solve.h"
#include "tests/tiny.h"

#include "solve/core.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- Judging. */

struct judgement {
	char file[32];
	FILE *to;
	int count;
};

static struct judgement judgement_new(void)
{
	struct judgement judgement = {.file = "/tmp/explorer-cores-XXXXXX"};
	int descriptor = mkstemp(judgement.file);

	ck_assert_int_ge(descriptor, 0);
	judgement.to = fdopen(descriptor, "w");
	return judgement;
}

/* The values of all symbols that the sentences name. */
static json_t *values_json(const struct config *config, json_t *facts)
{
	json_t *values = json_object(), *fact, *type;
	const char *name;
	size_t i;

	json_array_foreach(facts, i, fact)
	{
		json_object_foreach(json_object_get(fact, "types"), name, type)
		{
			const struct symbol *symbol =
				model_find(config->model, name);

			if (symbol && symbol->definition_count)
				json_object_set_new(values, name,
						    json_string(config_text(
							    config, symbol)));
		}
	}
	return values;
}

static void add_core(struct judgement *judgement, const struct core *core,
		     const char *origin, struct config *const *configs,
		     size_t config_count)
{
	json_t *facts = json_array(), *values = json_array(), *line;
	size_t i;

	for (i = 0; i < core->count; i++)
		json_array_append_new(facts,
				      fact_json(core->facts, core->all[i]));
	for (i = 0; i < config_count; i++)
		json_array_append_new(values, values_json(configs[i], facts));
	line = json_pack("{s:s, s:o, s:o}", "origin", origin, "contradiction",
			 facts, "configurations", values);
	json_dumpf(line, judgement->to, JSON_COMPACT | JSON_SORT_KEYS);
	fputc('\n', judgement->to);
	json_decref(line);
	judgement->count++;
}

static void judge(struct judgement *judgement, bool change)
{
	char *command;
	int status;

	fclose(judgement->to);
	/* Its path may hold any sign. */
	setenv("CORE_CHECK", KIT "/kconfig-explorer/tests/solve/core-check",
	       true);
	ck_assert_int_ge(asprintf(&command, "\"$CORE_CHECK\" %s %s",
				  change ? "--change" : "", judgement->file),
			 0);
	fflush(stdout);
	status = system(command);
	if (!getenv("KEEP"))
		unlink(judgement->file);
	ck_assert_msg(!status, "%s: exit status %d", command, status);
	free(command);
}

/* Explains the needs if they cannot be met. */
static void try_needs(struct judgement *judgement, const struct model *model,
		      bool modules, const struct needs *needs,
		      const char *origin, struct config *const *configs,
		      size_t config_count)
{
	char *message;
	struct problem *problem =
		problem_new(model, needs, modules, NULL, &message);
	struct sat *sat;
	struct core *core;

	if (!problem) { /* a value that does not fit */
		free(message);
		return;
	}
	sat = sat_new(problem->encoding->clauses);
	if (sat_solve(sat, NULL, 0) == ANSWER_NO) {
		core = core_find(problem, 600);
		ck_assert_msg(core != NULL, "%s: no reason", origin);
		add_core(judgement, core, origin, configs, config_count);
		core_free(core);
	}
	sat_free(sat);
	problem_free(problem);
}

/* --- Small trees. */

static void add_tiny_need(struct needs *needs, const struct model *model)
{
	static const char *const values[] = {"y", "y", "n", "m"};
	char line[64], *problem;
	long option = random() % 7;

	switch (random() % 8) {
	case 0:
		snprintf(line, sizeof(line), "NUMBER=%ld", 2 + random() % 5);
		break;
	case 1:
		snprintf(line, sizeof(line), "TEXT=%c",
			 random() % 2 ? 'a' : 'c');
		break;
	case 2:
		snprintf(line, sizeof(line), "O%ld || O%ld=n", option,
			 random() % 7);
		break;
	default:
		snprintf(line, sizeof(line), "O%ld=%s", option,
			 values[random() % 4]);
	}
	if (!needs_add(needs, model, line, "test", &problem))
		free(problem); /* m for a bool */
}

/* Some of the configurations that a user can choose. */
enum { WITNESSES = 6 };

static void try_tiny(struct judgement *judgement, unsigned int seed)
{
	char *text = tiny_text(seed), origin[32];
	struct model *model = tiny_model(text);
	bool modules = tiny_modules(seed);
	struct config *some[WITNESSES];
	struct tiny_all all = {0};
	int i, j;

	if (model)
		all = tiny_all(model, modules);
	for (i = 0; all.count && !all.forgets && i < 4; i++) {
		struct needs needs = {0};

		for (j = 0; j < WITNESSES; j++)
			some[j] = all.configs[random() % (long)all.count];
		for (j = 1 + (int)(random() % 4); j; j--)
			add_tiny_need(&needs, model);
		snprintf(origin, sizeof(origin), "seed %u", seed);
		try_needs(judgement, model, modules, &needs, origin, some,
			  WITNESSES);
		needs_free(&needs);
	}
	tiny_free(&all);
	model_free(model);
	free(text);
}

static void judge_tiny(int wanted, bool change)
{
	struct judgement judgement = judgement_new();
	unsigned int seed;

	for (seed = 0; judgement.count < wanted; seed++)
		try_tiny(&judgement, seed);
	judge(&judgement, change);
}

START_TEST(test_tiny)
{
	judge_tiny(amount("EXPLORER_TREES", 150), false);
}
END_TEST

/* The judge itself: a sentence that is missing or wrong does not escape it. */
START_TEST(test_judge)
{
	judge_tiny(amount("EXPLORER_TREES", 150) / 5, true);
}
END_TEST

/* --- The kernel's own options. */

/* The symbol that stands at a random place of the expression. */
static const struct symbol *symbol_in(const struct expression *expression)
{
	while (expression && expression->left)
		expression = expression->right && random() % 2
				     ? expression->right
				     : expression->left;
	return expression ? expression->a : NULL;
}

/* One that may well have to do with this one. */
static const struct symbol *neighbour(const struct symbol *symbol)
{
	switch (random() % 4) {
	case 0:
		return symbol_in(symbol->selected);
	case 1:
		if (symbol->property_count)
			return symbol
				->properties[random() %
					     (long)symbol->property_count]
				->target;
		return NULL;
	case 2:
		if (symbol->member_of)
			return symbol->member_of
				->members[random() % (long)symbol->member_of
							     ->member_count];
		return NULL;
	default:
		return symbol_in(symbol->depends);
	}
}

static const struct symbol *next_symbol(const struct model *model,
					const struct symbol *last)
{
	const struct symbol *symbol = last ? neighbour(last) : NULL;

	while (!symbol || !symbol_is_option(symbol))
		symbol = &model->symbols[random() % (long)model->symbol_count];
	return symbol;
}

static void add_random(struct needs *needs, const struct model *model,
		       const struct symbol *symbol, bool modules)
{
	bool off = random() % 2;
	const char *value = off ? "n" : "y";
	char *line;

	if (symbol->type == TYPE_STRING)
		value = off ? "other" : "";
	else if (!symbol_is_logical(symbol))
		value = off ? "0" : "64";
	else if (modules && symbol->type == TYPE_TRISTATE && random() % 3 == 0)
		value = "m";
	ck_assert_int_ge(asprintf(&line, "%s=%s", symbol->name, value), 0);
	add_need(needs, model, line);
	free(line);
}

/* Of some choice two members on, or all off. */
static void add_choice(struct needs *needs, const struct model *model)
{
	const struct symbol *choice;
	bool off = random() % 2;
	char *line;
	size_t i;

	do
		choice = &model->symbols[random() % (long)model->symbol_count];
	while (!choice->choice || choice->member_count < 2);
	for (i = 0; i < choice->member_count; i++) {
		if (!off && i >= 2)
			break;
		ck_assert_int_ge(asprintf(&line, "%s=%s",
					  choice->members[i]->name,
					  off ? "n" : "y"),
				 0);
		add_need(needs, model, line);
		free(line);
	}
}

static void try_kernel(struct judgement *judgement, const struct model *model,
		       struct config *const *configs, size_t config_count,
		       unsigned int seed)
{
	const struct symbol *symbol = NULL;
	struct needs needs = {0};
	bool modules = config_result(configs[0], model->modules)->value;
	char origin[48];
	int count;

	srandom(seed);
	for (count = 2 + (int)(random() % 5); count; count--) {
		symbol = next_symbol(model, random() % 3 ? symbol : NULL);
		add_random(&needs, model, symbol, modules);
	}
	if (random() % 4 == 0)
		add_choice(&needs, model);
	snprintf(origin, sizeof(origin), "%s, seed %u", model->arch, seed);
	try_needs(judgement, model, modules, &needs, origin, configs,
		  config_count);
	needs_free(&needs);
}

/* Real configurations that have MODULES so, without unmet dependencies. */
static size_t read_configs(const struct model *model, bool modules,
			   struct config **configs, size_t room)
{
	const char *folder = getenv("EXPLORER_CONFIGS");
	char *pattern, *problem;
	size_t i, count = 0;
	glob_t files;

	ck_assert_msg(folder != NULL, "EXPLORER_CONFIGS names no folder");
	ck_assert_int_ge(
		asprintf(&pattern, "%s/%s/*.config", folder, model->arch), 0);
	ck_assert_msg(!glob(pattern, 0, NULL, &files), "%s: none", pattern);
	for (i = 0; i < files.gl_pathc && count < room; i++) {
		struct config *config = config_new(model);

		ck_assert(config_read(config, files.gl_pathv[i], &problem));
		config_evaluate(config);
		if ((config_result(config, model->modules)->value == YES) ==
			    modules &&
		    !has_unmet(config))
			configs[count++] = config;
		else
			config_free(config);
	}
	globfree(&files);
	free(pattern);
	return count;
}

/* Each architecture, with and without modules. */
START_TEST(test_kernel)
{
	const struct model *model = kernel_model(_i / 2 ? "i386" : "x86_64");
	int wanted = amount("EXPLORER_CORES", 40) / 4;
	struct judgement judgement = judgement_new();
	struct config *configs[4];
	size_t i, count = read_configs(model, _i % 2, configs, 4);
	unsigned int seed;

	ck_assert_msg(count > 0, "no configuration to compare with");
	for (seed = 0; judgement.count < wanted; seed++)
		try_kernel(&judgement, model, configs, count, 4 * seed + _i);
	judge(&judgement, false);
	for (i = 0; i < count; i++)
		config_free(configs[i]);
	model_free(model);
}
END_TEST

TCase *tiny_cores_case(void)
{
	TCase *tests = tcase_create("tiny-cores");

	tcase_set_tags(tests, "small");
	tcase_set_timeout(tests, 3600);
	tcase_add_test(tests, test_tiny);
	tcase_add_test(tests, test_judge);
	return tests;
}

TCase *kernel_cores_case(void)
{
	TCase *tests = tcase_create("kernel-cores");

	tcase_set_timeout(tests, 7200);
	tcase_add_loop_test(tests, test_kernel, 0, 4);
	return tests;
}
