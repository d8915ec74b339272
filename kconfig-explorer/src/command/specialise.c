// SPDX-License-Identifier: GPL-2.0-only
/* specialise: from manifests to the smallest configuration for them. */
#include "command/explorer.h"
#include "base/draft.h"
#include "base/memory.h"
#include "base/text.h"
#include "command/manifest_needs.h"
#include "command/progress.h"
#include "engine/cache.h"
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: kconfig-explorer specialise MANIFEST... [option]...\n"
	"\n"
	"Finds the smallest configuration for the applications of some manifests.\n"
	"\n"
	"It has all needs that are required or used, and what the machine needs. Where a\n"
	"smaller kernel would run them worse, the policy decides (solve --policy prints\n"
	"it); the output reports how many options that costs.\n"
	"\n"
	"Example: kconfig-explorer specialise redis.manifest -o redis.config\n"
	"Exit status: 0 if it is found; 1 if there is none, with the reason, or if it\n"
	"fails; 2 for wrong usage.\n"
	"\n"
	"  --smallest       size comes first; the policy only decides between\n"
	"                   configurations of the same size\n"
	"  --needs          print the options that are needed, with the reasons, in the\n"
	"                   form that solve --need-file reads, and end\n"
	"  --machine FILE   needs of the machine, instead of\n"
	"                   kconfig-explorer/manifests/machine.needs; \"none\": none\n"
	"\n"
	"All other options are those of solve (see its --help), such as\n"
	"\n"
	"  -o FILE          write the .config to FILE\n"
	"  --ban OPTION     an option that must be off\n"
	"  --explain        also print why each option is on\n";

struct arguments {
	char **manifests;
	int count;
	bool only_needs;
	bool own_policy; /* --pin is not to be added */
	const char *machine;
	struct options shared; /* tree and architecture */
	char **rest;	       /* for solve, with room for seven more */
	int rest_count;
};

/*
 * Is it --NAME, with a value, as one word or two? Sets *value; *at moves to the
 * last of its words.
 */
static bool read_value(int argc, char **argv, int *at, const char *name,
		       const char **value)
{
	size_t length = strlen(name);

	if (strncmp(argv[*at], "--", 2) != 0 ||
	    strncmp(argv[*at] + 2, name, length) != 0)
		return false;
	if (argv[*at][2 + length] == '=') {
		*value = argv[*at] + 3 + length;
		return true;
	}
	if (argv[*at][2 + length])
		return false;
	if (*at + 1 >= argc)
		die_usage("--%s needs a value", name);
	*value = argv[++*at];
	return true;
}

/* Ours are taken out; tree and architecture are read, and stay for solve. */
static void parse_options(struct arguments *given, int argc, char **argv,
			  int at)
{
	for (; at < argc; at++) {
		int before = at;
		const char *arch = given->shared.arch;

		if (!strcmp(argv[at], "--needs")) {
			given->only_needs = true;
			continue;
		}
		if (!strcmp(argv[at], "--smallest")) {
			given->own_policy = true;
			continue;
		}
		if (!strcmp(argv[at], "--pin") ||
		    !strcmp(argv[at], "--no-policy"))
			given->own_policy = true;
		if (!strcmp(argv[at], "--progress"))
			progress_always();
		if (read_value(argc, argv, &at, "machine", &given->machine))
			continue;
		if (!read_value(argc, argv, &at, "tree", &given->shared.tree))
			read_value(argc, argv, &at, "arch", &arch);
		/* The makefiles know but these two: see struct options. */
		given->shared.arch = strcmp(arch, "i386") ? "x86_64" : "i386";
		for (; before <= at; before++)
			given->rest[given->rest_count++] = argv[before];
	}
}

