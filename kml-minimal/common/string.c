// SPDX-License-Identifier: GPL-2.0-only
/* Strings: see string.h. Plain loops, as speed does not matter here. */
#include "string.h"

void *memset(void *to, int byte, size_t count)
{
	char *p = to;

	while (count--)
		*p++ = (char)byte;
	return to;
}

void *memcpy(void *to, const void *from, size_t count)
{
	char *p = to;
	const char *q = from;

	while (count--)
		*p++ = *q++;
	return to;
}

int memcmp(const void *a, const void *b, size_t count)
{
	const unsigned char *p = a, *q = b;

	for (; count; count--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

size_t strlen(const char *s)
{
	size_t length = 0;

	while (s[length])
		length++;
	return length;
}

int strncmp(const char *a, const char *b, size_t count)
{
	for (; count; count--, a++, b++)
		if (*a != *b || !*a)
			return (unsigned char)*a - (unsigned char)*b;
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

bool copy_string(char *to, const char *from, size_t size)
{
	while (size-- > 1 && *from)
		*to++ = *from++;
	*to = 0;
	return !*from;
}

unsigned long parse_number(const char *text)
{
	unsigned long value = 0;

	for (; *text >= '0' && *text <= '9'; text++)
		value = value * 10 + (unsigned long)(*text - '0');
	return value;
}
