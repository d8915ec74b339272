// SPDX-License-Identifier: GPL-2.0-only
/*
 * As in Linux 6.1: a choice is a symbol whose value names the member, and a
 * property of kind P_CHOICE holds its members; files are structures in a list.
 */
#include "tree.h"

const int tree_rules = 0;

const char *tree_menu_file(const struct menu *menu)
{
	return menu->file ? menu->file->name : NULL;
}

const char *tree_property_file(const struct property *property)
{
	return property->file ? property->file->name : NULL;
}

const char *tree_current_file(void)
{
	return current_file ? current_file->name : NULL;
}

void tree_for_each_file(void (*visit)(const char *name))
{
	const struct file *file;

	for (file = file_list; file; file = file->next)
		visit(file->name);
}

void tree_for_each_symbol(void (*visit)(struct symbol *symbol))
{
	struct symbol *symbol;
	int i;

	for_all_symbols(i, symbol) visit(symbol);
}

void tree_prepare_symbol(struct symbol *symbol)
{
	(void)symbol;
}

bool tree_is_hidden(const struct symbol *symbol)
{
	return symbol->flags & SYMBOL_NO_WRITE;
}

bool tree_is_written(const struct property *property)
{
	return property->type != P_CHOICE && property->type != P_SYMBOL;
}

void tree_for_each_definition(struct symbol *symbol,
			      void (*visit)(struct symbol *symbol,
					    const struct menu *menu))
{
	const struct property *property;

	for_all_properties(symbol, property, P_SYMBOL)
		visit(symbol, property->menu);
}

struct symbol *tree_choice_of(struct symbol *symbol)
{
	return sym_is_choice_value(symbol)
		       ? prop_get_symbol(sym_get_choice_prop(symbol))
		       : NULL;
}

void tree_for_each_member(struct symbol *choice,
			  void (*visit)(struct symbol *choice,
					struct symbol *member))
{
	const struct property *property = sym_get_choice_prop(choice);
	struct symbol *member;
	struct expr *e;

	if (property)
		expr_list_for_each_sym(property->expr, e, member)
			visit(choice, member);
}

bool tree_is_optional(struct symbol *choice)
{
	return sym_is_optional(choice);
}

enum tristate tree_value(struct symbol *symbol)
{
	return symbol->curr.tri;
}

struct symbol *tree_chosen(struct symbol *choice)
{
	return choice->curr.tri == yes ? sym_get_choice_value(choice) : NULL;
}