static void parse(struct arguments *given, int argc, char **argv)
{
	int at = 1;

	if (argc > 1 && !strcmp(argv[1], "--help")) {
		fputs(usage, stdout);
		exit(EXIT_OK);
	}
	while (at < argc && argv[at][0] != '-')
		at++;
	if (at == 1)
		die_usage("specialise: give a manifest first");
	*given = (struct arguments){
		.manifests = argv + 1,
		.count = at - 1,
		.machine = KIT "/kconfig-explorer/manifests/machine.needs",
		.shared = {.arch = "x86_64"},
		.rest = resize(NULL, (argc + 7) * sizeof(char *)),
	};
	given->rest[given->rest_count++] = "solve";
	parse_options(given, argc, argv, at);
}

/* What only ever failed costs no option; the user can edit the manifest. */
static void name_attempts(const struct manifest_needs *map, const char *file,
			  const struct manifest *manifest)
{
	const struct manifest_list *list;
	char *options, *names = NULL;
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		list = &manifest->sections[section];
		for (i = 0; manifest_holds_needs(section) && i < list->count;
		     i++) {
			if (list->entries[i].state != MANIFEST_TRIED)
				continue;
			options = manifest_need_options(map, section,
							list->entries[i].key);
			if (!options)
				continue;
			text_append(&names, "\n  %s (%s)", list->entries[i].key,
				    options);
			free(options);
		}
	}
	if (names)
		warn("%s: tried, but not needed:%s", file, names);
	free(names);
}

/* False if a manifest cannot be read. */
static bool add_manifest(const struct manifest_needs *map, const char *file,
			 struct manifest_need_list *needs)
{
	char *problem = NULL;
	struct manifest *manifest = manifest_read(file, &problem);

	if (!manifest) {
		warn("%s", problem);
		free(problem);
		return false;
	}
	manifest_add_needs(map, manifest, needs);
	name_attempts(map, file, manifest);
	manifest_free(manifest);
	return true;
}

static void derive(const struct arguments *given,
		   struct manifest_need_list *needs)
{
	struct loaded_needs loaded;
	int i;

	manifest_needs_for(&given->shared, &loaded);
	for (i = 0; i < given->count; i++)
		if (!add_manifest(&loaded.map, given->manifests[i], needs))
			exit(EXIT_NO);
	if (needs->remarks)
		warn("not in this tree, so not needed:\n%s", needs->remarks);
	manifest_needs_release(&loaded);
}

/*
 * Where solve reads the needs, and where its messages point to. It stays, for
 * those who want to see or change it.
 */
static char *write_needs(const struct arguments *given,
			 const struct manifest_need_list *needs)
{
	const char *name = strrchr(given->manifests[0], '/');
	char *file = text_format("%s/needs/%s.needs", engine_cache(),
				 name ? name + 1 : given->manifests[0]);
	struct draft draft;
	char *problem;

	if (!cache_make_folder("needs", &problem))
		die("%s", problem);
	if (draft_open(&draft, file))
		manifest_need_list_print(needs, draft.to);
	if (!draft_keep(&draft, &problem))
		die("%s", problem);
	return file;
}

static int solve(struct arguments *given, char *needs)
{
	char **rest = given->rest;
	int status;

	rest[given->rest_count++] = "--need-file";
	rest[given->rest_count++] = needs;
	if (strcmp(given->machine, "none") != 0) {
		rest[given->rest_count++] = "--need-file";
		rest[given->rest_count++] = (char *)given->machine;
	}
	/* What is built is to run well: SLUB, although SLOB is smaller. */
	if (!given->own_policy)
		rest[given->rest_count++] = "--pin";
	rest[given->rest_count] = NULL;
	status = command_solve(given->rest_count, rest);
	free(needs);
	return status;
}

int command_specialise(int argc, char **argv)
{
	struct arguments given;
	struct manifest_need_list needs = {0};
	int status = EXIT_OK;

	parse(&given, argc, argv);
	derive(&given, &needs);
	if (given.only_needs)
		manifest_need_list_print(&needs, stdout);
	else
		status = solve(&given, write_needs(&given, &needs));
	manifest_need_list_free(&needs);
	free(given.rest);
	return status;
}
