// SPDX-License-Identifier: GPL-2.0-only
/* Puts the linker's map and Kbuild's gates together. */
#include "bytes/bytes.h"
#include "base/file.h"
#include "base/text.h"
#include "bytes/elf.h"
#include "bytes/map.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct join {
	struct bytes *bytes;
	struct kbuild *kbuild;
	struct table objects;  /* path -> struct bytes_object */
	struct table sections; /* name -> struct bytes_section */
};

const char *bytes_kind_name(enum bytes_kind kind)
{
	static const char *const names[BYTES_KINDS] = {"text", "rodata", "data",
						       "bss", "init"};

	return names[kind];
}

/* The last term of a case that asks for an option to be on. */
static const char *innermost(const struct condition_case *in)
{
	size_t i;

	for (i = in->count; i-- > 0;)
		if (!(in->terms[i].values & IS_N))
			return in->terms[i].option;
	return "";
}

const char *bytes_option(struct pool *pool, const struct condition *gate)
{
	const char *all = "", *one;
	size_t i;

	if (gate->right && *bytes_option(pool, gate->right))
		return bytes_option(pool, gate->right);
	for (i = 0; i < gate->count; i++) {
		one = innermost(&gate->cases[i]);
		if (*one && !strstr(all, one))
			all = pool_printf(pool, "%s%s%s", all,
					  *all ? " || " : "", one);
	}
	return all;
}

static struct bytes_object *object_of(struct join *join, const char *path)
{
	struct bytes_object **at =
		(struct bytes_object **)table_at(&join->objects, path);
	struct bytes *bytes = join->bytes;
	struct bytes_object *object = *at;
	struct pool *pool = bytes->pool;

	if (object)
		return object;
	object = *at = pool_alloc(pool, sizeof(*object));
	object->path = path;
	object->object = kbuild_object(join->kbuild, path);
	object->option = object->object
				 ? bytes_option(pool, object->object->builtin)
				 : "";
	bytes->objects = pool_one_more(pool, bytes->objects,
				       bytes->object_count, sizeof(object));
	bytes->objects[bytes->object_count++] = object;
	return object;
}

/*
 * The bytes of a piece that no piece before it had: a string that objects
 * share is attributed to the first of them.
 */
static unsigned long new_bytes(struct bytes_section *section,
			       const struct map_piece *piece)
{
	unsigned long end = piece->address + piece->size;
	unsigned long start = piece->address;

	if (end <= section->end)
		return 0;
	if (start < section->end)
		start = section->end;
	section->end = end;
	return end - start;
}

static void add_piece(void *data, const struct map_piece *piece)
{
	struct join *join = data;
	struct bytes_section *section =
		table_get(&join->sections, piece->section);
	struct bytes_object *object;
	unsigned long size;

	if (!section)
		return; /* not loaded: debugging information, comments */
	size = new_bytes(section, piece);
	if (!size)
		return;
	if (!piece->file) {
		if (!piece->reserved)
			section->padding += size;
		return;
	}
	object = object_of(join, piece->file);
	object->sizes[section->kind] += size;
	object->total += size;
	section->located += size;
}

/* Does a section lie between two symbols of vmlinux? */
static bool is_between(const struct elf_file *elf,
		       const struct elf_section *section, const char *from,
		       const char *to)
{
	const struct elf_symbol *start = table_get(&elf->symbols, from);
	const struct elf_symbol *end = table_get(&elf->symbols, to);

	return start && end && section->address >= start->value &&
	       section->address < end->value;
}

/* By the borders that arch/x86/kernel/vmlinux.lds.S draws. */
static enum bytes_kind kind_of(const struct elf_file *elf,
			       const struct elf_section *section)
{
	if (!section->in_file)
		return BYTES_BSS;
	if (is_between(elf, section, "__init_begin", "__init_end"))
		return BYTES_INIT;
	if (is_between(elf, section, "__start_rodata", "__end_rodata"))
		return BYTES_RODATA;
	if (section->code)
		return BYTES_TEXT;
	return section->writable ? BYTES_DATA : BYTES_RODATA;
}

