// SPDX-License-Identifier: GPL-2.0-only
#include "tests/tiny.h"

#include "engine/engine.h"
#include "model/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- Texts. Conditions speak of earlier options only, and selects reach
 * later ones: that avoids most circles. */

enum { OPTIONS = 6 };

static int roll(int sides)
{
	return (int)(random() / 7 % sides);
}

static void write_term(FILE *to, int below)
{
	static const char *const forms[] = {
		"O%d",	   "O%d",      "!O%d",	   "O%d=y",	"O%d!=n",
		"O%d = m", "O%d != y", "O%d >= m", "(O%d && K)"};
	int form = roll(13);

	if (form == 9 || form == 12)
		fprintf(to, "NUMBER %s %d", roll(2) ? ">" : "=", 3 + roll(3));
	else if (form == 10)
		fprintf(to, "TEXT %s \"%s\"",
			roll(2) ? "=" : "!=", roll(2) ? "a" : "b");
	else if (form == 11)
		fputs(roll(2) ? "m" : "K", to);
	else
		fprintf(to, forms[form], roll(below + 1));
}

static void write_expression(FILE *to, int below)
{
	write_term(to, below);
	if (!roll(3)) {
		fputs(roll(2) ? " && " : " || ", to);
		write_term(to, below);
	}
}

static void write_if(FILE *to, int below)
{
	if (roll(2)) {
		fputs(" if ", to);
		write_expression(to, below);
	}
	fputc('\n', to);
}

static void write_default(FILE *to, int below)
{
	static const char *const values[] = {"y", "m", "n"};

	fputs("\tdefault ", to);
	if (roll(2))
		fputs(values[roll(3)], to);
	else
		write_expression(to, below);
	write_if(to, below);
}

/* Every other seed's tree is tried with modules: there m should matter. */
static void write_option(FILE *to, int number, bool member, bool modules)
{
	bool tristate = modules ? roll(3) : !roll(3);
	int times;

	fprintf(to, "config O%d\n\t%s", number, tristate ? "tristate" : "bool");
	if (member || roll(4)) {
		fprintf(to, " \"O%d\"", number);
		write_if(to, number - 1);
	} else {
		fputc('\n', to);
	}
	if (!roll(3)) {
		fputs("\tdepends on ", to);
		write_expression(to, number - 1);
		fputc('\n', to);
	}
	for (times = member ? !roll(3) : roll(3); times; times--)
		write_default(to, number - 1);
	for (times = roll(3); times && number < OPTIONS; times--) {
		fprintf(to, "\t%s O%d", roll(3) ? "select" : "imply",
			number + 1 + roll(OPTIONS - number));
		write_if(to, number - 1);
	}
	fputc('\n', to);
}

static int write_choice(FILE *to, int number, bool modules)
{
	int members = 2 + roll(2), i;

	if (number + members - 1 > OPTIONS)
		return 0;
	fprintf(to, "choice\n\tprompt \"choice %d\"", number);
	write_if(to, number - 1);
	if (!roll(3))
		fputs("\toptional\n", to);
	if (roll(2)) {
		fprintf(to, "\tdefault O%d", number + roll(members));
		write_if(to, number - 1);
	}
	if (!roll(3)) {
		fputs("\tdepends on ", to);
		write_expression(to, number - 1);
		fputc('\n', to);
	}
	fputc('\n', to);
	for (i = 0; i < members; i++)
		write_option(to, number + i, true, modules);
	fputs("endchoice\n\n", to);
	return members;
}

/* A number and a text, whose values depend on what is on. */
static void write_values(FILE *to)
{
	fputs("config NUMBER\n\tint", to);
	if (roll(2)) {
		fputs(" \"number\"", to);
		write_if(to, 1);
	} else {
		fputc('\n', to);
	}
	/* Each default is outside of some of these ranges. */
	fprintf(to, "\trange %d %d if O1\n\tdefault 3", 2 + roll(3),
		4 + roll(2));
	write_if(to, 0);
	fputs("\tdefault 5\n\nconfig TEXT\n\tstring\n\tdefault \"a\"", to);
	write_if(to, 1);
	fputs("\tdefault \"b\"\n\n", to);
}

bool tiny_modules(unsigned int seed)
{
	return seed % 2;
}

char *tiny_text(unsigned int seed)
{
	size_t length;
	char *text;
	FILE *to = open_memstream(&text, &length);
	bool modules = tiny_modules(seed);
	int number, members;

	srandom(seed);
	fputs("mainmenu \"tiny\"\n\n", to);
	fputs("config MODULES\n\tbool \"MODULES\"\n\tmodules\n\n", to);
	fputs("config K\n\tdef_bool y\n\n", to);
	fputs("config O0\n\tbool \"O0\"\n\n", to);
	for (number = 1; number <= OPTIONS; number++) {
		if (number == 2)
			write_values(to);
		members = roll(4) ? 0 : write_choice(to, number, modules);
		if (members)
			number += members - 1;
		else
			write_option(to, number, false, modules);
	}
	fclose(to);
	return text;
}

/* --- Models. */

