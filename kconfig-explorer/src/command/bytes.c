// SPDX-License-Identifier: GPL-2.0-only
/* bytes: the bytes of a built kernel, by option and directory. */
#include "bytes/bytes.h"
#include "command/explorer.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer bytes [option]... BUILD\n"
	"\n"
	"Attributes every byte of a built kernel to an object and to an option.\n"
	"\n"
	"The option is the innermost one that gates the object in Kbuild. BUILD is a\n"
	"folder given to make as O=, or one that scripts/linux made. Bytes that belong to\n"
	"no object are listed separately, so that the parts add up to vmlinux. Kernels\n"
	"with LTO_CLANG, which makes one object of all, or with X86_KERNEL_IBT are\n"
	"refused: there objtool makes tables (unwinder, calls) for all objects at once.\n"
	"\n"
	"Example: kconfig-explorer bytes build/linux/base\n"
	"Exit status: 0; 1 if it fails; 2 for wrong usage.\n"
	"\n"
	"  --depth N        directories down to this depth (default: 2)\n"
	"  --top N          the N largest of each list (default: 25; 0: all)\n"
	"\n"
	"CSV has a line for each object. The shared option --tree names the source if it\n"
	"is not the one that BUILD links to.\n";

struct sum {
	const char *name;
	unsigned long sizes[BYTES_KINDS], total;
};

struct sums {
	struct table by_name; /* of struct sum */
	struct sum **list;
	size_t count;
};

struct report {
	const struct bytes *bytes;
	unsigned long depth, top;
};

/* --- sums */

static void sums_init(struct sums *sums, const struct bytes *bytes)
{
	table_init(&sums->by_name, bytes->pool);
	sums->list = pool_alloc(bytes->pool, (bytes->object_count + 1) *
						     sizeof(struct sum *));
	sums->count = 0;
}

static void sums_add(struct sums *sums, struct pool *pool, const char *name,
		     const struct bytes_object *object)
{
	struct sum **at = (struct sum **)table_at(&sums->by_name, name);
	struct sum *sum = *at;
	size_t i;

	if (!sum) {
		sum = *at = pool_alloc(pool, sizeof(*sum));
		sum->name = pool_intern(pool, name, strlen(name));
		sums->list[sums->count++] = sum;
	}
	sum->total += object->total;
	for (i = 0; i < BYTES_KINDS; i++)
		sum->sizes[i] += object->sizes[i];
}

static int by_size(const void *a, const void *b)
{
	const struct sum *const *left = a, *const *right = b;

	if ((*left)->total != (*right)->total)
		return (*left)->total < (*right)->total ? 1 : -1;
	return strcmp((*left)->name, (*right)->name);
}

static void sums_sort(struct sums *sums)
{
	qsort(sums->list, sums->count, sizeof(struct sum *), by_size);
}

/* --- text */

static void print_heading(const char *what)
{
	enum bytes_kind kind;

	printf("\n%10s %6s", "bytes", "");
	for (kind = 0; kind < BYTES_KINDS; kind++)
		printf(" %9s", bytes_kind_name(kind));
	printf("  %s\n", what);
}

static void print_sum(const struct report *report, const struct sum *sum,
		      unsigned long indent, const char *name)
{
	enum bytes_kind kind;

	printf("%10lu %5.1f%%", sum->total,
	       100.0 * sum->total / report->bytes->total);
	for (kind = 0; kind < BYTES_KINDS; kind++)
		printf(" %9lu", sum->sizes[kind]);
	printf("  %*s%s\n", (int)indent * 2, "", name);
}

/* How many of a list are shown. */
static size_t shown(const struct report *report, const struct sums *sums)
{
	return report->top && report->top < sums->count ? report->top
							: sums->count;
}

static void print_more(const struct report *report, const struct sums *sums)
{
	if (shown(report, sums) < sums->count)
		printf("%*s... and %zu more\n", 70, "",
		       sums->count - shown(report, sums));
}

