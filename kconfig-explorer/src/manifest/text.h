/* SPDX-License-Identifier: GPL-2.0-only */
/* Strings on the heap. Out of memory ends the program with a message. */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

/* As printf(3); the caller frees the result. */
char *text_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
char *text_copy(const char *text);
/* A copy of `length` bytes, with NUL behind them. */
char *text_slice(const char *text, size_t length);
/* As realloc(3). */
void *text_grow(void *memory, size_t bytes);

#endif
