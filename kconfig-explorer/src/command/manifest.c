// SPDX-License-Identifier: GPL-2.0-only
/* manifest: show, check and minimise what an application asks for. */
#include "command/manifest_needs.h"
#include "base/text.h"
#include "command/progress.h"
#include "manifest/names.h"
#include "trace/describe.h"
#include "trace/minimise.h"
#include "trace/trace.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: kconfig-explorer manifest [show] FILE...\n"
	"       kconfig-explorer manifest check FILE...\n"
	"       kconfig-explorer manifest --minimise FILE [--check COMMAND]\n"
	"\n"
	"Prints or checks manifests, or finds out which of their needs are required.\n"
	"\n"
	"A manifest is a text file that lists what an application asks of the kernel:\n"
	"its needs. trace writes it, you may edit it, and specialise makes a\n"
	"configuration from it. A need is a line NAME = STATE, where STATE is\n"
	"\n"
	"  required   the application's check fails without it\n"
	"  used       used, and perhaps required\n"
	"  optional   used, but the check passes without it\n"
	"  tried      failed when it was traced\n"
	"\n"
	"show prints the files, check reports only what is wrong with them.\n"
	"\n"
	"--minimise runs the application again and again, makes its needs fail, first in\n"
	"groups, and sees whether the check still passes. It writes each answer into FILE\n"
	"at once. You can interrupt it: the next run continues.\n"
	"\n"
	"Example: kconfig-explorer manifest --minimise redis.manifest\n"
	"Exit status: 0; 1 if a file is wrong or the search fails; 2 for wrong usage.\n"
	"\n"
	"  --check COMMAND  instead of the check in FILE\n"
	"  --all            also try needs that no option of the kernel (--tree) decides\n"
	"  -o FILE          write there, and leave the first file as it is\n";

struct arguments {
	bool minimise, all;
	const char *check, *output;
	struct options shared;
};

/* --- show */

static json_t *entry_json(const struct manifest_entry *entry)
{
	return json_string(entry->value ? entry->value
					: manifest_state_name(entry->state));
}

static void show_json(const struct manifest *manifest)
{
	json_t *all = json_object();
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];
		json_t *object = json_object();

		for (i = 0; i < list->count; i++)
			json_object_set_new(object, list->entries[i].key,
					    entry_json(&list->entries[i]));
		json_object_set_new(all, manifest_section_name(section),
				    object);
	}
	json_print(all);
}

static void show_csv(const struct manifest *manifest, const char *file)
{
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];

		for (i = 0; i < list->count; i++) {
			const struct manifest_entry *entry = &list->entries[i];

			CSV_ROW(file, manifest_section_name(section),
				entry->key,
				entry->value
					? entry->value
					: manifest_state_name(entry->state));
		}
	}
}

static void show_names(const struct manifest_list *list,
		       enum manifest_state state)
{
	size_t i, column = 0;

	for (i = 0; i < list->count; i++) {
		const char *name = list->entries[i].key;

		if (list->entries[i].state != state)
			continue;
		if (!column)
			column = printf("  %-9s", manifest_state_name(state));
		else if (column + strlen(name) > 76)
			column = printf("\n  %9s", "") - 1;
		column += printf(" %s%s", name, strchr(name, ' ') ? ";" : "");
	}
	if (column)
		putchar('\n');
}

static void show_section(const struct manifest *manifest, int section)
{
	const struct manifest_list *list = &manifest->sections[section];
	int state;
	size_t i;

	if (!list->count)
		return;
	printf("%s\n", manifest_section_name(section));
	for (state = MANIFEST_STATES - 1;
	     state >= 0 && manifest_holds_needs(section); state--)
		show_names(list, state);
	for (i = 0; !manifest_holds_needs(section) && i < list->count; i++)
		printf("  %-9s %s\n", list->entries[i].key,
		       list->entries[i].value);
}

static void show(const struct manifest *manifest, const char *file,
		 enum format format)
{
	int section;

	if (format == FORMAT_JSON) {
		show_json(manifest);
	} else if (format == FORMAT_CSV) {
		show_csv(manifest, file);
	} else {
		for (section = 0; section < MANIFEST_SECTIONS; section++)
			show_section(manifest, section);
	}
}

/* --- check */

