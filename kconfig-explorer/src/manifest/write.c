// SPDX-License-Identifier: GPL-2.0-only
/* Manifests to text: the reverse of read.c. */
#include "manifest/manifest.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* fclose() alone does not report an earlier error. */
static bool close_written(FILE *file)
{
	bool good = fflush(file) == 0 && !ferror(file);

	return fclose(file) == 0 && good;
}

bool manifest_write(const struct manifest *manifest, const char *file,
		    char **problem)
{
	char *fresh = text_format("%s.%d.new", file, getpid());
	FILE *to = fopen(fresh, "w");
	bool good = to != NULL;

	if (good) {
		manifest_print(manifest, to);
		good = close_written(to) && rename(fresh, file) == 0;
	}
	if (!good) {
		*problem = text_format("cannot write %s: %s", file,
				       strerror(errno));
		unlink(fresh);
	}
	free(fresh);
	return good;
}
