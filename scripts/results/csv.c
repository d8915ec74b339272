// SPDX-License-Identifier: GPL-2.0-only
/* A row of CSV: see csv.h. */
#include "csv.h"

#include <stdio.h>
#include <string.h>

static void print_field(const char *field)
{
	if (!strpbrk(field, ",\"\n\r")) {
		fputs(field, stdout);
		return;
	}
	putchar('"');
	for (; *field; field++) {
		if (*field == '"')
			putchar('"');
		putchar(*field);
	}
	putchar('"');
}

void csv_row(const char *const *fields, size_t count)
{
	size_t i;

	if (count == 1 && !*fields[0]) /* an empty line is no row */
		fputs("\"\"", stdout);
	for (i = 0; i < count; i++) {
		if (i)
			putchar(',');
		print_field(fields[i]);
	}
	putchar('\n');
}
