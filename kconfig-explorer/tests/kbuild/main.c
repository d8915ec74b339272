// SPDX-License-Identifier: GPL-2.0-only
/* Tests of kbuild, syscalls and bytes. */
#include "tests/kbuild/kbuild.h"
#include "base/file.h"
#include "ktap.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test-explorer-kbuild.XXXXXX";

static int remove_one(const char *path, const struct stat *status, int kind,
		      struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	return remove(path);
}

static void remove_folder(void)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Each test runs in a process of its own, so there is one folder for each. */
const char *temporary_folder(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	atexit(remove_folder);
	return folder;
}

void write_file(const char *below, const char *path, const char *text)
{
	char full[PATH_MAX];
	char *slash;
	FILE *file;

	snprintf(full, sizeof(full), "%s/%s", below, path);
	for (slash = strchr(full + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		ck_assert(!mkdir(full, 0700) || errno == EEXIST);
		*slash = '/';
	}
	file = fopen(full, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

struct kbuild *load(const char *tree, const char *arch)
{
	char *problem = NULL;
	struct kbuild *kbuild = kbuild_load(tree, arch, &problem);

	ck_assert_msg(kbuild != NULL, "%s", problem ? problem : "");
	return kbuild;
}

const char *real_tree(void)
{
	const char *tree = getenv("EXPLORER_TREE");

	ck_assert_msg(tree && *tree, "EXPLORER_TREE is not set: use make");
	return tree;
}

const char *builtin_text(struct kbuild *kbuild, const char *path)
{
	const struct object *object = kbuild_object(kbuild, path);

	return object ? condition_text(kbuild->pool, object->builtin) : "none";
}

const char *module_text(struct kbuild *kbuild, const char *path)
{
	const struct object *object = kbuild_object(kbuild, path);

	return object ? condition_text(kbuild->pool, object->module) : "none";
}

void read_options(struct pool *pool, const char *file, struct table *options)
{
	char *text = file_read(pool, "", file, NULL), *rest = NULL, *line;
	char *equal;

	table_init(options, pool);
	ck_assert_msg(text != NULL, "%s cannot be read", file);
	for (line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		equal = strchr(line, '=');
		if (strncmp(line, "CONFIG_", 7) != 0 || !equal)
			continue;
		*equal = '\0';
		*table_at(options, line + 7) = equal + 1;
	}
}

unsigned int option_value(void *table, const char *option)
{
	const char *value = table_get(table, option);

	if (!value || !strcmp(value, "n") || !strcmp(value, "\"\""))
		return IS_N;
	return strcmp(value, "m") ? IS_Y : IS_M;
}

int main(void)
{
	SRunner *runner = srunner_create(condition_suite());

	srunner_add_suite(runner, small_suite());
	srunner_add_suite(runner, tree_suite());
	srunner_add_suite(runner, interfaces_suite());
	srunner_add_suite(runner, make_suite());
	srunner_add_suite(runner, builds_suite());
	return run_as_ktap(runner);
}
