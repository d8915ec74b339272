// SPDX-License-Identifier: GPL-2.0-only
/* .config files that no one would write. */
#include "tests/model/oracle.h"

#include <stdio.h>
#include <stdlib.h>

static void write_number(FILE *to, const struct symbol *symbol, int roll)
{
	static const char *const ints[] = {"0",	 "1",	 "-7",	   "17",
					   "64", "1000", "999999", "-1"};
	static const char *const hexes[] = {
		"0x0", "0x1",	     "ff",   "0x1000000",
		"0",   "0xffffffff", "0X10", "0x200000"};

	fprintf(to, "CONFIG_%s=%s\n", symbol->name,
		symbol->type == TYPE_INT ? ints[roll % 8] : hexes[roll % 8]);
}

static void write_assignment(FILE *to, const struct symbol *symbol, int roll)
{
	static const char values[] = "nmy";
	char value;

	switch (symbol->type) {
	case TYPE_BOOL:
	case TYPE_TRISTATE:
		value = symbol->type == TYPE_BOOL ? roll % 2 ? 'y' : 'n'
						  : values[roll % 3];
		if (value == 'n')
			fprintf(to, "# CONFIG_%s is not set\n", symbol->name);
		else
			fprintf(to, "CONFIG_%s=%c\n", symbol->name, value);
		break;
	case TYPE_STRING:
		fprintf(to, "CONFIG_%s=\"%s\"\n", symbol->name,
			roll % 2 ? "a \\\"quoted\\\" \\\\ text" : "");
		break;
	default:
		write_number(to, symbol, roll);
	}
}

char *wild_config(const struct model *model, const char *folder,
		  unsigned int seed)
{
	int percent;
	char *name;
	FILE *to;

	if (asprintf(&name, "%s/wild-%u.config", folder, seed) < 0)
		abort();
	to = fopen(name, "w");
	if (!to) {
		perror(name);
		exit(1);
	}
	srandom(seed);
	percent = 5 + random() % 95;
	model_for_each_symbol(model, symbol) if (symbol_is_option(symbol) &&
						 random() % 100 < percent)
		write_assignment(to, symbol, random() / 7);
	/* MODULES decides more than any other: both, and left alone. */
	if (seed % 3)
		fprintf(to, seed % 3 == 1 ? "CONFIG_MODULES=y\n"
					  : "# CONFIG_MODULES is not set\n");
	if (fclose(to)) {
		perror(name);
		exit(1);
	}
	return name;
}