/* The part of a path below a folder that names what is directly in it. */
static const char *child_of(struct pool *pool, const char *path,
			    const char *folder)
{
	size_t length = strlen(folder), part;

	if (strncmp(path, folder, length) != 0)
		return NULL;
	part = strcspn(path + length, "/");
	if (path[length + part] != '/')
		return NULL; /* an object, which the folder's sum counts */
	return pool_printf(pool, "%.*s/", (int)(length + part), path);
}

static void print_folders(const struct report *report, const char *folder,
			  unsigned long level)
{
	const struct bytes *bytes = report->bytes;
	struct sums sums;
	const char *child;
	size_t i;

	if (level == report->depth)
		return;
	sums_init(&sums, bytes);
	for (i = 0; i < bytes->object_count; i++) {
		child = child_of(bytes->pool, bytes->objects[i]->path, folder);
		if (child)
			sums_add(&sums, bytes->pool, child, bytes->objects[i]);
	}
	sums_sort(&sums);
	for (i = 0; i < shown(report, &sums); i++) {
		print_sum(report, sums.list[i], level,
			  sums.list[i]->name + strlen(folder));
		print_folders(report, sums.list[i]->name, level + 1);
	}
}

static const char *option_name(const struct bytes_object *object)
{
	if (!object->object)
		return "(made while linking)";
	return *object->option ? object->option : "(always there)";
}

static void print_options(const struct report *report)
{
	const struct bytes *bytes = report->bytes;
	struct sums sums;
	size_t i;

	sums_init(&sums, bytes);
	for (i = 0; i < bytes->object_count; i++)
		sums_add(&sums, bytes->pool, option_name(bytes->objects[i]),
			 bytes->objects[i]);
	sums_sort(&sums);
	print_heading("option");
	for (i = 0; i < shown(report, &sums); i++)
		print_sum(report, sums.list[i], 0, sums.list[i]->name);
	print_more(report, &sums);
}

static void print_part(const struct report *report, const char *what,
		       unsigned long size)
{
	printf("  %-42s %10lu %6.2f%%\n", what, size,
	       100.0 * size / report->bytes->total);
}

static void print_summary(const struct report *report)
{
	const struct bytes *bytes = report->bytes;
	unsigned long gated = 0, always = 0, linked = 0, padding = 0;
	unsigned long reserved = 0;
	const struct bytes_object *object;
	size_t i;

	for (i = 0; i < bytes->object_count; i++) {
		object = bytes->objects[i];
		if (!object->object)
			linked += object->total;
		else if (*object->option)
			gated += object->total;
		else
			always += object->total;
	}
	for (i = 0; i < bytes->section_count; i++) {
		padding += bytes->sections[i].padding;
		reserved += bytes->sections[i].reserved;
	}
	printf("%s/vmlinux\n", bytes->build);
	print_part(report, "objects that an option gates", gated);
	print_part(report, "objects that are always there", always);
	print_part(report, "made while linking: kallsyms, version", linked);
	print_part(report, "padding between objects", padding);
	print_part(report, "reserved by the linker script", reserved);
	print_part(report, "all loaded sections", bytes->total);
}

static void print_text(const struct report *report)
{
	print_summary(report);
	print_heading("directory");
	print_folders(report, "", 0);
	print_options(report);
}

/* --- CSV and JSON */

static void csv_sizes(const char *path, const char *option, const char *gate,
		      const unsigned long sizes[BYTES_KINDS])
{
	char text[BYTES_KINDS][24];
	enum bytes_kind kind;

	for (kind = 0; kind < BYTES_KINDS; kind++)
		snprintf(text[kind], sizeof(text[kind]), "%lu", sizes[kind]);
	CSV_ROW(path, option, gate, text[BYTES_TEXT], text[BYTES_RODATA],
		text[BYTES_DATA], text[BYTES_BSS], text[BYTES_INIT]);
}