static const char *engine(void)
{
	static char *name;
	char *problem, *tree, *folder;

	if (name)
		return name;
	tree = model_find_tree(NULL, &problem);
	folder = tree ? engine_build(tree, &problem) : NULL;
	if (!folder || asprintf(&name, "%s/engine", folder) < 0) {
		fprintf(stderr, "%s\n", problem);
		exit(1);
	}
	free(folder);
	free(tree);
	return name;
}

static char *read_all(FILE *from)
{
	char *text = NULL;
	size_t room = 0;

	if (getdelim(&text, &room, 0, from) < 0) {
		free(text);
		return NULL;
	}
	return text;
}

struct model *tiny_model(const char *text)
{
	char file[] = "/tmp/tiny-kconfig-XXXXXX";
	int descriptor = mkstemp(file);
	char *command, *answer, *problem = NULL;
	struct model *model = NULL;
	FILE *from;
	int status;

	if (descriptor < 0 ||
	    write(descriptor, text, strlen(text)) != (ssize_t)strlen(text) ||
	    asprintf(&command, "exec \"$ENGINE\" %s 2>/dev/null", file) < 0)
		abort();
	setenv("ENGINE", engine(), true); /* its path may hold any sign */
	close(descriptor);
	from = popen(command, "r");
	answer = read_all(from);
	status = pclose(from);
	if (WEXITSTATUS(status) == 127) { /* it says so of no tree */
		fprintf(stderr, "%s cannot be run\n", engine());
		exit(1);
	}
	if (!status && answer)
		model = model_read(answer, NULL, &problem);
	unlink(file);
	free(command);
	free(problem);
	return model;
}

/* --- All that a user could choose. */

bool has_unmet(const struct config *config)
{
	model_for_each_symbol(config->model, symbol)
	{
		const struct result *result = config_result(config, symbol);

		if (symbol_is_logical(symbol) && !symbol->choice &&
		    !symbol->member_of && symbol->definition_count &&
		    result->depends < result->selected)
			return true;
	}
	return false;
}

struct search {
	const struct model *model;
	bool modules;
	struct tiny_all all;
	const char *asked[64]; /* by symbol->index */
};

static bool is_set_by_user(const struct symbol *symbol)
{
	return symbol_is_option(symbol) && symbol_is_logical(symbol) &&
	       symbol_prompt(symbol);
}

/* Members are set last, those that are on after the others. */
static void set_wishes(struct config *config, const struct search *search)
{
	static const char *const order[] = {"n", "m", "y"};
	int i;

	for (i = 0; i < 3; i++)
		model_for_each_symbol(search->model, symbol)
		{
			const char *asked = search->asked[symbol->index];

			if (asked && !strcmp(asked, order[i]))
				config_set(config, symbol, asked);
		}
}

/*
 * Is it still the same when it was written and read again? User values that are
 * not visible are not written, but may have decided whether a choice is on.
 */
static bool survives(const struct config *config)
{
	struct config *again = config_new(config->model);
	char *text = config_write_text(config);
	bool same = true;

	config_read_text(again, text, "again");
	config_evaluate(again);
	model_for_each_symbol(config->model, symbol)
	{
		same &= config_result(config, symbol)->value ==
			config_result(again, symbol)->value;
	}
	free(text);
	config_free(again);
	return same;
}

bool forgets_choice(const struct config *config)
{
	model_for_each_symbol(config->model, symbol)
	{
		size_t i, on = 0, chosen = 0;

		for (i = 0; symbol->choice && i < symbol->member_count; i++) {
			enum tristate value =
				config_result(config, symbol->members[i])
					->value;

			on += value != NO;
			chosen += value == YES;
		}
		if (chosen && on > 1)
			return true;
	}
	return false;
}

static void try_wishes(struct search *search)
{
	struct config *config = config_new(search->model);
	struct tiny_all *all = &search->all;

	set_wishes(config, search);
	config_evaluate(config);
	if (has_unmet(config) || !survives(config)) {
		all->forgets |= !has_unmet(config) && forgets_choice(config);
		config_free(config);
		return;
	}
	all->configs = reallocarray(all->configs, all->count + 1,
				    sizeof(struct config *));
	all->configs[all->count++] = config;
}

static void choose(struct search *search, const struct symbol *symbol)
{
	const struct model *model = search->model;
	const char **asked;

	while (symbol < model->symbols + model->symbol_count &&
	       !is_set_by_user(symbol))
		symbol++;
	if (symbol == model->symbols + model->symbol_count) {
		try_wishes(search);
		return;
	}
	asked = &search->asked[symbol->index];
	if (symbol != model->modules || !search->modules) {
		*asked = "n";
		choose(search, symbol + 1);
	}
	if (symbol->type == TYPE_TRISTATE && search->modules) {
		*asked = "m";
		choose(search, symbol + 1);
	}
	if (symbol != model->modules || search->modules) {
		*asked = "y";
		choose(search, symbol + 1);
	}
}

struct tiny_all tiny_all(const struct model *model, bool modules)
{
	struct search search = {.model = model, .modules = modules};

	choose(&search, model->symbols);
	return search.all;
}

void tiny_free(struct tiny_all *all)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		config_free(all->configs[i]);
	free(all->configs);
}
