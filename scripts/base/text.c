// SPDX-License-Identifier: GPL-2.0-only
#include "base/text.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *text_vformat(const char *format, va_list values)
{
	char *text;

	if (vasprintf(&text, format, values) < 0)
		out_of_memory();
	return text;
}

char *text_format(const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	text = text_vformat(format, values);
	va_end(values);
	return text;
}

void text_append(char **text, const char *format, ...)
{
	size_t length = *text ? strlen(*text) : 0;
	va_list values;
	char *more;

	va_start(values, format);
	more = text_vformat(format, values);
	va_end(values);
	*text = resize(*text, length + strlen(more) + 1);
	strcpy(*text + length, more);
	free(more);
}

FILE *text_stream(char **text, size_t *length)
{
	FILE *stream = open_memstream(text, length);

	if (!stream)
		out_of_memory();
	return stream;
}

char *text_slice(const char *text, size_t length)
{
	char *copy = resize(NULL, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *text_copy(const char *text)
{
	return text_slice(text, strlen(text));
}

char *text_trim(char *text)
{
	size_t length;

	while (isspace((unsigned char)*text))
		text++;
	length = strlen(text);
	while (length && isspace((unsigned char)text[length - 1]))
		length--;
	text[length] = '\0';
	return text;
}

char *text_quoted(const char *word)
{
	const char *plain =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
	char *text;

	if (*word && !word[strspn(word, plain)])
		return text_copy(word);
	text = text_copy("'");
	for (; *word; word++)
		text_append(&text, *word == '\'' ? "'\\''" : "%c", *word);
	text_append(&text, "'");
	return text;
}
