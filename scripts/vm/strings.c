// SPDX-License-Identifier: GPL-2.0-only
/* Strings that are built up piece by piece, and lists of them. */
#include "internal.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *grow(void *memory, size_t bytes)
{
	memory = realloc(memory, bytes);
	if (!memory)
		errx(5, "out of memory (%zu bytes wanted)", bytes);
	return memory;
}

static char *vformat(const char *fmt, va_list values)
{
	char *s;

	if (vasprintf(&s, fmt, values) < 0)
		errx(5, "out of memory");
	return s;
}

char *format(const char *fmt, ...)
{
	va_list values;
	char *s;

	va_start(values, fmt);
	s = vformat(fmt, values);
	va_end(values);
	return s;
}

char *copy(const char *s)
{
	return format("%s", s);
}

/* The last line that is not blank: where programs put what went wrong. */
char *last_line(const char *text)
{
	size_t end = strlen(text), start;

	while (end && strchr(" \t\r\n", text[end - 1]))
		end--;
	for (start = end; start && text[start - 1] != '\n';)
		start--;
	return format("%.*s", (int)(end - start), text + start);
}

void args_add(struct args *args, const char *fmt, ...)
{
	va_list values;

	args->v = grow(args->v, (args->n + 2) * sizeof(*args->v));
	va_start(values, fmt);
	args->v[args->n++] = vformat(fmt, values);
	va_end(values);
	args->v[args->n] = NULL;
}

/* Several arguments at once, for those without blanks in them. */
void args_add_words(struct args *args, const char *words)
{
	size_t length;

	for (; *words; words += length) {
		words += strspn(words, " ");
		length = strcspn(words, " ");
		if (length)
			args_add(args, "%.*s", (int)length, words);
	}
}

static void put_quoted(FILE *out, const char *word)
{
	const char *plain =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";

	if (*word && word[strspn(word, plain)] == '\0') {
		fputs(word, out);
		return;
	}
	putc('\'', out);
	for (; *word; word++) {
		if (*word == '\'')
			fputs("'\\''", out);
		else
			putc(*word, out);
	}
	putc('\'', out);
}

/* One line that a shell splits into the same arguments again. */
char *args_quoted(const struct args *args)
{
	char *line = NULL;
	size_t length, i;
	FILE *out = open_memstream(&line, &length);

	if (!out)
		err(5, "open_memstream");
	for (i = 0; i < args->n; i++) {
		if (i)
			putc(' ', out);
		put_quoted(out, args->v[i]);
	}
	fclose(out);
	return line;
}

void args_free(struct args *args)
{
	size_t i;

	for (i = 0; i < args->n; i++)
		free(args->v[i]);
	free(args->v);
	*args = (struct args){0};
}
