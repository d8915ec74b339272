// SPDX-License-Identifier: GPL-2.0-only
/* syscalls: from system call, socket family and file system to option. */
#include "command/conditions.h"
#include "command/explorer.h"
#include "syscalls/needs.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer syscalls [option]... [NAME]...\n"
	"\n"
	"Which options must be on for a system call, socket family, netlink\n"
	"protocol or file system to be there? Derived from the kernel tree:\n"
	"from the gate of the file that defines it (Kbuild) and the #if around\n"
	"it. Names are such as epoll_create1, AF_INET or inet, ext4; without\n"
	"any, all are listed. \"y\" means always there, \"n\" never.\n"
	"\n"
	"  --kind K         only call, call-i386 (of 32-bit programs on a\n"
	"                   64-bit kernel), socket, netlink or filesystem\n"
	"  --optional       only calls that kernel/sys_ni.c calls optional\n"
	"\n"
	"With --config, also whether that configuration has it.\n";

static const char *const kind_names[NEED_KINDS] = {
	"call", "call-i386", "socket", "netlink", "filesystem"};

struct listing {
	struct options options;
	const struct needs *needs;
	const struct config *config; /* or NULL */
	const char *kind;	     /* or NULL: all */
	bool optional;		     /* only such calls */
	json_t *array;		     /* JSON: what is listed so far */
};

/* "yes", "no", or "" if no configuration was given. */
static const char *presence(const struct listing *listing,
			    const struct need *need)
{
	if (!listing->config)
		return "";
	return condition_in(need->when, listing->config) ? "yes" : "no";
}

static const char *text_of(const struct listing *listing,
			   const struct condition *condition)
{
	return condition_text(listing->needs->pool, condition);
}

/* --- text */

static void print_line(const struct listing *listing, const struct need *need)
{
	char number[16] = "";

	if (need->number >= 0)
		snprintf(number, sizeof(number), "%d", need->number);
	printf("%-10s %4s %-24s %-3s %s\n", kind_names[need->kind], number,
	       need->name, presence(listing, need),
	       text_of(listing, need->when));
}

static void print_details(const struct listing *listing,
			  const struct need *need)
{
	const struct definition *definition;

	printf("%s: %s", need->name, need_kind_name(need->kind));
	if (need->number >= 0)
		printf(" %d", need->number);
	printf("\n  %s%s\n",
	       condition_is_never(need->when)	 ? "never there: "
	       : condition_is_always(need->when) ? "always there: "
						 : "needs ",
	       text_of(listing, need->when));
	if (listing->config)
		printf("  in %s: %s\n", listing->options.config,
		       presence(listing, need));
	condition_print(need->when);
	for (definition = need->definitions; definition;
	     definition = definition->next)
		printf("  %-28s %s:%d\n",
		       need->function ? need->function : "defined",
		       definition->place.file, definition->place.line);
	if (need->optional)
		printf("  %-28s %s:%d\n", "optional", need->optional->file,
		       need->optional->line);
	if (need->exception)
		printf("  exception: %s\n  %-28s %s:%d\n", need->exception, "",
		       need->exception_place->file,
		       need->exception_place->line);
}

/* --- CSV and JSON */

static const char *place_text(const struct listing *listing,
			      const struct place *place)
{
	if (!place)
		return "";
	return pool_printf(listing->needs->pool, "%s:%d", place->file,
			   place->line);
}

static void print_csv(const struct listing *listing, const struct need *need)
{
	const struct definition *definition;
	const char *places = "", *number = "";
	struct pool *pool = listing->needs->pool;

	for (definition = need->definitions; definition;
	     definition = definition->next)
		places = pool_printf(pool, "%s%s%s", places, *places ? " " : "",
				     place_text(listing, &definition->place));
	if (need->number >= 0)
		number = pool_printf(pool, "%d", need->number);
	CSV_ROW(kind_names[need->kind], need->name, number,
		need->function ? need->function : "",
		text_of(listing, need->when), presence(listing, need), places,
		place_text(listing, need->optional),
		need->exception ? need->exception : "");
}