static void add_sections(struct join *join, const struct elf_file *elf)
{
	struct bytes *bytes = join->bytes;
	const struct elf_section *from;
	struct bytes_section *section;
	size_t i;

	bytes->sections = pool_alloc(
		bytes->pool, elf->section_count * sizeof(*bytes->sections));
	for (i = 0; i < elf->section_count; i++) {
		from = &elf->sections[i];
		section = &bytes->sections[bytes->section_count++];
		section->name = from->name;
		section->kind = kind_of(elf, from);
		section->address = section->end = from->address;
		section->size = from->size;
		bytes->total += from->size;
		*table_at(&join->sections, from->name) = section;
	}
}

/*
 * What is neither an object's nor padding is the linker script's. If there is
 * more in the map than in vmlinux, they do not belong together.
 */
static bool balance(struct bytes *bytes, char **problem)
{
	struct bytes_section *section;
	unsigned long known;
	size_t i;

	for (i = 0; i < bytes->section_count; i++) {
		section = &bytes->sections[i];
		known = section->located + section->padding;
		if (known > section->size) {
			*problem = text_format(
				"%s: its objects are not those of its vmlinux: they have %lu bytes for %s, it has %lu",
				bytes->build, known, section->name,
				section->size);
			return false;
		}
		section->reserved = section->size - known;
	}
	return true;
}

static int by_size(const void *a, const void *b)
{
	const struct bytes_object *const *left = a, *const *right = b;

	if ((*left)->total != (*right)->total)
		return (*left)->total < (*right)->total ? 1 : -1;
	return strcmp((*left)->path, (*right)->path);
}

struct bytes *bytes_read(struct kbuild *kbuild, const char *build,
			 char **problem)
{
	struct pool *pool = kbuild->pool;
	struct bytes *bytes = pool_alloc(pool, sizeof(*bytes));
	struct join join = {.bytes = bytes, .kbuild = kbuild};
	struct elf_file *elf;
	char *map;

	bytes->pool = pool;
	bytes->build = build;
	table_init(&join.objects, pool);
	table_init(&join.sections, pool);
	elf = elf_read(pool, pool_printf(pool, "%s/vmlinux", build), problem);
	map = elf ? map_make(pool, build, problem) : NULL;
	if (!map)
		return NULL;
	add_sections(&join, elf);
	map_read(pool, map, add_piece, &join);
	if (!balance(bytes, problem))
		return NULL;
	qsort(bytes->objects, bytes->object_count,
	      sizeof(struct bytes_object *), by_size);
	return bytes;
}

static char *absolute(const char *folder, const char *name)
{
	char path[PATH_MAX];

	if (snprintf(path, sizeof(path), "%s/%s", folder, name) >=
	    (int)sizeof(path))
		return NULL;
	return realpath(path, NULL);
}

static bool is_narrow(const char *build)
{
	struct pool *pool = pool_new();
	const char *options =
		file_read(pool, build, "include/config/auto.conf", NULL);
	bool narrow = options && strstr(options, "CONFIG_X86_32=y");

	pool_free(pool);
	return narrow;
}

bool bytes_find_build(const char *given, char **build, char **tree,
		      const char **arch, char **problem)
{
	*build = absolute(given, "objects");
	if (!*build)
		*build = absolute(given, ".");
	/* the top Makefile links it in folders given as O= */
	*tree = *build ? absolute(*build, "source") : NULL;
	if (*build && !*tree && file_exists(*build, "Kbuild"))
		*tree = text_copy(*build);
	if (!*build || !*tree || !file_exists(*build, "vmlinux")) {
		*problem = text_format(
			"%s: not a built kernel: it has no vmlinux or no link to its source",
			given);
		free(*build);
		free(*tree);
		return false;
	}
	*arch = is_narrow(*build) ? "i386" : "x86_64";
	return true;
}
