// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads the model that the engine writes. Nothing in it is trusted: the engine
 * may have read a damaged tree. Every number is checked before it is used
 * (fields.h), and an error names its line.
 */
#include "model/read.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define APPEND(list, count, item)                                          \
	do {                                                               \
		(list) = one_more((void *)(list), count, sizeof(*(list))); \
		(list)[(count)++] = (item);                                \
	} while (0)

/* --- Lines, by their first letter. */

static void read_file(struct reader *reader)
{
	struct model_private *private = reader->model->private;
	const char *name = field_text(reader);

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
	symbol->type = field_number(reader, 0, TYPES);
	flags = field(reader);
	if (strlen(flags) != 4) {
		reader->wrong = true;
		return;
	}
	symbol->constant = flags[0] == '1';
	symbol->choice = flags[1] == '1';
	symbol->optional = flags[2] == '1';
	symbol->hidden = flags[3] == '1';
	symbol->depends = field_expression(reader);
	symbol->selected = field_expression(reader);
	symbol->implied = field_expression(reader);
	symbol->member_of = field_symbol(reader);
	symbol->name = field_text(reader);
	reader->wrong |= symbol->constant && !symbol->name;
}

/* A symbol that was read is the answer of a macro. */
static void read_answer(struct reader *reader)
{
	struct symbol *symbol = field_owner(reader);

	symbol->constant = true;
	symbol->written_at = field_place(reader);
	symbol->macro = field_text(reader);
	reader->wrong |= !symbol->macro || !symbol->name;
}

/* Operands come before what is made of them. */
static const struct expression *operand_field(struct reader *reader)
{
	int index = field_number(reader, -1, reader->expressions);

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
	expression->kind = field_letter(reader, "s!&|=#<l>g");
	expression->left = operand_field(reader);
	expression->right = operand_field(reader);
	expression->a = field_symbol(reader);
	expression->b = field_symbol(reader);
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
	menu->kind = field_letter(reader, "rmscki");
	menu->menuconfig = field_number(reader, 0, 2);
	menu->parent = field_menu(reader);
	menu->next = field_menu(reader);
	menu->child = field_menu(reader);
	/* A tree, in the order of a walk through it: no way round in circles.
	 */
	reader->wrong |= (menu->parent && menu->parent >= menu) ||
			 (menu->next && menu->next <= menu) ||
			 (menu->child && menu->child <= menu) ||
			 !menu->parent != !menu->index;
	menu->symbol = field_symbol(reader);
	menu->prompt_condition = field_expression(reader);
	menu->depends = field_expression(reader);
	menu->visible = field_expression(reader);
	menu->place = field_place(reader);
	menu->prompt = field_text(reader);
	menu->help = field_text(reader);
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
	property->kind = field_letter(reader, "pdsir");
	owner = field_owner(reader);
	property->owner = owner;
	property->menu = field_menu(reader);
	property->condition = field_expression(reader);
	property->place = field_place(reader);
	switch (property->kind) {
	case PROPERTY_DEFAULT:
		property->value = field_expression(reader);
		if (property->value &&
		    property->value->kind == EXPRESSION_SYMBOL)
			property->target = property->value->a;
		field(reader);
		break;
	case PROPERTY_SELECT:
	case PROPERTY_IMPLY:
		target = field_owner(reader);
		property->target = target;
		field(reader);
		break;
	case PROPERTY_RANGE:
		property->low = field_symbol(reader);
		property->high = field_symbol(reader);
		break;
	default:
		field(reader);
		field(reader);
	}
	property->text = field_text(reader);
	reader->wrong |= !is_complete(property);
	if (!reader->wrong)
		link_property(property, owner, target);
}

static void read_member(struct reader *reader)
{
	struct symbol *choice = field_owner(reader);

	APPEND(choice->members, choice->member_count, field_owner(reader));
}

static void read_definition(struct reader *reader)
{
	struct symbol *symbol = field_owner(reader);
	const struct menu *menu = field_menu(reader);

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
	    strcmp(field(reader), "3") != 0)
		return false;
	model->symbol_count = field_number(reader, 3, MOST);
	model->expression_count = field_number(reader, 0, MOST);
	model->property_count = field_number(reader, 0, MOST);
	model->menu_count = field_number(reader, 1, MOST);
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
	model->modules = field_symbol(reader);
	if (model->modules == model->no)
		model->modules = NULL;
	model->rules = field_number(reader, 0, RULES);
	model->version = field_text(reader);
	return !reader->wrong;
}

static const struct {
	const char *letter;
	void (*read)(struct reader *reader);
} line_kinds[] = {
	{"F", read_file},	{"S", read_symbol},   {"E", read_expression},
	{"M", read_menu},	{"P", read_property}, {"C", read_member},
	{"D", read_definition}, {"A", read_answer},
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
		*problem = text_format(
			"the engine's answer is not a complete model (its line %d)",
			reader.line);
		model_free(model);
		/*
		 * It is freed: the analyzer takes a const pointer for one that
		 * is only read.
		 */
		/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
		return NULL;
	}
	model_index_names(model);
	if (rest)
		*rest = reader.next;
	return model;
}
