// SPDX-License-Identifier: GPL-2.0-only
/* syscalls: from system call, socket family and file system to option. */
#include "command/conditions.h"
#include "command/explorer.h"
#include "syscalls/interfaces.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer syscalls [option]... [NAME]...\n"
	"\n"
	"Prints which options a system call, socket family or file system needs.\n"
	"\n"
	"Netlink protocols have names as well. The answer is derived from the tree: from\n"
	"the gate of the file that defines it (the options without which Kbuild does not\n"
	"compile the file) and from the #if around it. Names are epoll_create1, AF_INET\n"
	"or inet, ext4 ...; without a name all are listed. \"y\" means that the kernel\n"
	"always has it, \"n\" that it never has. With --config it also prints whether that\n"
	"configuration has it.\n"
	"\n"
	"Example: kconfig-explorer syscalls epoll_create1 inet ext4\n"
	"Exit status: 0; 1 if a NAME is unknown, or if it fails; 2 for wrong usage.\n"
	"\n"
	"  --kind K         only call, call-i386 (of 32-bit programs on a 64-bit kernel),\n"
	"                   socket, netlink or filesystem\n"
	"  --optional       only calls that kernel/sys_ni.c lists as optional\n";

static const char *const kind_names[INTERFACE_KINDS] = {
	"call", "call-i386", "socket", "netlink", "filesystem"};

struct listing {
	struct options options;
	const struct interfaces *interfaces;
	const struct config *config; /* or NULL */
	const char *kind;	     /* or NULL: all */
	bool optional;		     /* only such calls */
	json_t *array;		     /* JSON: what is listed so far */
};

/* "yes", "no", or "" if no configuration was given. */
static const char *presence(const struct listing *listing,
			    const struct interface *interface)
{
	if (!listing->config)
		return "";
	return condition_in(interface->when, listing->config) ? "yes" : "no";
}

static const char *text_of(const struct listing *listing,
			   const struct condition *condition)
{
	return condition_text(listing->interfaces->pool, condition);
}

/* --- text */

static void print_line(const struct listing *listing,
		       const struct interface *interface)
{
	char number[16] = "";

	if (interface->number >= 0)
		snprintf(number, sizeof(number), "%d", interface->number);
	printf("%-10s %4s %-24s %-3s %s\n", kind_names[interface->kind], number,
	       interface->name, presence(listing, interface),
	       text_of(listing, interface->when));
}

static void print_details(const struct listing *listing,
			  const struct interface *interface)
{
	const struct definition *definition;

	printf("%s: %s", interface->name, interface_kind_name(interface->kind));
	if (interface->number >= 0)
		printf(" %d", interface->number);
	printf("\n  %s%s\n",
	       condition_is_never(interface->when)    ? "never there: "
	       : condition_is_always(interface->when) ? "always there: "
						      : "needs ",
	       text_of(listing, interface->when));
	if (listing->config)
		printf("  in %s: %s\n", listing->options.config,
		       presence(listing, interface));
	condition_print(interface->when);
	for (definition = interface->definitions; definition;
	     definition = definition->next)
		printf("  %-28s %s:%d\n",
		       interface->function ? interface->function : "defined",
		       definition->place.file, definition->place.line);
	if (interface->optional)
		printf("  %-28s %s:%d\n", "optional", interface->optional->file,
		       interface->optional->line);
	if (interface->exception)
		printf("  exception: %s\n  %-28s %s:%d\n", interface->exception,
		       "", interface->exception_place->file,
		       interface->exception_place->line);
}

/* --- CSV and JSON */

static const char *place_text(const struct listing *listing,
			      const struct place *place)
{
	if (!place)
		return "";
	return pool_printf(listing->interfaces->pool, "%s:%d", place->file,
			   place->line);
}

static void print_csv(const struct listing *listing,
		      const struct interface *interface)
{
	const struct definition *definition;
	const char *places = "", *number = "";
	struct pool *pool = listing->interfaces->pool;

	for (definition = interface->definitions; definition;
	     definition = definition->next)
		places = pool_printf(pool, "%s%s%s", places, *places ? " " : "",
				     place_text(listing, &definition->place));
	if (interface->number >= 0)
		number = pool_printf(pool, "%d", interface->number);
	CSV_ROW(kind_names[interface->kind], interface->name, number,
		interface->function ? interface->function : "",
		text_of(listing, interface->when), presence(listing, interface),
		places, place_text(listing, interface->optional),
		interface->exception ? interface->exception : "");
}

static void add_json(struct listing *listing, const struct interface *interface)
{
	const struct definition *definition;
	json_t *places = json_array(), *object;

	for (definition = interface->definitions; definition;
	     definition = definition->next)
		json_array_append_new(places, place_json(&definition->place));
	object = json_pack("{s:s, s:s, s:s?, s:s, s:o, s:o, s:o, s:s?}", "kind",
			   kind_names[interface->kind], "name", interface->name,
			   "function", interface->function, "condition",
			   text_of(listing, interface->when), "cases",
			   condition_json(interface->when), "definitions",
			   places, "optional", place_json(interface->optional),
			   "exception", interface->exception);
	if (interface->number >= 0)
		json_object_set_new(object, "number",
				    json_integer(interface->number));
	if (listing->config)
		json_object_set_new(
			object, "present",
			json_boolean(*presence(listing, interface) == 'y'));
	json_array_append_new(listing->array, object);
}

/* --- which */

static void show(struct listing *listing, const struct interface *interface,
		 bool in_detail)
{
	if (listing->options.format == FORMAT_JSON)
		add_json(listing, interface);
	else if (listing->options.format == FORMAT_CSV)
		print_csv(listing, interface);
	else if (in_detail)
		print_details(listing, interface);
	else
		print_line(listing, interface);
}

static bool is_wanted(const struct listing *listing, enum interface_kind kind)
{
	return !listing->kind || !strcmp(listing->kind, kind_names[kind]);
}

static void show_all(struct listing *listing)
{
	const struct interface *interface;
	size_t i;

	for (i = 0; i < listing->interfaces->count; i++) {
		interface = listing->interfaces->all[i];
		if (is_wanted(listing, interface->kind) &&
		    (interface->optional || !listing->optional))
			show(listing, interface, false);
	}
}

/* False if there is nothing of that name. */
static bool show_named(struct listing *listing, const char *name)
{
	const struct interface *interface;
	enum interface_kind kind;
	bool found = false;

	for (kind = 0; kind < INTERFACE_KINDS; kind++) {
		interface = is_wanted(listing, kind)
				    ? interfaces_find(listing->interfaces, kind,
						      name)
				    : NULL;
		/* of 32-bit programs only when asked, or nothing else fits */
		if (!interface || (kind == INTERFACE_CALL_I386 && found))
			continue;
		show(listing, interface, true);
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

	for (i = 0; kind && i < INTERFACE_KINDS; i++)
		if (!strcmp(kind, kind_names[i]))
			return;
	if (kind)
		die_usage(
			"--kind %s: expected call, call-i386, socket, netlink or filesystem",
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
		listing->interfaces = interfaces_load(kbuild, &problem);
	if (!listing->interfaces)
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
