/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text from outside, made fit for a terminal: what would command it (escape
 * sequences, carriage returns, what turns the direction of writing) and what is
 * no UTF-8 becomes \xHH. Lines and tabs stay.
 */
#ifndef PRINTABLE_H
#define PRINTABLE_H

#include <stddef.h>
#include <stdio.h>

/* The caller frees it. */
char *printable(const char *text);

/*
 * Writes a piece of a longer text. Returns how much of it was written: up to
 * three bytes at the end may be the beginning of a letter.
 */
size_t printable_write(FILE *to, const char *text, size_t length);

#endif
