// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every value of every symbol is what the kernel's code computes.
 *
 * EXPLORER_CONFIGS names a folder with subfolders x86_64 and i386 that
 * conf/configurations filled; EXPLORER_WILD says how many senseless
 * configurations are tried besides.
 */
#include "tests/model/model.h"

#include "tests/model/oracle.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const archs[] = {"x86_64", "i386"};

/* NAME.config files in the folder for the architecture. */
static glob_t configs(const char *arch)
{
	const char *folder = getenv("EXPLORER_CONFIGS");
	char pattern[4096];
	glob_t found;

	ck_assert_msg(folder, "EXPLORER_CONFIGS is not set: use make");
	snprintf(pattern, sizeof(pattern), "%s/%s/*.config", folder, arch);
	ck_assert_msg(!glob(pattern, 0, NULL, &found), "no files %s", pattern);
	return found;
}

static char *content(const char *file)
{
	FILE *from = fopen(file, "r");
	char *text = NULL;
	size_t room = 0;

	ck_assert_msg(from, "%s is missing", file);
	if (getdelim(&text, &room, 0, from) < 0)
		text = strdup("");
	fclose(from);
	return text;
}

/* What we would write is, byte for byte, what "conf --olddefconfig" wrote. */
static void check_file(const struct model *model, const char *file)
{
	struct config *config = config_new(model);
	char *problem, *expected_name, *expected, *text;

	ck_assert(config_read(config, file, &problem));
	config_evaluate(config);
	text = config_write_text(config);
	ck_assert(asprintf(&expected_name, "%.*s.expected",
			   (int)(strlen(file) - strlen(".config")), file) > 0);
	expected = content(expected_name);
	ck_assert_msg(!strcmp(text, expected),
		      "%s: not what conf --olddefconfig makes of it", file);
	free(text);
	free(expected);
	free(expected_name);
	config_free(config);
}

START_TEST(files_are_as_conf_writes_them)
{
	glob_t found = configs(archs[_i]);
	size_t i;

	for (i = 0; i < found.gl_pathc; i++)
		check_file(kit_model(archs[_i]), found.gl_pathv[i]);
	printf("  %s: %zu files as conf writes them\n", archs[_i],
	       found.gl_pathc);
	globfree(&found);
}
END_TEST

START_TEST(values_are_those_of_the_kernels_code)
{
	const struct model *model = kit_model(archs[_i]);
	glob_t found = configs(archs[_i]);

	ck_assert_int_eq(
		0, oracle_disagreements(model->tree, model->arch,
					(const char *const *)found.gl_pathv));
	printf("  %s: %zu configurations, %zu symbols each: equal\n", archs[_i],
	       found.gl_pathc, model->symbol_count);
	globfree(&found);
}
END_TEST

START_TEST(also_for_senseless_values)
{
	const struct model *model = kit_model(archs[_i]);
	int count = amount("EXPLORER_WILD", 20) / (_i ? 4 : 1), i;
	const char **files = calloc(count + 1, sizeof(*files));
	char folder[] = "/tmp/explorer-wild.XXXXXX";

	ck_assert(mkdtemp(folder));
	for (i = 0; i < count; i++)
		files[i] = wild_config(model, folder, i + 1);
	ck_assert_int_eq(0,
			 oracle_disagreements(model->tree, model->arch, files));
	printf("  %s: %d senseless configurations: equal\n", archs[_i], count);
	for (i = 0; i < count; i++) {
		unlink(files[i]);
		free((void *)files[i]);
	}
	rmdir(folder);
	free(files);
}
END_TEST

TCase *agreement_case(void)
{
	TCase *tcase = tcase_create("agreement");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, files_are_as_conf_writes_them, 0, 2);
	tcase_add_loop_test(tcase, values_are_those_of_the_kernels_code, 0, 2);
	tcase_add_loop_test(tcase, also_for_senseless_values, 0, 2);
	return tcase;
}
