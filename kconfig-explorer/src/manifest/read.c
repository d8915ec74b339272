// SPDX-License-Identifier: GPL-2.0-only
/* Manifests from text. Every error names the file and the line. */
#include "manifest/manifest.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct manifest *manifest;
	const char *name;
	int line;
	enum manifest_section section; /* MANIFEST_SECTIONS: none yet */
	bool seen[MANIFEST_SECTIONS];
	char *comment; /* lines that belong to what comes next, or NULL */
	char *problem;
};

#define FAIL(reader, ...)                                             \
	((reader)->problem = prefixed((reader)->name, (reader)->line, \
				      text_format(__VA_ARGS__)),      \
	 false)

static char *prefixed(const char *name, int line, char *message)
{
	char *whole = text_format("%s:%d: %s", name, line, message);

	free(message);
	return whole;
}

/*
 * Turns every \xHH into its byte. Any other backslash stays: values may hold
 * what a shell reads. False: a \x is malformed, or is NUL.
 */
static bool decode(char *text)
{
	char *to = text;
	unsigned int byte;
	int length;

	while (*text) {
		if (strncmp(text, "\\x", 2) != 0) {
			*to++ = *text++;
			continue;
		}
		length = 0;
		if (sscanf(text, "\\x%2x%n", &byte, &length) != 1 ||
		    length != 4 || !byte)
			return false;
		*to++ = (char)byte;
		text += length;
	}
	*to = '\0';
	return true;
}

static void keep_comment(struct reader *reader, const char *line)
{
	text_append(&reader->comment, "%s\n", line);
}

static char *take_comment(struct reader *reader)
{
	char *comment = reader->comment;

	reader->comment = NULL;
	return comment;
}

static bool read_section(struct reader *reader, char *line)
{
	size_t length = strlen(line);
	int section;

	if (line[length - 1] != ']')
		return FAIL(reader, "a section's name ends with ]");
	line[length - 1] = '\0';
	for (section = 0; section < MANIFEST_SECTIONS; section++)
		if (!strcmp(line + 1, manifest_section_name(section)))
			break;
	if (section == MANIFEST_SECTIONS)
		return FAIL(reader, "there is no section [%s]", line + 1);
	if (reader->seen[section])
		return FAIL(reader, "a second section [%s]", line + 1);
	reader->seen[section] = true;
	reader->section = section;
	reader->manifest->sections[section].before = take_comment(reader);
	return true;
}

