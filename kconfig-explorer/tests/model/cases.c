// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's own test cases of Kconfig, scripts/kconfig/tests/ of the tree,
 * through our engine and model. Where they talk to conf's questions, what the
 * answers lead to is asked of the model instead.
 */
#include "tests/model/model.h"

#include "tests/model/oracle.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A tree of links: the case's files, and the kernel's scripts/kconfig. */
static char folder[32];
static const char *case_name;

static char *case_file(const char *name)
{
	char *path;

	ck_assert(asprintf(&path, "%s/scripts/kconfig/tests/%s/%s",
			   kit_model("x86_64")->tree, case_name, name) > 0);
	return path;
}

static void link_into(const char *name, char *target)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ck_assert(!symlink(target, path));
	free(target);
}

static void make_tree(const char *name)
{
	struct dirent *entry;
	char *kconfig, path[512];
	DIR *files;

	case_name = name;
	strcpy(folder, "/tmp/explorer-case.XXXXXX");
	ck_assert(mkdtemp(folder));
	files = opendir(case_file(""));
	ck_assert(files);
	while ((entry = readdir(files)))
		if (!strncmp(entry->d_name, "Kconfig", 7))
			link_into(entry->d_name, case_file(entry->d_name));
	closedir(files);
	snprintf(path, sizeof(path), "%s/scripts", folder);
	ck_assert(!mkdir(path, 0777));
	ck_assert(asprintf(&kconfig, "%s/scripts/kconfig",
			   kit_model("x86_64")->tree) > 0);
	link_into("scripts/kconfig", kconfig);
}

static void remove_tree(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -r %s", folder);
	ck_assert_int_eq(0, system(command));
}

static char *content(const char *name)
{
	char *path = case_file(name), *text = NULL;
	FILE *from = fopen(path, "r");
	size_t room = 0;

	ck_assert_msg(from, "cannot read %s", path);
	ck_assert(getdelim(&text, &room, 0, from) > 0);
	fclose(from);
	free(path);
	return text;
}

static const struct model *load_case(void)
{
	char *problem;
	const struct model *model =
		model_load(folder, "x86_64", false, &problem);

	ck_assert_msg(model, "%s: %s", case_name, problem);
	return model;
}

/* --- Values. */

static const struct {
	const char *name, *asked; /* the second a file, or a text */
	const char *expected;
	bool exactly;
} value_cases[] = {
	{"choice", "", "alldef_expected_config", false},
	{"choice", "allyes_expected_config", "allyes_expected_config", false},
	{"choice", "allmod_expected_config", "allmod_expected_config", false},
	{"choice", "allno_expected_config", "allno_expected_config", false},
	{"inter_choice", "defconfig", "expected_config", false},
	{"no_write_if_dep_unmet", "# CONFIG_A is not set\n", "expected_config",
	 true},
	{"choice_value_with_m_dep", "CONFIG_CHOICE0=y\n", "expected_config",
	 false},
};

START_TEST(values_are_as_expected)
{
	const char *asked = value_cases[_i].asked;
	struct config *config;
	char *expected, *text;

	make_tree(value_cases[_i].name);
	config = config_new(load_case());
	if (*asked && !strchr(asked, '\n'))
		asked = content(asked);
	config_read_text(config, asked, "asked");
	config_evaluate(config);
	text = config_write_text(config);
	expected = content(value_cases[_i].expected);
	ck_assert_msg(value_cases[_i].exactly ? !strcmp(text, expected)
					      : strstr(text, expected) != NULL,
		      "%s: wanted\n%s\ngot\n%s", case_name, expected, text);
	remove_tree();
}
END_TEST

/* "those that appear with a new dependency are new, and wait for an answer" */
START_TEST(what_appears_is_new)
{
	const struct model *model;
	struct config *config;
	const char *const names[] = {"CHOICE_C", "CHOICE_F"};
	int i;

	make_tree("new_choice_with_dep");
	model = load_case();
	config = config_new(model);
	config_read_text(config, content("config"), "config");
	config_set(config, model_find(model, "A"), "y");
	config_evaluate(config);
	for (i = 0; i < 2; i++) {
		const struct symbol *symbol = model_find(model, names[i]);

		ck_assert(!config_user_value(config, symbol)->set);
		ck_assert(config_result(config, symbol)->visible == YES);
		ck_assert(config_result(config, symbol)->written);
	}
	ck_assert_str_eq("y",
			 config_text(config, model_find(model, "CHOICE_B")));
	ck_assert_str_eq("y",
			 config_text(config, model_find(model, "CHOICE_E")));
	remove_tree();
}
END_TEST

