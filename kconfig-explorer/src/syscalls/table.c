// SPDX-License-Identifier: GPL-2.0-only
/* x86's tables of system calls, and what kernel/sys_ni.c says of them. */
#include "syscalls/table.h"
#include "base/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Cuts the next line off a text; NULL at its end. */
static char *next_line(char **text)
{
	char *line = *text, *end;

	if (!line || !*line)
		return NULL;
	end = strchrnul(line, '\n');
	*text = *end ? end + 1 : end;
	*end = '\0';
	return line;
}

bool table_read(struct pool *pool, const char *tree, const char *path,
		void (*line)(void *data, const struct table_line *line),
		void *data)
{
	char *text = file_read(pool, tree, path, NULL), *at, *rest;
	const char *fields[5];
	struct table_line cut;
	size_t i;

	if (!text)
		return false;
	while ((at = next_line(&text))) {
		at[strcspn(at, "#")] = '\0';
		rest = NULL;
		for (i = 0; i < 5; i++)
			fields[i] = strtok_r(i ? NULL : at, " \t", &rest);
		if (!fields[2] || !isdigit((unsigned char)*fields[0]))
			continue;
		/* 6.12 has "-" before a further column, "noreturn" */
		if (fields[4] && !strcmp(fields[4], "-"))
			fields[4] = NULL;
		cut = (struct table_line){atoi(fields[0]), fields[1], fields[2],
					  fields[3], fields[4]};
		line(data, &cut);
	}
	return true;
}

void table_read_optional(struct pool *pool, const char *tree,
			 struct table *optional)
{
	static const char path[] = "kernel/sys_ni.c";
	static const char plain[] = "COND_SYSCALL(";
	static const char compat[] = "COND_SYSCALL_COMPAT(";
	char *text = file_read(pool, tree, path, NULL), *at;
	struct place *place;
	const char *name;
	int number;

	for (number = 1; (at = next_line(&text)); number++) {
		if (!strncmp(at, plain, strlen(plain)))
			name = "sys_", at += strlen(plain);
		else if (!strncmp(at, compat, strlen(compat)))
			name = "compat_sys_", at += strlen(compat);
		else
			continue;
		name = pool_printf(pool, "%s%.*s", name, (int)strcspn(at, ")"),
				   at);
		place = pool_alloc(pool, sizeof(*place));
		*place = (struct place){path, number};
		*table_at(optional, name) = place;
	}
}
