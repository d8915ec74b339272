// SPDX-License-Identifier: GPL-2.0-only
/*
 * GNU make as the judge: it reads the Kbuild files for one configuration after
 * the other (kernel-objects). Are the objects that it finds those that
 * the gates foretell?
 */
#include "tests/kbuild/kbuild.h"
#include "base/file.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static glob_t configs;

struct comparison {
	struct kbuild *kbuild;
	const char *config;	      /* its file */
	struct table options;	      /* what it says */
	struct table builtin, module; /* paths of objects that make found */
	struct table archived;	      /* those of builtin that are in lib.a */
	const char *skipped;	      /* folders, with blanks between */
	size_t found, differences;
};

/*
 * include/config/auto.conf, as the kernel's conf writes it: strings have lost
 * their quotes (print_symbol_for_autoconf() in scripts/kconfig/confdata.c).
 */
static void write_options(const struct comparison *comparison,
			  const char *folder)
{
	const struct table *options = &comparison->options;
	char path[PATH_MAX];
	const char *value;
	bool quoted;
	FILE *file;
	size_t i;

	write_file(folder, "include/config/auto.conf", "");
	snprintf(path, sizeof(path), "%s/include/config/auto.conf", folder);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	for (i = 0; i < options->size; i++) {
		if (!options->entries[i].name)
			continue;
		value = options->entries[i].value;
		quoted = *value == '"';
		fprintf(file, "CONFIG_%s=%.*s\n", options->entries[i].name,
			(int)strlen(value) - 2 * quoted, value + quoted);
	}
	ck_assert_int_eq(fclose(file), 0);
}

/* Is an object's path below one of the folders that make has to skip? */
static bool is_skipped(const struct comparison *comparison, const char *path)
{
	const char *folder = comparison->skipped;
	size_t length;

	for (; *folder; folder += length) {
		folder += strspn(folder, " ");
		length = strcspn(folder, " ");
		if (length && !strncmp(path, folder, length) &&
		    path[length] == '/')
			return true;
	}
	return false;
}

/* A line such as "y kernel/fork.o". */
static void read_line(struct comparison *comparison, char *line)
{
	const char *path;

	line[strcspn(line, "\n")] = '\0';
	ck_assert_msg(line[0] && strchr("ylm", line[0]) && line[1] == ' ',
		      "kernel-objects: %s", line);
	path = path_below(comparison->kbuild->pool, "", line + 2);
	if (is_skipped(comparison, path))
		return;
	comparison->found++;
	*table_at(*line == 'm' ? &comparison->module : &comparison->builtin,
		  path) = comparison;
	if (*line == 'l')
		*table_at(&comparison->archived, path) = comparison;
}

static void ask_make(struct comparison *comparison, const char *folder)
{
	char line[PATH_MAX];
	FILE *output;
	/* nothing of the make that runs the test */
	const char *command = pool_printf(
		comparison->kbuild->pool,
		"cd %s && unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES && \"$KERNEL_OBJECTS\" srctree='%s' ARCH=%s skip='%s'",
		folder, comparison->kbuild->tree, comparison->kbuild->arch,
		comparison->skipped);

	write_options(comparison, folder);
	/* Its path may hold any sign. */
	setenv("KERNEL_OBJECTS",
	       KIT "/kconfig-explorer/tests/kbuild/kernel-objects", true);
	output = popen(command, "r");
	ck_assert_ptr_nonnull(output);
	while (fgets(line, sizeof(line), output))
		read_line(comparison, line);
	ck_assert_int_eq(pclose(output), 0);
}

static void differ(struct comparison *comparison, const char *path,
		   const char *what, const struct condition *gate)
{
	printf("%s: %s: %s: %s\n", comparison->config, path, what,
	       gate ? condition_text(comparison->kbuild->pool, gate)
		    : "it has no gate");
	comparison->differences++;
}

static bool holds(struct comparison *comparison, const struct condition *gate)
{
	return condition_holds(gate, option_value, &comparison->options);
}

static void compare_object(struct comparison *comparison,
			   const struct object *object)
{
	bool builtin = table_get(&comparison->builtin, object->path);
	bool module = table_get(&comparison->module, object->path);

	if (holds(comparison, object->builtin) != builtin)
		differ(comparison, object->path,
		       builtin ? "make builds it in" : "make does not build in",
		       object->builtin);
	/* scripts/Makefile.lib: what is built in is no module as well */
	if (holds(comparison, object->module) != module && !builtin)
		differ(comparison, object->path,
		       module ? "a module for make" : "no module for make",
		       object->module);
}

/* A library may be for an image; then compare_object() has left it out. */
static bool is_right_image(struct comparison *comparison,
			   const struct object *object)
{
	return object->kind == OBJECT_IMAGE &&
	       table_get(&comparison->archived, object->path) &&
	       holds(comparison, object->builtin);
}

/* Objects that make found, but of which no Kbuild file that we read speaks. */
static void compare_unknown(struct comparison *comparison,
			    const struct table *found)
{
	const struct object *object;
	size_t i;

	for (i = 0; i < found->size; i++) {
		if (!found->entries[i].name)
			continue;
		object = kbuild_object(comparison->kbuild,
				       found->entries[i].name);
		if (!object || (object->kind > OBJECT_LIBRARY &&
				!is_right_image(comparison, object)))
			differ(comparison, found->entries[i].name,
			       "make builds it", NULL);
	}
}

/* The folder of a configuration's file is named after its architecture. */
static const char *arch_of(const char *config)
{
	return strstr(config, "/i386/") ? "i386" : "x86_64";
}

START_TEST(as_make_does)
{
	const char *skipped = getenv("EXPLORER_SKIP");
	struct comparison comparison = {.config = configs.gl_pathv[_i],
					.skipped = skipped ? skipped : ""};
	struct kbuild *kbuild = load(real_tree(), arch_of(comparison.config));
	const struct object *object;
	size_t i;

	comparison.kbuild = kbuild;
	read_options(kbuild->pool, comparison.config, &comparison.options);
	table_init(&comparison.builtin, kbuild->pool);
	table_init(&comparison.archived, kbuild->pool);
	table_init(&comparison.module, kbuild->pool);
	ask_make(&comparison, temporary_folder());
	for (i = 0; i < kbuild->object_count; i++) {
		object = kbuild->objects[i];
		if (object->kind <= OBJECT_LIBRARY &&
		    !is_skipped(&comparison, object->path))
			compare_object(&comparison, object);
	}
	compare_unknown(&comparison, &comparison.builtin);
	compare_unknown(&comparison, &comparison.module);
	printf("%s: make finds %zu objects, wrong about %zu\n",
	       comparison.config, comparison.found, comparison.differences);
	ck_assert_uint_gt(comparison.found, 200);
	ck_assert_uint_eq(comparison.differences, 0);
	kbuild_free(kbuild);
}
END_TEST

Suite *make_suite(void)
{
	const char *pattern = getenv("EXPLORER_CONFIGS");
	Suite *suite = suite_create("GNU make");
	TCase *tests = tcase_create("GNU make");

	suite_add_tcase(suite, tests);
	if (!pattern || glob(pattern, GLOB_BRACE | GLOB_ERR, NULL, &configs)) {
		fputs("EXPLORER_CONFIGS names no configurations: use make\n",
		      stderr);
		exit(EXIT_FAILURE);
	}
	tcase_set_timeout(tests, 900);
	tcase_add_loop_test(tests, as_make_does, 0, configs.gl_pathc);
	return suite;
}