static bool is_application_field(const char *key)
{
	static const char *const fields[] = {
		"name", "package", "version", "command", "prepare",   "check",
		"root", "user",	   "timeout", "ends",	 "directory",
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (!strcmp(key, fields[i]))
			return true;
	return false;
}

static bool is_option_name(const char *key)
{
	for (; *key; key++)
		if (!isalnum((unsigned char)*key) && *key != '_')
			return false;
	return true;
}

/* A typing error in a name must not pass for something unheard of. */
static bool check_field(struct reader *reader, const char *key,
			const char *value)
{
	if (reader->section == MANIFEST_APPLICATION &&
	    !is_application_field(key))
		return FAIL(reader, "there is no field \"%s\" in [application]",
			    key);
	if (reader->section == MANIFEST_OPTIONS && !is_option_name(key))
		return FAIL(reader, "\"%s\" is no option's name", key);
	if (reader->section == MANIFEST_OPTIONS && !strncmp(key, "CONFIG_", 7))
		return FAIL(reader, "write %s without CONFIG_", key);
	if (reader->section == MANIFEST_OPTIONS && !*value)
		return FAIL(
			reader,
			"%s has no value: expected y, n, a number or a text",
			key);
	return true;
}

/* The state of a need, and the note behind it. */
static bool read_state(struct reader *reader, char *value,
		       enum manifest_state *state, char **note)
{
	char *hash = strchr(value, '#');

	if (hash)
		*hash++ = '\0';
	value = text_trim(value);
	*state = manifest_state_by_name(value);
	if (*state == MANIFEST_STATES)
		return FAIL(
			reader,
			"\"%s\" is not a state: expected required, used, optional or tried",
			value);
	if (hash)
		*note = text_copy(text_trim(hash));
	return true;
}

static bool read_need(struct reader *reader, const char *key, char *value)
{
	enum manifest_state state;
	char *note = NULL;

	if (!read_state(reader, value, &state, &note))
		return false;
	manifest_note(reader->manifest, reader->section, key, state);
	manifest_find(reader->manifest, reader->section, key)->note = note;
	return true;
}

static bool read_entry(struct reader *reader, char *line)
{
	char *equals = strchr(line, '='), *key;
	struct manifest_entry *entry;

	if (!equals)
		return FAIL(reader,
			    "expected NAME = VALUE, [SECTION] or # COMMENT");
	if (reader->section == MANIFEST_SECTIONS)
		return FAIL(reader, "a line before the first [SECTION]");
	*equals = '\0';
	key = text_trim(line);
	if (!*key)
		return FAIL(reader, "there is no name before =");
	if (!decode(key))
		return FAIL(reader, "expected two digits after \\x");
	entry = manifest_find(reader->manifest, reader->section, key);
	if (entry)
		return FAIL(reader, "%s stands in line %d already", key,
			    entry->line);
	if (manifest_holds_needs(reader->section)) {
		if (!read_need(reader, key, equals + 1))
			return false;
	} else {
		char *value = text_trim(equals + 1);

		if (!decode(value))
			return FAIL(reader, "expected two digits after \\x");
		if (!check_field(reader, key, value))
			return false;
		manifest_set(reader->manifest, reader->section, key, value);
	}
	entry = manifest_find(reader->manifest, reader->section, key);
	entry->before = take_comment(reader);
	entry->line = reader->line;
	return true;
}

static bool read_line(struct reader *reader, char *line)
{
	line = text_trim(line);
	switch (*line) {
	case '\0':
		return true;
	case '#':
		keep_comment(reader, line);
		return true;
	case '[':
		return read_section(reader, line);
	default:
		return read_entry(reader, line);
	}
}

static bool read_lines(struct reader *reader, const char *text, size_t length)
{
	const char *end = text + length, *stop;
	bool good = true;

	for (; good && text < end; text = stop + 1) {
		char *line;

		reader->line++;
		stop = memchr(text, '\n', end - text);
		if (!stop)
			stop = end;
		if (memchr(text, '\0', stop - text))
			return FAIL(reader, "a NUL byte: this is no manifest");
		line = text_slice(text, stop - text);
		good = read_line(reader, line);
		free(line);
	}
	return good;
}

struct manifest *manifest_parse(const char *text, size_t length,
				const char *name, char **problem)
{
	struct reader reader = {.manifest = manifest_new(),
				.name = name,
				.section = MANIFEST_SECTIONS};

	if (!read_lines(&reader, text, length)) {
		*problem = reader.problem;
		free(reader.comment);
		manifest_free(reader.manifest);
		return NULL;
	}
	reader.manifest->after = take_comment(&reader);
	return reader.manifest;
}

/* All of a file; NULL if it cannot be read (see errno). */
static char *slurp(const char *file, size_t *length)
{
	FILE *from = fopen(file, "r");
	char piece[4096], *text = NULL;
	size_t n;

	*length = 0;
	if (!from)
		return NULL;
	do {
		n = fread(piece, 1, sizeof(piece), from);
		text = resize(text, *length + n + 1);
		memcpy(text + *length, piece, n);
		*length += n;
	} while (n);
	if (ferror(from)) {
		free(text);
		text = NULL;
	}
	fclose(from);
	return text;
}

struct manifest *manifest_read(const char *file, char **problem)
{
	struct manifest *manifest;
	size_t length;
	char *text = slurp(file, &length);

	if (!text) {
		*problem = text_format("cannot read %s: %s", file,
				       strerror(errno));
		return NULL;
	}
	manifest = manifest_parse(text, length, file, problem);
	free(text);
	return manifest;
}
