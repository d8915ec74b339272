// SPDX-License-Identifier: GPL-2.0-only
/* Cuts makefiles into lines, and follows includes. */
#include "kbuild/makefile.h"
#include "base/text.h"
#include "base/file.h"
#include "kbuild/lines.h"

#include <ctype.h>
#include <string.h>

/* Deeper than any makefile of the kernel; stops what includes itself. */
#define MAX_DEPTH 64

struct reader {
	struct makefile *makefile;
	struct branch *branch;
	bool in_rule;	/* a line that starts with a tab is a recipe's */
	bool in_define; /* what "define" holds is not read */
};

static void read_include(struct makefile *makefile, const char *text)
{
	struct values paths = expand_words(makefile, text);
	const struct condition *outside = makefile->when;
	struct place place = makefile->place;
	size_t i;

	for (i = 0; i < paths.count; i++) {
		makefile->when = condition_and(makefile->pool, outside,
					       paths.items[i].when);
		/* one that does not exist is made by the build */
		if (!condition_is_never(makefile->when))
			makefile_read(makefile, paths.items[i].text);
	}
	makefile->when = outside;
	makefile->place = place;
}

/* Does a line start with this word? Then *rest is what follows. */
static bool starts_with(char *line, const char *word, char **rest)
{
	size_t length = strlen(word);

	if (strncmp(line, word, length) != 0 ||
	    (line[length] && !isspace((unsigned char)line[length])))
		return false;
	*rest = text_trim(line + length);
	return true;
}

static void read_line(struct reader *reader, char *line)
{
	struct makefile *makefile = reader->makefile;
	bool tab = *line == '\t';
	char *rest;

	line = text_trim(line);
	if (reader->in_define) {
		reader->in_define = !starts_with(line, "endef", &rest);
		return;
	}
	if (!*line || (tab && reader->in_rule) ||
	    read_conditional(makefile, &reader->branch, line))
		return;
	reader->in_rule = false;
	if (starts_with(line, "define", &rest)) {
		reader->in_define = true;
	} else if (starts_with(line, "include", &rest) ||
		   starts_with(line, "-include", &rest)) {
		read_include(makefile, rest);
	} else if (condition_is_never(makefile->when)) {
		return;
	} else {
		if (starts_with(line, "export", &rest) ||
		    starts_with(line, "override", &rest))
			line = rest;
		reader->in_rule = !read_assignment(makefile, line);
	}
}

/*
 * Cuts a logical line off a text: lines that end in a backslash are joined,
 * a comment is dropped. Returns what follows.
 */
static char *cut_line(char *text, int *lines)
{
	char *to = text, *from;
	bool comment = false;

	for (from = text, *lines = 1; *from && *from != '\n'; from++) {
		if (from[0] == '\\' && from[1] == '\n') {
			from++;
			++*lines;
			*to++ = ' ';
			continue;
		}
		if (from[0] == '\\' && from[1] == '#')
			from++;
		else if (*from == '#')
			comment = true;
		if (!comment)
			*to++ = *from;
	}
	from += *from == '\n';
	*to = '\0';
	return from;
}

bool makefile_read(struct makefile *makefile, const char *path)
{
	struct reader reader = {.makefile = makefile};
	char *text, *line, *next;
	int lines = 1;

	path = path_below(makefile->pool, "", path);
	if (makefile->depth >= MAX_DEPTH)
		return false;
	text = file_read(makefile->pool, makefile->tree, path, NULL);
	if (!text)
		return false;
	makefile->depth++;
	makefile_set(makefile, "MAKEFILE_LIST", path);
	makefile->place = (struct place){path, 1};
	for (line = text; *line; line = next) {
		next = cut_line(line, &lines);
		read_line(&reader, line);
		makefile->place.line += lines;
	}
	makefile->depth--;
	return true;
}