static void add_json(struct listing *listing, const struct need *need)
{
	const struct definition *definition;
	json_t *places = json_array(), *object;

	for (definition = need->definitions; definition;
	     definition = definition->next)
		json_array_append_new(places, place_json(&definition->place));
	object = json_pack("{s:s, s:s, s:s?, s:s, s:o, s:o, s:o, s:s?}", "kind",
			   kind_names[need->kind], "name", need->name,
			   "function", need->function, "condition",
			   text_of(listing, need->when), "cases",
			   condition_json(need->when), "definitions", places,
			   "optional", place_json(need->optional), "exception",
			   need->exception);
	if (need->number >= 0)
		json_object_set_new(object, "number",
				    json_integer(need->number));
	if (listing->config)
		json_object_set_new(
			object, "present",
			json_boolean(*presence(listing, need) == 'y'));
	json_array_append_new(listing->array, object);
}

/* --- which */

static void show(struct listing *listing, const struct need *need,
		 bool in_detail)
{
	if (listing->options.format == FORMAT_JSON)
		add_json(listing, need);
	else if (listing->options.format == FORMAT_CSV)
		print_csv(listing, need);
	else if (in_detail)
		print_details(listing, need);
	else
		print_line(listing, need);
}

static bool is_wanted(const struct listing *listing, enum need_kind kind)
{
	return !listing->kind || !strcmp(listing->kind, kind_names[kind]);
}

static void show_all(struct listing *listing)
{
	const struct need *need;
	size_t i;

	for (i = 0; i < listing->needs->count; i++) {
		need = listing->needs->all[i];
		if (is_wanted(listing, need->kind) &&
		    (need->optional || !listing->optional))
			show(listing, need, false);
	}
}

/* False if there is nothing of that name. */
static bool show_named(struct listing *listing, const char *name)
{
	const struct need *need;
	enum need_kind kind;
	bool found = false;

	for (kind = 0; kind < NEED_KINDS; kind++) {
		need = is_wanted(listing, kind)
			       ? needs_find(listing->needs, kind, name)
			       : NULL;
		/* of 32-bit programs only when asked, or nothing else fits */
		if (!need || (kind == NEED_CALL_I386 && found))
			continue;
		show(listing, need, true);
		found = true;
	}
	if (!found)
		warn("%s: the tree defines no system call, socket family, netlink protocol or file system of this name",
		     name);
	return found;
}

static void check_kind(const char *kind)
{
	size_t i;

	for (i = 0; kind && i < NEED_KINDS; i++)
		if (!strcmp(kind, kind_names[i]))
			return;
	if (kind)
		die_usage(
			"--kind %s: call, call-i386, socket, netlink or filesystem is wanted",
			kind);
}

static struct kbuild *load(struct listing *listing)
{
	const struct options *options = &listing->options;
	char *problem, *tree = model_find_tree(options->tree, &problem);
	struct kbuild *kbuild;

	if (!tree)
		die("%s", problem);
	kbuild = kbuild_load(tree, options->arch, &problem);
	free(tree);
	if (kbuild)
		listing->needs = needs_load(kbuild, &problem);
	if (!listing->needs)
		die("%s", problem);
	return kbuild;
}

int command_syscalls(int argc, char **argv)
{
	struct listing listing = {.array = NULL};
	const struct option_rule rules[] = {
		{.name = "kind", .value = &listing.kind},
		{.name = "optional", .flag = &listing.optional},
		{.name = NULL},
	};
	const char *config;
	struct kbuild *kbuild;
	int i, count, missing = 0;

	count = options_parse(&listing.options, argc, argv, usage, rules);
	config = listing.options.config;
	check_kind(listing.kind);
	kbuild = load(&listing);
	if (config)
		listing.config =
			options_config(options_model(&listing.options), config);
	if (listing.options.format == FORMAT_JSON)
		listing.array = json_array();
	if (listing.options.format == FORMAT_CSV)
		CSV_ROW("kind", "name", "number", "function", "condition",
			"present", "defined", "optional", "exception");
	if (!count)
		show_all(&listing);
	for (i = 1; i <= count; i++)
		missing += !show_named(&listing, argv[i]);
	if (listing.array)
		json_print(listing.array);
	kbuild_free(kbuild);
	return missing ? EXIT_NO : EXIT_OK;
}
