// SPDX-License-Identifier: GPL-2.0-only
/* Reads the file "exceptions". */
#include "syscalls/exception.h"
#include "base/file.h"
#include "base/text.h"
#include "syscalls/source.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	enum interface_kind kind;
} kinds[] = {
	{"call", INTERFACE_CALL},
	{"call-i386", INTERFACE_CALL_I386},
	{"socket", INTERFACE_SOCKET},
	{"netlink", INTERFACE_NETLINK},
	{"filesystem", INTERFACE_FILESYSTEM},
};

static bool kind_by_name(const char *name, enum interface_kind *kind)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(kinds[i].name, name) != 0)
			continue;
		*kind = kinds[i].kind;
		return true;
	}
	return false;
}

enum { KIND, NAME, CONDITION, FILE_NAME, TEXT, REASON, FIELDS };

/* Cuts a line at tabs, of which several count as one. */
static bool cut_fields(char *line, const char *fields[FIELDS])
{
	char *rest = NULL;
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		fields[i] = strtok_r(i ? NULL : line, "\t", &rest);
		if (!fields[i])
			return false;
	}
	return true;
}

static bool read_exception(struct kbuild *kbuild, const struct source *source,
			   const char *fields[FIELDS],
			   struct exceptions *exceptions)
{
	struct pool *pool = kbuild->pool;
	struct exception exception = {
		.name = fields[NAME],
		.place = {fields[FILE_NAME], 0},
		.reason = fields[REASON],
	};

	if (!kind_by_name(fields[KIND], &exception.kind))
		return false;
	exception.place.line = file_find_line(pool, kbuild->tree,
					      fields[FILE_NAME], fields[TEXT]);
	if (!exception.place.line)
		return true; /* this tree has no such line */
	exception.when = source_expression(source, &source->macros,
					   fields[CONDITION], exception.place)
				 .yes;
	exceptions->items[exceptions->count++] = exception;
	return true;
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

const struct exceptions *exceptions_read(struct kbuild *kbuild, char **problem)
{
	static const char path[] =
		KIT "/kconfig-explorer/src/syscalls/exceptions";
	struct pool *pool = kbuild->pool;
	struct exceptions *exceptions = pool_alloc(pool, sizeof(*exceptions));
	char *text = file_read(pool, "", path, NULL), *next;
	const char *fields[FIELDS];
	struct source source;
	int number = 1;

	*problem = NULL;
	if (!text)
		*problem = text_format("%s: cannot be read", path);
	if (!text)
		return NULL;
	source_init(&source, pool, kbuild->tree, kbuild->tristates);
	exceptions->items =
		pool_alloc(pool, count_lines(text) * sizeof(struct exception));
	for (; *text; text = next, number++) {
		next = strchrnul(text, '\n');
		if (*next)
			*next++ = '\0';
		if (!*text || *text == '#')
			continue;
		if (cut_fields(text, fields) &&
		    read_exception(kbuild, &source, fields, exceptions))
			continue;
		*problem = text_format(
			"%s:%d: not an exception as described above", path,
			number);
		return NULL;
	}
	return exceptions;
}
