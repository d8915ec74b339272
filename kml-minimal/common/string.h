/* SPDX-License-Identifier: GPL-2.0-only */
/* The few string functions that kernel and user programs share: those of
 * ISO C (7.24), and format(), the engine of printk() and printf(). (gcc itself
 * calls memset() and memcpy(), for structs: there is no libc to have them.) */
#ifndef KML_STRING_H
#define KML_STRING_H

#include "types.h"

void *memset(void *to, int byte, size_t count);
void *memcpy(void *to, const void *from, size_t count);
int memcmp(const void *a, const void *b, size_t count);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t count);

/* Copies at most size - 1 characters and always ends with a NUL.
 * Returns false when the text had to be cut. */
bool copy_string(char *to, const char *from, size_t size);

/* Calls put() for each character of the formatted text. Supports ISO C's
 * conversions of integers, characters, strings and pointers:
 *
 *   %d %i %u %o %x %X   after hh, h, l, ll, z, t or j
 *   %c %s %p %%
 *   the flags - 0 + # and blank; a width, a precision, either of them as *
 *
 * Returns false when text has another conversion, such as %f or %n: that one
 * becomes `<%f is not supported>`, and formatting ends there. */
bool format(void (*put)(char c, void *context), void *context, const char *text,
	    va_list list);

/* Formats into text, a buffer of size bytes; cuts what does not fit. */
bool format_to(char *text, size_t size, const char *template, ...)
	__attribute__((format(printf, 3, 4)));
bool format_list_to(char *text, size_t size, const char *template,
		    va_list list);

/* Decimal digits up to the first other character; 0 when there are none. */
unsigned long parse_number(const char *text);

#endif
