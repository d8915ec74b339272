// SPDX-License-Identifier: GPL-2.0-only
/* C files that other C files include, and when: kernel/sched/ does that. */
#include "base/file.h"
#include "syscalls/source.h"

#include <string.h>

/* Files that include each other deeper than this do so for ever. */
#define MAX_DEPTH 4

struct search {
	const struct source *source;
	const char *path; /* that is sought */
	int depth;
	const struct condition *found;
};

const char *source_included(struct pool *pool, const struct source_line *line)
{
	const char *file = line->place.file, *slash = strrchr(file, '/');
	const char *name = strchr(line->text, '"');

	if (*line->text != '#' || !name || !slash)
		return NULL;
	name = pool_printf(pool, "%.*s", (int)strcspn(name + 1, "\""),
			   name + 1);
	file = pool_printf(pool, "%.*s", (int)(slash - file), file);
	return path_below(pool, file, name);
}

static void search_file(struct search *search, const char *outer,
			const struct condition *when);

static void look_at(void *data, const struct source_line *line)
{
	struct search *search = data;
	struct pool *pool = search->source->pool;
	const char *included = source_included(pool, line);

	if (included == search->path)
		search->found = condition_or(pool, search->found, line->when);
	else if (included)
		search_file(search, included, line->when);
}

static void search_file(struct search *search, const char *outer,
			const struct condition *when)
{
	const struct source *source = search->source;
	char *text = file_read(source->pool, source->tree, outer, NULL);

	if (!text || search->depth >= MAX_DEPTH)
		return;
	search->depth++;
	source_read(source, outer, text, when, look_at, search);
	search->depth--;
}

const struct condition *source_includes(const struct source *source,
					const char *outer, const char *path)
{
	struct search search = {
		.source = source, .path = path, .found = &condition_never};

	search_file(&search, outer, &condition_always);
	return search.found;
}