static bool is_known(int section, const char *key)
{
	if (section == MANIFEST_CALLS || section == MANIFEST_CALLS_I386)
		return strncmp(key, "0x", 2) == 0 ||
		       name_is_call(section == MANIFEST_CALLS_I386, key);
	return true;
}

/* What can be read may still be meaningless. Returns the number of faults. */
static size_t check_names(const struct manifest *manifest, const char *file)
{
	size_t faults = 0, i;
	int section;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];

		for (i = 0; i < list->count; i++) {
			if (is_known(section, list->entries[i].key))
				continue;
			warn("%s:%d: there is no system call \"%s\"", file,
			     list->entries[i].line, list->entries[i].key);
			faults++;
		}
	}
	return faults;
}

static bool look_at(const char *file, bool only_check, enum format format)
{
	char *problem = NULL;
	struct manifest *manifest = manifest_read(file, &problem);
	bool good;

	if (!manifest) {
		warn("%s", problem);
		free(problem);
		return false;
	}
	if (!only_check)
		show(manifest, file, format);
	good = check_names(manifest, file) == 0;
	manifest_free(manifest);
	return good;
}

static int look_at_all(char **files, int count, bool only_check,
		       enum format format)
{
	bool good = true;
	int i;

	if (!only_check && format == FORMAT_CSV)
		CSV_ROW("file", "section", "name", "value");
	for (i = 0; i < count; i++)
		good = look_at(files[i], only_check, format) && good;
	return good ? EXIT_OK : EXIT_NO;
}

/* --- minimise */

struct search {
	const char *output;
	bool all; /* also what depends on no option */
	struct loaded_needs loaded;
};

static char *group(void *data, enum manifest_section section, const char *key)
{
	const struct search *search = data;
	char *options =
		manifest_need_options(&search->loaded.map, section, key);

	if (!options && search->all)
		options = text_format("%d %s", section, key);
	return options;
}

static void show_progress(void *data, const struct minimise *state, bool done)
{
	const struct search *search = data;
	bool terminal = isatty(STDERR_FILENO);
	char *problem;

	dprintf(STDERR_FILENO,
		"%sminimise: %zu runs, %zu required, %zu optional, %zu left%s",
		terminal ? CLEAR_LINE : "", state->runs, state->required,
		state->optional, state->left,
		terminal && state->left ? "" : "\n");
	if (done && !manifest_write(state->manifest, search->output, &problem))
		die("%s", problem);
}

static int run_minimise(const struct arguments *arguments, char *file)
{
	struct search search = {
		.output = arguments->output ? arguments->output : file,
		.all = arguments->all,
	};
	struct minimise state = {
		.group = group, .progress = show_progress, .data = &search};
	char *problem = NULL;
	bool good;

	state.manifest = manifest_read(file, &problem);
	if (!state.manifest)
		die("%s", problem);
	if (!describe_run(state.manifest, &state.run, &problem))
		die("%s: %s", file, problem);
	if (arguments->check)
		state.run.check = arguments->check;
	if (!state.run.check)
		die("%s: there is no check; give one with --check", file);
	manifest_needs_for(&arguments->shared, &search.loaded);
	good = minimise(&state, &problem);
	if (!good)
		warn("%s: %s", file, problem);
	free(problem);
	manifest_needs_release(&search.loaded);
	describe_free_run(&state.run);
	manifest_free(state.manifest);
	return good ? EXIT_OK : EXIT_NO;
}

int command_manifest(int argc, char **argv)
{
	struct arguments arguments = {0};
	const struct option_rule rules[] = {
		{.name = "minimise", .flag = &arguments.minimise},
		{.name = "all", .flag = &arguments.all},
		{.name = "check", .value = &arguments.check},
		{.name = "output", .value = &arguments.output},
		{.name = NULL},
	};
	int others = options_parse(&arguments.shared, argc, argv, usage, rules);
	bool only_check = others && !strcmp(argv[1], "check");
	int words = only_check || (others && !strcmp(argv[1], "show"));

	if (others == words)
		die_usage("manifest: which file?");
	if (!arguments.minimise)
		return look_at_all(argv + 1 + words, others - words, only_check,
				   arguments.shared.format);
	if (others != 1)
		die_usage("manifest --minimise: expected one file");
	return run_minimise(&arguments, argv[1]);
}
