/* SPDX-License-Identifier: GPL-2.0-only */
/* Strings on the heap, which the caller frees. */
#ifndef TEXT_H
#define TEXT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

/* As printf(3). */
char *text_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
char *text_vformat(const char *format, va_list values);
/* Appends to *text, which may be NULL. */
void text_append(char **text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *text_copy(const char *text);
/* As open_memstream(3). */
FILE *text_stream(char **text, size_t *length);
/* The text without blanks at both ends; cuts them off where it stands. */
char *text_trim(char *text);
/* A word as a shell reads it back: in quotes, if it needs them. */
char *text_quoted(const char *word);
/* A copy of `length` bytes, with NUL behind them. */
char *text_slice(const char *text, size_t length);

#endif
