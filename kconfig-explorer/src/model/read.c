// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads the model that the engine writes. Nothing in it is trusted: the engine
 * may have read a damaged tree. Every number is checked before it is used, and
 * what is wrong is told with its line.
 */
#include "model/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct model *model;
	char *at;   /* the next field of the line */
	char *next; /* the next line */
	int line;
	bool wrong; /* a field of this line was not as it must be */
	size_t symbols, expressions, properties, menus, files; /* so far */
};

/* Lists grow by doubling; their room is the next power of two. */
#define APPEND(list, count, item)                                 \
	do {                                                      \
		if (!((count) & ((count)-1)))                     \
			(list) = grow((void *)(list),             \
				      (count) ? 2 * (count) : 1); \
		(list)[(count)++] = (item);                       \
	} while (0)

static void *grow(void *list, size_t room)
{
	list = realloc(list, room * sizeof(void *));
	if (!list)
		abort();
	return list;
}

static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);

	if (!memory)
		abort();
	return memory;
}

/* --- Fields. A field that is not there or wrong only sets `wrong`. */

static char *field(struct reader *reader)
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
static int number(struct reader *reader, int least, size_t limit)
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

static const char *text_field(struct reader *reader)
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
static int letter(struct reader *reader, const char *letters)
{
	const char *text = field(reader);
	const char *at = *text ? strchr(letters, *text) : NULL;

	if (!at || text[1]) {
		reader->wrong = true;
		return 0;
	}
	return at - letters;
}

static const struct symbol *symbol_field(struct reader *reader)
{
	int index = number(reader, -1, reader->model->symbol_count);

	return index < 0 ? NULL : &reader->model->symbols[index];
}

/* The same where there must be one, and where it may be changed. */
static struct symbol *owner_field(struct reader *reader)
{
	return &reader->model->symbols[number(reader, 0,
					      reader->model->symbol_count)];
}

static const struct expression *expression_field(struct reader *reader)
{
	int index = number(reader, -1, reader->model->expression_count);

	return index < 0 ? NULL : &reader->model->expressions[index];
}

static const struct menu *menu_field(struct reader *reader)
{
	int index = number(reader, -1, reader->model->menu_count);

	return index < 0 ? NULL : &reader->model->menus[index];
}

static struct place place_field(struct reader *reader)
{
	int file = number(reader, -1, reader->files);
	int line = number(reader, -1, 1 << 30);

	return (struct place){
		file < 0 ? "" : reader->model->private->files[file], line};
}

/* --- Lines, by their first letter. */

static void read_file(struct reader *reader)
{
	struct model_private *private = reader->model->private;
	const char *name = text_field(reader);

	APPEND(private->files, private->file_count, name ? name : "");
	reader->files = private->file_count;
}

static void read_symbol(struct reader *reader)
{
	struct symbol *symbol = &reader->model->symbols[reader->symbols];
	const char *flags;

	if (reader->symbols >= reader->model->symbol_count) {
		reader->wrong = true;
		return;
	}
	symbol->index = reader->symbols++;
	symbol->type = number(reader, 0, TYPES);
	flags = field(reader);
	if (strlen(flags) != 4) {
		reader->wrong = true;
		return;
	}
	symbol->constant = flags[0] == '1';
	symbol->choice = flags[1] == '1';
	symbol->optional = flags[2] == '1';
	symbol->hidden = flags[3] == '1';
	symbol->depends = expression_field(reader);
	symbol->selected = expression_field(reader);
	symbol->implied = expression_field(reader);
	symbol->member_of = symbol_field(reader);
	symbol->name = text_field(reader);
}

/* Operands come before what is made of them. */
static const struct expression *operand_field(struct reader *reader)
{
	int index = number(reader, -1, reader->expressions);

	return index < 0 ? NULL : &reader->model->expressions[index];
}

static bool has_operands(const struct expression *expression)
{
	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		return expression->a;
	case EXPRESSION_NOT:
		return expression->left;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		return expression->left && expression->right;
	default:
		return expression->a && expression->b;
	}
}

static void read_expression(struct reader *reader)
{
	struct expression *expression =
		&reader->model->expressions[reader->expressions];

	if (reader->expressions >= reader->model->expression_count) {
		reader->wrong = true;
		return;
	}
	expression->kind = letter(reader, "s!&|=#<l>g");
	expression->left = operand_field(reader);
	expression->right = operand_field(reader);
	expression->a = symbol_field(reader);
	expression->b = symbol_field(reader);
	reader->wrong |= !has_operands(expression);
	expression->index = reader->expressions++;
}

static void read_menu(struct reader *reader)
{
	struct menu *menu = &reader->model->menus[reader->menus];

	if (reader->menus >= reader->model->menu_count) {
		reader->wrong = true;
		return;
	}
	menu->index = reader->menus++;
	menu->kind = letter(reader, "rmscki");
	menu->menuconfig = number(reader, 0, 2);
	menu->parent = menu_field(reader);
	menu->next = menu_field(reader);
	menu->child = menu_field(reader);
	/* A tree, in the order of a walk through it: no way round in circles.
	 */
	reader->wrong |= (menu->parent && menu->parent >= menu) ||
			 (menu->next && menu->next <= menu) ||
			 (menu->child && menu->child <= menu) ||
			 !menu->parent != !menu->index;
	menu->symbol = symbol_field(reader);
	menu->prompt_condition = expression_field(reader);
	menu->depends = expression_field(reader);
	menu->visible = expression_field(reader);
	menu->place = place_field(reader);
	menu->prompt = text_field(reader);
	menu->help = text_field(reader);
}

