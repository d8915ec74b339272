/* SPDX-License-Identifier: GPL-2.0-only */
/* CSV as table.py reads it, for programs in C. */
#ifndef RESULTS_CSV_H
#define RESULTS_CSV_H

#include <stddef.h>

/* A row on standard output; fields are quoted where needed. */
void csv_row(const char *const *fields, size_t count);
#define CSV_ROW(...)                                \
	csv_row((const char *const[]){__VA_ARGS__}, \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#endif
