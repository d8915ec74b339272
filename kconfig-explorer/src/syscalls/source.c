// SPDX-License-Identifier: GPL-2.0-only
/* C files for all configurations: comments, #if, #define. */
#include "syscalls/source.h"
#include "base/file.h"

#include <string.h>

/* An #if that is open. */
struct branch {
	struct branch *outer;
	const struct condition *otherwise; /* no side was taken yet */
	const struct condition *when;	   /* outside of it */
};

struct reader {
	const struct source *source;
	struct table macros; /* those that the file itself defines */
	struct branch *branch;
	const struct condition *when;
	struct place place;
	bool in_comment;
	void (*line)(void *data, const struct source_line *line);
	void *data;
	int wanted;			   /* a line, or 0 */
	const struct condition *at_wanted; /* NULL until it has been read */
};

static void ignore_line(void *data, const struct source_line *line)
{
	(void)data;
	(void)line;
}

/* The end of a string or character that begins here; NULL if it has none. */
static char *string_end(char *text)
{
	const char quote = *text;

	for (text++; *text && *text != quote; text++)
		text += text[0] == '\\' && text[1];
	return *text ? text : NULL;
}

/* Blanks out comments; one may go on in the next line. */
static void strip_comments(struct reader *reader, char *text)
{
	char *end;

	for (; *text; text++) {
		if (reader->in_comment) {
			reader->in_comment = text[0] != '*' || text[1] != '/';
			if (!reader->in_comment)
				*text++ = ' ';
			*text = ' ';
		} else if (*text == '"' || *text == '\'') {
			end = string_end(text);
			text = end ? end : text;
		} else if (text[0] == '/' && text[1] == '/') {
			*text = '\0';
			return;
		} else if (text[0] == '/' && text[1] == '*') {
			*text++ = ' ';
			*text = ' ';
			reader->in_comment = true;
		}
	}
}

static void take_side(struct reader *reader, struct sides sides)
{
	struct pool *pool = reader->source->pool;
	struct branch *branch = reader->branch;

	reader->when = condition_and(pool, branch->otherwise, sides.yes);
	branch->otherwise = condition_and(pool, branch->otherwise, sides.no);
}

static void open_branch(struct reader *reader, struct sides sides)
{
	struct branch *branch =
		pool_alloc(reader->source->pool, sizeof(*branch));

	branch->outer = reader->branch;
	branch->otherwise = branch->when = reader->when;
	reader->branch = branch;
	take_side(reader, sides);
}

static struct sides evaluate(struct reader *reader, const char *text)
{
	return source_expression(reader->source, &reader->macros, text,
				 reader->place);
}

static struct sides evaluate_defined(struct reader *reader, const char *name,
				     bool wanted)
{
	int length = strcspn(name, " \t");

	return evaluate(reader,
			pool_printf(reader->source->pool, "%sdefined(%.*s)",
				    wanted ? "" : "!", length, name));
}

static void close_branch(struct reader *reader)
{
	reader->when = reader->branch->when;
	reader->branch = reader->branch->outer;
}

static void read_define(struct reader *reader, const char *name, bool defines)
{
	struct pool *pool = reader->source->pool;
	const struct condition **at, *before;

	name = pool_intern(pool, name, strcspn(name, " \t("));
	at = (const struct condition **)table_at(&reader->macros, name);
	before = *at ? *at : &condition_never;
	*at = defines ? condition_or(pool, before, reader->when)
		      : condition_and(pool, before,
				      condition_not(pool, reader->when));
}

/* A directive: what follows #. */
static void read_directive(struct reader *reader, char *text)
{
	static const struct sides otherwise = {&condition_always,
					       &condition_never};
	size_t length;
	char *rest;

	text += strspn(text, " \t");
	length = strspn(text, "abcdefghijklmnopqrstuvwxyz");
	rest = text + length;
	rest += strspn(rest, " \t");
#define IS(word) (length == strlen(word) && !strncmp(text, word, length))
	if (IS("if"))
		open_branch(reader, evaluate(reader, rest));
	else if (IS("ifdef"))
		open_branch(reader, evaluate_defined(reader, rest, true));
	else if (IS("ifndef"))
		open_branch(reader, evaluate_defined(reader, rest, false));
	else if (IS("elif") && reader->branch)
		take_side(reader, evaluate(reader, rest));
	else if (IS("else") && reader->branch)
		take_side(reader, otherwise);
	else if (IS("endif") && reader->branch)
		close_branch(reader);
	else if (IS("define") || IS("undef"))
		read_define(reader, rest, IS("define"));
#undef IS
}

/* # include "membarrier.c" */
static bool includes_source(const char *text)
{
	size_t length = strlen(text);

	text += 1 + strspn(text + 1, " \t");
	return !strncmp(text, "include", 7) && length > 3 &&
	       !strcmp(text + strlen(text) - 3, ".c\"");
}

static void read_line(struct reader *reader, char *text)
{
	size_t length;

	strip_comments(reader, text);
	text += strspn(text, " \t");
	length = strlen(text);
	while (length && strchr(" \t\r", text[length - 1]))
		text[--length] = '\0';
	if (*text == '#' && !includes_source(text))
		read_directive(reader, text + 1);
	else if (*text && !condition_is_never(reader->when))
		reader->line(reader->data,
			     &(struct source_line){text, reader->when,
						   reader->place});
}

/* Cuts a line off; one that ends in a backslash goes on. */
static char *cut_line(char *text, int *lines)
{
	char *end = text;

	for (*lines = 1; *end && *end != '\n'; end++) {
		if (end[0] == '\\' && end[1] == '\n') {
			end[0] = end[1] = ' ';
			++*lines;
		}
	}
	if (*end)
		*end++ = '\0';
	return end;
}

static void read_lines(struct reader *reader, char *text)
{
	char *next;
	int lines;

	table_init(&reader->macros, reader->source->pool);
	for (; *text; text = next) {
		next = cut_line(text, &lines);
		read_line(reader, text);
		reader->place.line += lines;
		if (!reader->at_wanted && reader->wanted < reader->place.line)
			reader->at_wanted = reader->when;
	}
}

void source_read(const struct source *source, const char *path, char *text,
		 const struct condition *when,
		 void (*line)(void *data, const struct source_line *line),
		 void *data)
{
	struct reader reader = {.source = source,
				.when = when,
				.place = {path, 1},
				.line = line,
				.data = data};

	read_lines(&reader, text);
}

const struct condition *source_condition(const struct source *source,
					 const char *path, char *text, int line)
{
	struct reader reader = {.source = source,
				.when = &condition_always,
				.place = {path, 1},
				.line = ignore_line,
				.wanted = line};

	read_lines(&reader, text);
	return reader.at_wanted;
}

void source_init(struct source *source, struct pool *pool, const char *tree,
		 const struct table *tristates)
{
	static const char path[] = "arch/x86/include/asm/unistd.h";
	struct reader reader = {.source = source,
				.when = &condition_always,
				.place = {path, 1},
				.line = ignore_line};
	char *text = file_read(pool, tree, path, NULL);

	*source = (struct source){pool, tree, tristates, {0}};
	table_init(&source->macros, pool);
	if (!text)
		return;
	read_lines(&reader, text);
	source->macros = reader.macros;
}
