// SPDX-License-Identifier: GPL-2.0-only
/* The fields of a line that the engine writes, each checked. */
#include "model/fields.h"
#include "model/read.h"

#include <stdlib.h>
#include <string.h>

char *field(struct reader *reader)
{
	char *start = reader->at, *tab;

	if (!start) {
		reader->wrong = true;
		return "";
	}
	tab = strchr(start, '\t');
	if (tab)
		*tab = 0;
	reader->at = tab ? tab + 1 : NULL;
	return start;
}

/* A number from least to limit - 1. */
int field_number(struct reader *reader, int least, size_t limit)
{
	char *start = field(reader), *end;
	long value = strtol(start, &end, 10);

	if (end == start || *end || value < least ||
	    (value >= 0 && (size_t)value >= limit)) {
		reader->wrong = true;
		return least;
	}
	return value;
}

/* Takes back the escapes where they stand. */
static void unescape(char *text)
{
	char *to = text;

	for (; *text; text++) {
		if (*text != '\\') {
			*to++ = *text;
			continue;
		}
		text++;
		if (!*text)
			break;
		*to++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
	}
	*to = 0;
}

const char *field_text(struct reader *reader)
{
	char *text = field(reader);

	if (!strcmp(text, "-"))
		return NULL;
	if (*text != '=') {
		reader->wrong = true;
		return NULL;
	}
	unescape(text + 1);
	return text + 1;
}

/* One of these letters, as its place among them. */
int field_letter(struct reader *reader, const char *letters)
{
	const char *text = field(reader);
	const char *at = *text ? strchr(letters, *text) : NULL;

	if (!at || text[1]) {
		reader->wrong = true;
		return 0;
	}
	return at - letters;
}

const struct symbol *field_symbol(struct reader *reader)
{
	int index = field_number(reader, -1, reader->model->symbol_count);

	return index < 0 ? NULL : &reader->model->symbols[index];
}

/* The same where there must be one, and where it may be changed. */
struct symbol *field_owner(struct reader *reader)
{
	return &reader->model->symbols[field_number(
		reader, 0, reader->model->symbol_count)];
}

const struct expression *field_expression(struct reader *reader)
{
	int index = field_number(reader, -1, reader->model->expression_count);

	return index < 0 ? NULL : &reader->model->expressions[index];
}

const struct menu *field_menu(struct reader *reader)
{
	int index = field_number(reader, -1, reader->model->menu_count);

	return index < 0 ? NULL : &reader->model->menus[index];
}

struct place field_place(struct reader *reader)
{
	int file = field_number(reader, -1, reader->files);
	int line = field_number(reader, -1, 1 << 30);

	return (struct place){
		file < 0 ? "" : reader->model->private->files[file], line};
}