/* --- Menus: entries that depend on the one before become its submenu. */

static int depth_of(const struct menu *menu)
{
	int depth = 0;

	while ((menu = menu->parent))
		depth += menu->prompt && menu->kind != MENU_ROOT;
	return depth;
}

START_TEST(submenus_are_as_expected)
{
	const struct model *model;
	char *expected, *line;
	int seen = 0;

	make_tree("auto_submenu");
	model = load_case();
	expected = content("expected_stdout");
	while ((line = strsep(&expected, "\n"))) {
		int indent = strspn(line, " ");
		const struct symbol *symbol;
		char name[32];

		/* "  A0 (A0) [Y/n/?] (NEW)", but not a choice's "> 1. ..." */
		if (sscanf(line + indent, "%*[A-Z0-9_] (%31[A-Z0-9_]) [",
			   name) != 1)
			continue;
		symbol = model_find(model, name);
		ck_assert_ptr_nonnull(symbol);
		ck_assert_int_eq(indent / 2, depth_of(symbol->definitions[0]));
		seen++;
	}
	ck_assert_int_eq(6, seen);
	remove_tree();
}
END_TEST

/* --- Messages. */

static const char *const failing_cases[] = {"err_recursive_dep",
					    "err_recursive_inc",
					    "preprocess/circular_expansion"};

static void check_lines(const char *said, char *expected)
{
	char *line;

	while ((line = strsep(&expected, "\n")))
		ck_assert_msg(strstr(said, line), "%s: no \"%s\" in:\n%s",
			      case_name, line, said);
}

START_TEST(errors_are_told)
{
	char *problem = NULL;

	make_tree(failing_cases[_i]);
	ck_assert(!model_load(folder, "x86_64", false, &problem));
	check_lines(problem, content("expected_stderr"));
	remove_tree();
}
END_TEST

static const char *const talking_cases[] = {
	"preprocess/builtin_func", "preprocess/escape", "preprocess/variable"};

START_TEST(warnings_are_told)
{
	char said[8192] = "";
	FILE *captured = tmpfile();
	int terminal = dup(STDERR_FILENO);

	make_tree(talking_cases[_i]);
	fflush(stderr);
	dup2(fileno(captured), STDERR_FILENO);
	load_case();
	fflush(stderr);
	dup2(terminal, STDERR_FILENO);
	rewind(captured);
	ck_assert(fread(said, 1, sizeof(said) - 1, captured) > 0);
	check_lines(said, content("expected_stderr"));
	remove_tree();
}
END_TEST

/* --- And tristate choices, of which x86 has next to none, at random. */

static const char *const valid_cases[] = {"auto_submenu",
					  "choice",
					  "choice_value_with_m_dep",
					  "inter_choice",
					  "new_choice_with_dep",
					  "no_write_if_dep_unmet"};

START_TEST(senseless_wishes_agree)
{
	enum { COUNT = 30 };
	const char *files[COUNT + 1] = {NULL};
	const struct model *model;
	int i;

	make_tree(valid_cases[_i]);
	model = load_case();
	for (i = 0; i < COUNT; i++)
		files[i] = wild_config(model, folder, i + 1);
	ck_assert_int_eq(0, oracle_disagreements(model->tree, "x86_64", files));
	remove_tree();
}
END_TEST

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

TCase *cases_case(void)
{
	TCase *tcase = tcase_create("kernel's cases");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, values_are_as_expected, 0,
			    LENGTH(value_cases));
	tcase_add_test(tcase, what_appears_is_new);
	tcase_add_test(tcase, submenus_are_as_expected);
	tcase_add_loop_test(tcase, errors_are_told, 0, LENGTH(failing_cases));
	tcase_add_loop_test(tcase, warnings_are_told, 0, LENGTH(talking_cases));
	tcase_add_loop_test(tcase, senseless_wishes_agree, 0,
			    LENGTH(valid_cases));
	return tcase;
}
