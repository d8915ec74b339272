// SPDX-License-Identifier: GPL-2.0-only
/* A manifest in memory. */
#include "manifest/manifest.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const section_names[MANIFEST_SECTIONS] = {
	[MANIFEST_APPLICATION] = "application",
	[MANIFEST_TRACE] = "trace",
	[MANIFEST_CALLS] = "calls",
	[MANIFEST_CALLS_I386] = "calls-i386",
	[MANIFEST_SOCKETS] = "sockets",
	[MANIFEST_FILESYSTEMS] = "filesystems",
	[MANIFEST_PATHS] = "paths",
	[MANIFEST_DEVICES] = "devices",
	[MANIFEST_IOCTLS] = "ioctls",
	[MANIFEST_FEATURES] = "features",
	[MANIFEST_EXECUTABLES] = "executables",
	[MANIFEST_OPTIONS] = "options",
};

static const char *const state_names[MANIFEST_STATES] = {
	[MANIFEST_TRIED] = "tried",
	[MANIFEST_OPTIONAL] = "optional",
	[MANIFEST_USED] = "used",
	[MANIFEST_REQUIRED] = "required",
};

const char *manifest_section_name(enum manifest_section section)
{
	return section_names[section];
}

const char *manifest_state_name(enum manifest_state state)
{
	return state_names[state];
}

enum manifest_state manifest_state_by_name(const char *name)
{
	int state;

	for (state = 0; state < MANIFEST_STATES; state++)
		if (!strcmp(name, state_names[state]))
			break;
	return state;
}

bool manifest_holds_needs(enum manifest_section section)
{
	return section != MANIFEST_APPLICATION && section != MANIFEST_TRACE &&
	       section != MANIFEST_OPTIONS;
}

struct manifest *manifest_new(void)
{
	return allocate(1, sizeof(struct manifest));
}

static void free_entry(struct manifest_entry *entry)
{
	free(entry->key);
	free(entry->value);
	free(entry->before);
	free(entry->note);
}

void manifest_free(struct manifest *manifest)
{
	struct manifest_list *list;
	size_t i;

	if (!manifest)
		return;
	for (list = manifest->sections;
	     list < manifest->sections + MANIFEST_SECTIONS; list++) {
		for (i = 0; i < list->count; i++)
			free_entry(&list->entries[i]);
		free(list->entries);
		free(list->before);
	}
	free(manifest->after);
	free(manifest);
}

struct manifest_entry *manifest_find(const struct manifest *manifest,
				     enum manifest_section section,
				     const char *key)
{
	const struct manifest_list *list = &manifest->sections[section];
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->entries[i].key, key))
			return &list->entries[i];
	return NULL;
}

static struct manifest_entry *find_or_add(struct manifest *manifest,
					  enum manifest_section section,
					  const char *key)
{
	struct manifest_entry *entry = manifest_find(manifest, section, key);
	struct manifest_list *list = &manifest->sections[section];

	if (entry)
		return entry;
	list->entries =
		one_more(list->entries, list->count, sizeof(*list->entries));
	entry = &list->entries[list->count++];
	*entry = (struct manifest_entry){.key = text_copy(key)};
	return entry;
}

void manifest_note(struct manifest *manifest, enum manifest_section section,
		   const char *key, enum manifest_state state)
{
	struct manifest_entry *entry = find_or_add(manifest, section, key);

	if (state > entry->state)
		entry->state = state;
}

void manifest_set(struct manifest *manifest, enum manifest_section section,
		  const char *key, const char *value)
{
	struct manifest_entry *entry = find_or_add(manifest, section, key);
	char *copy = text_copy(value);

	free(entry->value);
	entry->value = copy;
}

const char *manifest_get(const struct manifest *manifest,
			 enum manifest_section section, const char *key)
{
	struct manifest_entry *entry = manifest_find(manifest, section, key);

	return entry ? entry->value : NULL;
}

static int by_key(const void *a, const void *b)
{
	const struct manifest_entry *left = a, *right = b;

	return strcmp(left->key, right->key);
}

void manifest_sort(struct manifest *manifest)
{
	int section;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		struct manifest_list *list = &manifest->sections[section];

		if (list->count && manifest_holds_needs(section))
			qsort(list->entries, list->count,
			      sizeof(*list->entries), by_key);
	}
}
