// SPDX-License-Identifier: GPL-2.0-only
/* Reads GNU ld's map. */
#include "bytes/map.h"

#include <stdlib.h>
#include <string.h>

/* lib/lib.a(sort.o) is lib/sort.o: archives lie beside their members. */
static const char *object_path(struct pool *pool, const char *name)
{
	const char *bracket = strchr(name, '('), *slash;
	size_t length = strlen(name);

	if (!strncmp(name, "./", 2))
		return object_path(pool, name + 2);
	if (!bracket || name[length - 1] != ')')
		return pool_intern(pool, name, length);
	for (slash = bracket; slash > name && slash[-1] != '/';)
		slash--;
	name = pool_printf(pool, "%.*s%.*s", (int)(slash - name), name,
			   (int)(length - (bracket - name) - 2), bracket + 1);
	return pool_intern(pool, name, strlen(name));
}

/* Cuts a number such as 0x1f0 off a line. */
static bool cut_number(char **line, unsigned long *number)
{
	char *end;

	*line += strspn(*line, " \t");
	if (strncmp(*line, "0x", 2) != 0)
		return false;
	*number = strtoul(*line, &end, 16);
	*line = end;
	return true;
}

static char *next_line(char **text)
{
	char *line = *text;

	if (!*line)
		return NULL;
	*text = strchrnul(line, '\n');
	if (**text)
		*(*text)++ = '\0';
	return line;
}

/*
 * A piece: name, address, size, file. A long name stands on a line of its own.
 *
 *  .text          0xffffffff81004bac       0xd1 arch/x86/events/probe.o
 *  *fill*         0xffffffff81000c86        0xa cccc
 *
 * In front of a section of vmlinux there is no blank. Other lines, as
 * patterns, symbols and "(size before relaxing)", have no file or begin
 * otherwise.
 */
static void read_piece(struct pool *pool, char *name, char *rest,
		       struct map_piece *piece,
		       void (*hand)(void *data, const struct map_piece *piece),
		       void *data)
{
	bool fill = !strcmp(name, "*fill*");

	if (!cut_number(&rest, &piece->address) ||
	    !cut_number(&rest, &piece->size))
		return;
	rest += strspn(rest, " \t");
	if (!fill && !*rest)
		return;
	piece->file = fill ? NULL : object_path(pool, rest);
	hand(data, piece);
}

void map_read(struct pool *pool, char *text,
	      void (*piece)(void *data, const struct map_piece *piece),
	      void *data)
{
	static const char start[] = "Linker script and memory map\n";
	struct map_piece read = {.section = ""};
	char *line, *name, *rest;

	text = strstr(text, start);
	if (!text)
		return;
	text += strlen(start);
	while ((line = next_line(&text))) {
		name = line + (*line == ' ');
		rest = name + strcspn(name, " \t");
		if (*line != ' ' && rest > name) {
			read.section = pool_intern(pool, name, rest - name);
			continue;
		}
		if (rest == name || !strncmp(name, "*(", 2)) {
			/* a symbol, a pattern, or the script moves on */
			read.reserved = strstr(line, " . = ");
			continue;
		}
		if (!*rest) /* the name is long: the rest is below */
			rest = next_line(&text);
		else
			*rest++ = '\0';
		if (rest)
			read_piece(pool, name, rest, &read, piece, data);
		read.reserved = false;
	}
}