static bool is_complete(const struct property *property)
{
	switch (property->kind) {
	case PROPERTY_PROMPT:
		return property->text;
	case PROPERTY_DEFAULT:
		return property->value;
	case PROPERTY_RANGE:
		return property->low && property->high;
	default:
		return property->target;
	}
}

static void link_property(const struct property *property, struct symbol *owner,
			  struct symbol *target)
{
	APPEND(owner->properties, owner->property_count, property);
	if (property->kind == PROPERTY_SELECT)
		APPEND(target->selectors, target->selector_count, property);
	else if (property->kind == PROPERTY_IMPLY)
		APPEND(target->impliers, target->implier_count, property);
}

static void read_property(struct reader *reader)
{
	struct model *model = reader->model;
	struct property *property = &model->properties[reader->properties];
	struct symbol *owner, *target = NULL;

	if (reader->properties >= model->property_count) {
		reader->wrong = true;
		return;
	}
	reader->properties++;
	property->kind = letter(reader, "pdsir");
	owner = owner_field(reader);
	property->owner = owner;
	property->menu = menu_field(reader);
	property->condition = expression_field(reader);
	property->place = place_field(reader);
	switch (property->kind) {
	case PROPERTY_DEFAULT:
		property->value = expression_field(reader);
		if (property->value &&
		    property->value->kind == EXPRESSION_SYMBOL)
			property->target = property->value->a;
		field(reader);
		break;
	case PROPERTY_SELECT:
	case PROPERTY_IMPLY:
		target = owner_field(reader);
		property->target = target;
		field(reader);
		break;
	case PROPERTY_RANGE:
		property->low = symbol_field(reader);
		property->high = symbol_field(reader);
		break;
	default:
		field(reader);
		field(reader);
	}
	property->text = text_field(reader);
	reader->wrong |= !is_complete(property);
	if (!reader->wrong)
		link_property(property, owner, target);
}

static void read_member(struct reader *reader)
{
	struct symbol *choice = owner_field(reader);

	APPEND(choice->members, choice->member_count, owner_field(reader));
}

static void read_definition(struct reader *reader)
{
	struct symbol *symbol = owner_field(reader);
	const struct menu *menu = menu_field(reader);

	if (menu)
		APPEND(symbol->definitions, symbol->definition_count, menu);
}

/* --- The whole. */

static char *next_line(struct reader *reader)
{
	char *line = reader->next, *end = line ? strchr(line, '\n') : NULL;

	if (!end)
		return NULL;
	*end = 0;
	reader->next = end + 1;
	reader->at = line;
	reader->line++;
	return line;
}

/* How many there are of everything, so that nothing moves while it is read. */
static bool read_head(struct reader *reader)
{
	struct model *model = reader->model;
	enum { MOST = 1 << 24 };

	if (!next_line(reader) || strcmp(field(reader), "kconfig-model") != 0 ||
	    strcmp(field(reader), "1") != 0)
		return false;
	model->symbol_count = number(reader, 3, MOST);
	model->expression_count = number(reader, 0, MOST);
	model->property_count = number(reader, 0, MOST);
	model->menu_count = number(reader, 1, MOST);
	if (reader->wrong)
		return false;
	model->symbols = allocate(model->symbol_count, sizeof(struct symbol));
	model->expressions =
		allocate(model->expression_count, sizeof(struct expression));
	model->properties =
		allocate(model->property_count, sizeof(struct property));
	model->menus = allocate(model->menu_count, sizeof(struct menu));
	/* The engine always begins with these three. */
	model->no = &model->symbols[0];
	model->module = &model->symbols[1];
	model->yes = &model->symbols[2];
	model->modules = symbol_field(reader);
	if (model->modules == model->no)
		model->modules = NULL;
	model->version = text_field(reader);
	return !reader->wrong;
}

static const struct {
	const char *letter;
	void (*read)(struct reader *reader);
} line_kinds[] = {
	{"F", read_file},	{"S", read_symbol},   {"E", read_expression},
	{"M", read_menu},	{"P", read_property}, {"C", read_member},
	{"D", read_definition},
};

static void read_line(struct reader *reader)
{
	const char *kind = field(reader);
	size_t i;

	for (i = 0; i < sizeof(line_kinds) / sizeof(*line_kinds); i++)
		if (!strcmp(kind, line_kinds[i].letter)) {
			line_kinds[i].read(reader);
			reader->wrong |= reader->at != NULL;
			return;
		}
	reader->wrong = true;
}

/* All that was announced is there, and choices and members know one another. */
static bool is_whole(const struct reader *reader)
{
	const struct model *model = reader->model;

	if (reader->symbols != model->symbol_count ||
	    reader->expressions != model->expression_count ||
	    reader->properties != model->property_count ||
	    reader->menus != model->menu_count)
		return false;
	model_for_each_symbol(
		model, symbol) if (symbol->member_of &&
				   !symbol->member_of->choice) return false;
	return true;
}

static bool read_all(struct reader *reader)
{
	const char *line;

	if (!read_head(reader))
		return false;
	while ((line = next_line(reader))) {
		if (!strcmp(line, "end"))
			return is_whole(reader);
		read_line(reader);
		if (reader->wrong)
			return false;
	}
	return false;
}

struct model *model_read(char *text, char **rest, char **problem)
{
	struct model *model = allocate(1, sizeof(*model));
	struct reader reader = {.model = model, .next = text};

	model->private = allocate(1, sizeof(*model->private));
	model->private->text = text;
	if (!read_all(&reader)) {
		if (asprintf(problem,
			     "the engine's answer is not a whole model (its "
			     "line %d)",
			     reader.line) < 0)
			abort();
		model_free(model);
		return NULL;
	}
	model_index_names(model);
	if (rest)
		*rest = reader.next;
	return model;
}