static const char *gate_text(const struct report *report,
			     const struct bytes_object *object)
{
	return object->object ? condition_text(report->bytes->pool,
					       object->object->builtin)
			      : "";
}

static void print_csv(const struct report *report)
{
	unsigned long padding[BYTES_KINDS] = {0}, reserved[BYTES_KINDS] = {0};
	const struct bytes *bytes = report->bytes;
	const struct bytes_section *section;
	const struct bytes_object *object;
	size_t i;

	CSV_ROW("path", "option", "gate", "text", "rodata", "data", "bss",
		"init");
	for (i = 0; i < bytes->object_count; i++) {
		object = bytes->objects[i];
		csv_sizes(object->path, object->option,
			  gate_text(report, object), object->sizes);
	}
	for (i = 0; i < bytes->section_count; i++) {
		section = &bytes->sections[i];
		padding[section->kind] += section->padding;
		reserved[section->kind] += section->reserved;
	}
	csv_sizes("(padding)", "", "", padding);
	csv_sizes("(linker script)", "", "", reserved);
}

static json_t *object_json(const struct report *report,
			   const struct bytes_object *object)
{
	json_t *json =
		json_pack("{s:s, s:s, s:s, s:b}", "path", object->path,
			  "option", object->option, "gate",
			  gate_text(report, object), "linked", !object->object);
	enum bytes_kind kind;

	for (kind = 0; kind < BYTES_KINDS; kind++)
		json_object_set_new(json, bytes_kind_name(kind),
				    json_integer(object->sizes[kind]));
	return json;
}

static json_t *section_json(const struct bytes_section *section)
{
	return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I}", "name",
			 section->name, "kind", bytes_kind_name(section->kind),
			 "size", (json_int_t)section->size, "located",
			 (json_int_t)section->located, "padding",
			 (json_int_t)section->padding, "reserved",
			 (json_int_t)section->reserved);
}

static void print_json(const struct report *report)
{
	const struct bytes *bytes = report->bytes;
	json_t *objects = json_array(), *sections = json_array();
	size_t i;

	for (i = 0; i < bytes->section_count; i++)
		json_array_append_new(sections,
				      section_json(&bytes->sections[i]));
	for (i = 0; i < bytes->object_count; i++)
		json_array_append_new(objects,
				      object_json(report, bytes->objects[i]));
	json_print(json_pack("{s:s, s:I, s:o, s:o}", "build", bytes->build,
			     "total", (json_int_t)bytes->total, "sections",
			     sections, "objects", objects));
}

/* --- the command */

static unsigned long number(const char *option, const char *text)
{
	unsigned long value;
	char *end;

	value = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end)
		die_usage("--%s %s: expected a number", option, text);
	return value;
}

static struct kbuild *load(const char *tree, const char *arch)
{
	char *problem;
	struct kbuild *kbuild = kbuild_load(tree, arch, &problem);

	if (!kbuild)
		die("%s", problem);
	return kbuild;
}

int command_bytes(int argc, char **argv)
{
	const char *depth = "2", *top = "25", *arch;
	const struct option_rule rules[] = {
		{.name = "depth", .value = &depth},
		{.name = "top", .value = &top},
		{.name = NULL},
	};
	struct options options;
	struct report report;
	struct kbuild *kbuild;
	char *problem, *build, *tree;

	if (options_parse(&options, argc, argv, usage, rules) != 1)
		die_usage("bytes: expected one BUILD (see --help)");
	report.depth = number("depth", depth);
	report.top = number("top", top);
	if (!bytes_find_build(argv[1], &build, &tree, &arch, &problem))
		die("%s", problem);
	kbuild = load(options.tree ? options.tree : tree, arch);
	report.bytes = bytes_read(kbuild, build, &problem);
	if (!report.bytes)
		die("%s", problem);
	PRINT_AS(options.format, &report, print_text, print_csv, print_json);
	kbuild_free(kbuild);
	free(build);
	free(tree);
	return EXIT_OK;
}
