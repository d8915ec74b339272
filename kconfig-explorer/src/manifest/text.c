// SPDX-License-Identifier: GPL-2.0-only
/* Strings on the heap. */
#include "manifest/text.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *text_grow(void *memory, size_t bytes)
{
	memory = realloc(memory, bytes);
	if (!memory)
		errx(1, "out of memory (%zu bytes wanted)", bytes);
	return memory;
}

char *text_format(const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		errx(1, "out of memory");
	va_end(values);
	return text;
}

char *text_slice(const char *text, size_t length)
{
	char *copy = text_grow(NULL, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *text_copy(const char *text)
{
	return text_slice(text, strlen(text));
}
