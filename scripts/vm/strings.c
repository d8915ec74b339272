// SPDX-License-Identifier: GPL-2.0-only
/* The last line of a text, and lists of arguments. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The last line that is not blank: where programs put what went wrong. */
char *last_line(const char *text)
{
	size_t end = strlen(text), start;

	while (end && strchr(" \t\r\n", text[end - 1]))
		end--;
	for (start = end; start && text[start - 1] != '\n';)
		start--;
	return text_slice(text + start, end - start);
}

void args_add(struct args *args, const char *fmt, ...)
{
	va_list values;

	args->v = resize(args->v, (args->n + 2) * sizeof(*args->v));
	va_start(values, fmt);
	args->v[args->n++] = text_vformat(fmt, values);
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

/* One line that a shell splits into the same arguments again. */
char *args_quoted(const struct args *args)
{
	char *line = text_copy(""), *word;
	size_t i;

	for (i = 0; i < args->n; i++) {
		word = text_quoted(args->v[i]);
		text_append(&line, "%s%s", i ? " " : "", word);
		free(word);
	}
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
