// SPDX-License-Identifier: GPL-2.0-only
/*
 * As in Linux 6.12: a choice has no value of its own; its menu lists its
 * members, and among those that can be seen one is y (sym_calc_choice() in
 * symbol.c). A file is only a name, and the hash table of names is util.c's
 * own; so the linker directs file_lookup() here (--wrap).
 */
#include "tree.h"

#include <string.h>

const int tree_rules = 1;

static const char **files;
static size_t file_count;

const char *__real_file_lookup(const char *name);
const char *__wrap_file_lookup(const char *name);

/* Gives one pointer for one name. */
const char *__wrap_file_lookup(const char *name)
{
	const char *file = __real_file_lookup(name);
	size_t i;

	for (i = 0; i < file_count; i++)
		if (files[i] == file)
			return file;
	files = xrealloc(files, (file_count + 1) * sizeof(*files));
	files[file_count++] = file;
	return file;
}

const char *tree_menu_file(const struct menu *menu)
{
	return menu->filename;
}

const char *tree_property_file(const struct property *property)
{
	return property->filename;
}

const char *tree_current_file(void)
{
	return cur_filename;
}

void tree_for_each_file(void (*visit)(const char *name))
{
	size_t i;

	for (i = 0; i < file_count; i++)
		visit(files[i]);
}

void tree_for_each_symbol(void (*visit)(struct symbol *symbol))
{
	struct symbol *symbol;

	for_all_symbols(symbol) visit(symbol);
}

void tree_prepare_symbol(struct symbol *symbol)
{
	INIT_LIST_HEAD(&symbol->menus);
	INIT_LIST_HEAD(&symbol->choice_link);
}

bool tree_is_hidden(const struct symbol *symbol)
{
	return sym_is_choice(symbol);
}

bool tree_is_written(const struct property *property)
{
	(void)property;
	return true;
}

void tree_for_each_definition(struct symbol *symbol,
			      void (*visit)(struct symbol *symbol,
					    const struct menu *menu))
{
	const struct menu *menu;

	list_for_each_entry(menu, &symbol->menus, link) visit(symbol, menu);
}

/* (y, m and n are in no list at all: sym_is_choice_value() takes them for
 * members.) */
struct symbol *tree_choice_of(struct symbol *symbol)
{
	const struct menu *choice = sym_get_choice_menu(symbol);

	return choice ? choice->sym : NULL;
}

static struct menu *menu_of(struct symbol *choice)
{
	return list_first_entry(&choice->menus, struct menu, link);
}

/* In the order of the files, as long as no .config was read. */
void tree_for_each_member(struct symbol *choice,
			  void (*visit)(struct symbol *choice,
					struct symbol *member))
{
	struct symbol *member;

	list_for_each_entry(member, &menu_of(choice)->choice_members,
			    choice_link) visit(choice, member);
}

bool tree_is_optional(struct symbol *choice)
{
	(void)choice;
	return false;
}

struct symbol *tree_chosen(struct symbol *choice)
{
	return sym_calc_choice(menu_of(choice));
}

/* A choice has none; it counts as y if it has a member that is. */
enum tristate tree_value(struct symbol *symbol)
{
	if (sym_is_choice(symbol))
		return tree_chosen(symbol) ? yes : no;
	return symbol->curr.tri;
}
