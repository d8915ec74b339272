// SPDX-License-Identifier: GPL-2.0-only
/* Manifests to text: the reverse of read.c. */
#include "manifest/manifest.h"
#include "base/draft.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/*
 * A name that holds '=' or '#', or begins or ends with a blank, would not be
 * read as it was written. '[' would begin a section.
 */
static void print_name(const char *name, FILE *to)
{
	const char *c;

	for (c = name; *c; c++) {
		bool edge = c == name || !c[1];

		if (*c < ' ' || *c > '~' || strchr("=#\\", *c) ||
		    (edge && strchr(" [", *c)))
			fprintf(to, "\\x%02x", (unsigned char)*c);
		else
			putc(*c, to);
	}
}

/* The rest of a line: only what would end it, or be trimmed, is special. */
static void print_value(const char *value, FILE *to)
{
	const char *c;

	for (c = value; *c; c++) {
		bool edge = c == value || !c[1];

		if ((unsigned char)*c < ' ' || (edge && *c == ' ') ||
		    (*c == '\\' && c[1] == 'x'))
			fprintf(to, "\\x%02x", (unsigned char)*c);
		else
			putc(*c, to);
	}
}

static void print_entry(const struct manifest_entry *entry, FILE *to)
{
	if (entry->before)
		fputs(entry->before, to);
	print_name(entry->key, to);
	fputs(" = ", to);
	if (entry->value)
		print_value(entry->value, to);
	else
		fputs(manifest_state_name(entry->state), to);
	if (entry->note)
		fprintf(to, "  # %s", entry->note);
	putc('\n', to);
}

static void print_section(const struct manifest_list *list, const char *name,
			  bool first, FILE *to)
{
	size_t i;

	if (!list->count && !list->before)
		return;
	if (!first)
		putc('\n', to);
	if (list->before)
		fputs(list->before, to);
	fprintf(to, "[%s]\n", name);
	for (i = 0; i < list->count; i++)
		print_entry(&list->entries[i], to);
}

void manifest_print(const struct manifest *manifest, FILE *to)
{
	int section;

	for (section = 0; section < MANIFEST_SECTIONS; section++)
		print_section(&manifest->sections[section],
			      manifest_section_name(section), section == 0, to);
	if (manifest->after)
		fprintf(to, "\n%s", manifest->after);
}

bool manifest_write(const struct manifest *manifest, const char *file,
		    char **problem)
{
	struct draft draft;

	if (draft_open(&draft, file))
		manifest_print(manifest, draft.to);
	return draft_keep(&draft, problem);
}
