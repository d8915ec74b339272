// SPDX-License-Identifier: GPL-2.0-only
/* Looks through Kconfig files for options of type tristate. */
#include "kbuild/tristate.h"
#include "base/file.h"

#include <string.h>

struct scan {
	struct pool *pool;
	const char *tree;
	struct table *tristates, seen; /* files, so that none is read twice */
};

static void scan_file(struct scan *scan, const char *path);

/* Does a line begin with this word? Then what follows it. */
static char *after_word(char *line, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(line, word, length) != 0 || !strchr(" \t", line[length]))
		return NULL;
	line += length;
	return line + strspn(line, " \t");
}

/* source "arch/$(SRCARCH)/Kconfig": the only variable in these paths. */
static void follow(struct scan *scan, char *path)
{
	static const char variable[] = "$(SRCARCH)";
	char *at;

	path += *path == '"';
	path[strcspn(path, "\"")] = '\0';
	at = strstr(path, variable);
	if (at)
		path = pool_printf(scan->pool, "%.*sx86%s", (int)(at - path),
				   path, at + strlen(variable));
	scan_file(scan, path);
}

static void scan_line(struct scan *scan, char *line, const char **option)
{
	char *rest;

	line += strspn(line, " \t");
	rest = after_word(line, "config");
	if (!rest)
		rest = after_word(line, "menuconfig");
	if (rest)
		*option = pool_intern(scan->pool, rest, strcspn(rest, " \t"));
	else if ((rest = after_word(line, "source")))
		follow(scan, rest);
	else if (*option && (after_word(line, "tristate") ||
			     after_word(line, "def_tristate")))
		*table_at(scan->tristates, *option) = scan;
}

static void scan_file(struct scan *scan, const char *path)
{
	void **seen = table_at(&scan->seen, path);
	const char *option = NULL;
	char *text, *line, *next;

	if (*seen)
		return;
	*seen = scan;
	text = file_read(scan->pool, scan->tree, path, NULL);
	for (line = text; line && *line; line = next) {
		next = strchrnul(line, '\n');
		if (*next)
			*next++ = '\0';
		scan_line(scan, line, &option);
	}
}

void tristates_read(struct pool *pool, const char *tree, const char *path,
		    struct table *tristates)
{
	struct scan scan = {pool, tree, tristates, {0}};

	table_init(tristates, pool);
	table_init(&scan.seen, pool);
	scan_file(&scan, path);
}
