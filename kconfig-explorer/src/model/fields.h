/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The fields of a line that the engine writes, each checked before it is used:
 * one that is missing or malformed only sets `wrong`.
 */
#ifndef MODEL_FIELDS_H
#define MODEL_FIELDS_H

#include "model/model.h"

struct reader {
	struct model *model;
	char *at;   /* the next field of the line */
	char *next; /* the next line */
	int line;
	bool wrong; /* a field of this line was not as it must be */
	size_t symbols, expressions, properties, menus, files; /* so far */
};

char *field(struct reader *reader);
/* A number from least to limit - 1. */
int field_number(struct reader *reader, int least, size_t limit);
/* One of these letters, as its place among them. */
int field_letter(struct reader *reader, const char *letters);
/* NULL: there is none. The escapes are taken back where they stand. */
const char *field_text(struct reader *reader);
struct place field_place(struct reader *reader);

/* The index of something: NULL for -1. */
const struct symbol *field_symbol(struct reader *reader);
const struct expression *field_expression(struct reader *reader);
const struct menu *field_menu(struct reader *reader);
/* The same where there must be one, and where it may be changed. */
struct symbol *field_owner(struct reader *reader);

#endif
