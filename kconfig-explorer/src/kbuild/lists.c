// SPDX-License-Identifier: GPL-2.0-only
/* What one Kbuild file lists: objects, their parts, directories. */
#include "base/file.h"
#include "kbuild/walk.h"

#include <string.h>

static bool is_object(const char *word)
{
	size_t length = strlen(word);

	return length > 2 && !strcmp(word + length - 2, ".o");
}

static void add_listing(struct visit *visit, const struct value *word,
			const struct condition *when, unsigned int kind,
			bool module)
{
	struct pool *pool = visit->kbuild->pool;
	const char *path = path_below(pool, visit->path, word->text);
	struct listing **at =
		(struct listing **)table_at(&visit->listings, path);
	struct listing *listing = *at;
	const struct condition **total;

	if (!listing) {
		listing = *at = pool_alloc(pool, sizeof(*listing));
		*listing = (struct listing){path, kind, &condition_never,
					    &condition_never, word->place};
		visit->order = pool_one_more(pool, visit->order, visit->count,
					     sizeof(listing));
		visit->order[visit->count++] = listing;
	}
	if (kind < listing->kind)
		listing->kind = kind;
	total = module ? &listing->module : &listing->builtin;
	*total = condition_or(pool, *total, when);
}

/*
 * foo.o may be made of parts: those in foo-y and foo-objs, in a module also
 * those in foo-m (real-search in scripts/Makefile.lib). Lists the parts and
 * returns when there is one.
 */
static const struct condition *list_parts(struct visit *visit,
					  const struct value *whole,
					  enum object_kind kind, bool module)
{
	static const char *const suffixes[] = {"objs", "y", "m"};
	struct pool *pool = visit->kbuild->pool;
	const struct condition *any = &condition_never;
	struct values parts;
	const char *list;
	size_t i, j;

	for (i = 0; i < (module ? 3 : 2); i++) {
		list = pool_printf(pool, "%.*s-%s",
				   (int)(strlen(whole->text) - 2), whole->text,
				   suffixes[i]);
		if (!makefile_variable(visit->makefile, list))
			continue;
		parts = makefile_words(visit->makefile, list);
		for (j = 0; j < parts.count; j++) {
			any = condition_or(pool, any, parts.items[j].when);
			if (is_object(parts.items[j].text))
				add_listing(visit, &parts.items[j],
					    condition_and(pool, whole->when,
							  parts.items[j].when),
					    kind, module);
		}
	}
	return any;
}

static void list_whole(struct visit *visit, const struct value *word,
		       enum object_kind kind, bool module)
{
	struct pool *pool = visit->kbuild->pool;
	const struct condition *parts = list_parts(visit, word, kind, module);

	add_listing(visit, word,
		    condition_and(pool, word->when, condition_not(pool, parts)),
		    kind, module);
}

/* obj-y, obj-m, lib-y or lib-m: objects and directories. */
static void read_list(struct visit *visit, const char *list)
{
	enum object_kind kind = *list == 'l' ? OBJECT_LIBRARY : OBJECT_PLAIN;
	/* lib-m counts as lib-y: scripts/Makefile.lib */
	bool module = !strcmp(list, "obj-m");
	struct values words = makefile_words(visit->makefile, list);
	const struct value *word;

	for (word = words.items; word < words.items + words.count; word++) {
		if (word->text[strlen(word->text) - 1] == '/')
			add_listing(visit, word, word->when, DIRECTORY, module);
		else if (is_object(word->text))
			list_whole(visit, word, kind, module);
	}
}

void read_lists(struct visit *visit)
{
	static const char *const lists[] = {"obj-y", "obj-m", "lib-y", "lib-m"};
	size_t i;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (makefile_variable(visit->makefile, lists[i]))
			read_list(visit, lists[i]);
}

/* Some of these lists have $(obj)/ before each name, which is the path. */
static const char *image_path(const struct visit *visit, const char *word)
{
	size_t length = strlen(visit->path);

	if (!strncmp(word, visit->path, length) && word[length] == '/')
		word += length + 1;
	return path_below(visit->kbuild->pool, visit->path, word);
}

void remember_images(struct visit *visit)
{
	struct kbuild_private *kbuild = visit->kbuild;
	const struct table *table = &visit->makefile->variables;
	const struct variable *variable;
	struct values words;
	const char *dash;
	size_t i, j;

	for (i = 0; i < table->size; i++) {
		if (!table->entries[i].name)
			continue;
		variable = table->entries[i].value;
		dash = strrchr(table->entries[i].name, '-');
		if (!dash || variable->used ||
		    !strcmp(table->entries[i].name, "obj-y") ||
		    (strcmp(dash, "-y") != 0 && strcmp(dash, "-objs") != 0))
			continue;
		words = makefile_words(visit->makefile, table->entries[i].name);
		for (j = 0; j < words.count; j++)
			if (is_object(words.items[j].text))
				values_add(
					kbuild->pool, &kbuild->images,
					image_path(visit, words.items[j].text),
					condition_and(kbuild->pool,
						      visit->builtin,
						      words.items[j].when),
					words.items[j].place);
	}
}

void remember_hosts(struct visit *visit)
{
	struct kbuild_private *kbuild = visit->kbuild;
	struct values words = makefile_words(visit->makefile, "hostprogs");
	const char *path;
	size_t i;

	for (i = 0; i < words.count; i++) {
		path = path_below(
			kbuild->pool, visit->path,
			pool_printf(kbuild->pool, "%s.o", words.items[i].text));
		values_add(kbuild->pool, &kbuild->hosts, path, visit->builtin,
			   words.items[i].place);
	}
}
