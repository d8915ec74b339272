// SPDX-License-Identifier: GPL-2.0-only
/* A run's transcript: lines, and among them facts: `@ event key=value ...`. */
#include "story.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static char **split_lines(char *text)
{
	char **lines = NULL, *line;
	size_t count = 0;

	while ((line = strsep(&text, "\n"))) {
		lines = one_more(lines, count, sizeof(*lines));
		lines[count++] = line;
	}
	lines = one_more(lines, count, sizeof(*lines));
	lines[count] = NULL;
	return lines;
}

/* All words behind the event's name are key=value; or the log was damaged. */
static void check_event(const struct transcript *t, const char *event)
{
	char *copy = text_format("%s", event + 2), *rest = copy, *word;

	strsep(&rest, " ");
	while ((word = strsep(&rest, " ")))
		expect(t, strchr(word, '=') && !strstr(word, "=="),
		       "'%s' to be a fact: @ event key=value ...", event);
	free(copy);
}

static void read_ending(struct transcript *t)
{
	const char *ended = need_line(t, "ended: ");
	char emulator[80], sha256[65];

	expect(t,
	       sscanf(ended, "%31s %d %15s %64s %79[^\n]", t->ending,
		      &t->verdict, t->accel, sha256, emulator) == 5,
	       "a complete last line, not '%s'", ended);
	t->kernel = text_format("%s", sha256);
	t->emulator = text_format("%s", emulator);
}

struct transcript *read_transcript(const char *folder,
				   const struct machine *machine,
				   const char *scene)
{
	struct transcript *t = allocate(1, sizeof(*t));
	char *path, **line;

	t->name = text_format("%s-%s", machine->arch, scene);
	path = text_format("%s/%s.txt", folder, t->name);
	t->lines = split_lines(read_file(path));
	free(path);
	read_ending(t);
	for (line = t->lines; *line; line++)
		if (strncmp(*line, "@ ", 2) == 0)
			check_event(t, *line);
	return t;
}

/* Does a line hold this word, between blanks or at its end? */
static bool has_word(const char *line, const char *word)
{
	size_t length = strlen(word);
	const char *found = line;

	while ((found = strstr(found, word))) {
		if (found > line && found[-1] == ' ' &&
		    (found[length] == ' ' || !found[length]))
			return true;
		found += length;
	}
	return false;
}

const char *find_event(const struct transcript *t, const char *kind,
		       const char *condition)
{
	size_t length = strlen(kind);
	char **line;

	for (line = t->lines; *line; line++)
		if (strncmp(*line, "@ ", 2) == 0 &&
		    strncmp(*line + 2, kind, length) == 0 &&
		    (*line)[2 + length] == ' ' &&
		    (!condition || has_word(*line, condition)))
			return *line;
	return NULL;
}

const char *need_event(const struct transcript *t, const char *kind,
		       const char *condition)
{
	const char *event = find_event(t, kind, condition);

	expect(t, event, "an event '@ %s%s%s'", kind, condition ? " " : "",
	       condition ? condition : "");
	return event;
}

const char *event_text(const struct transcript *t, const char *event,
		       const char *key)
{
	size_t length = strlen(key);
	const char *word = event;

	while ((word = strchr(word, ' '))) {
		word++;
		if (strncmp(word, key, length) == 0 && word[length] == '=')
			return word + length + 1;
	}
	expect(t, false, "'%s=' in '%s'", key, event);
	return NULL;
}

static address event_value(const struct transcript *t, const char *event,
			   const char *key, int base)
{
	const char *text = event_text(t, event, key);
	address value;
	char *end;

	errno = 0;
	value = strtoull(text, &end, base);
	expect(t, end != text && !errno && strchr(" ,", *end),
	       "'%s=' to be a number in '%s'", key, event);
	return value;
}

address event_hex(const struct transcript *t, const char *event,
		  const char *key)
{
	return event_value(t, event, key, 16);
}

unsigned event_number(const struct transcript *t, const char *event,
		      const char *key)
{
	return (unsigned)event_value(t, event, key, 10);
}

const char *need_line(const struct transcript *t, const char *prefix)
{
	size_t length = strlen(prefix);
	char **line;

	for (line = t->lines; *line; line++)
		if (strncmp(*line, prefix, length) == 0)
			return *line + length;
	expect(t, false, "a line '%s...'", prefix);
	return NULL;
}

/* The folder of a failed run is removed: show the end of its transcript. */
static void show_end(const struct transcript *t)
{
	size_t count = 0, i;

	while (t->lines[count])
		count++;
	fprintf(stderr, "%s: the transcript of %s ends:\n", tool, t->name);
	for (i = count > 8 ? count - 8 : 0; i < count; i++)
		fprintf(stderr, "  | %s\n", t->lines[i]);
}

void expect(const struct transcript *t, bool holds, const char *text, ...)
{
	va_list arguments;
	char *wanted;

	if (holds)
		return;
	va_start(arguments, text);
	wanted = text_vformat(text, arguments);
	va_end(arguments);
	show_end(t);
	fail("the run %s does not show what the story claims: expected %s",
	     t->name, wanted);
}
