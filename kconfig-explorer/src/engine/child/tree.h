/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between the Kconfig code of one kernel and another's. Each
 * folder linux-VERSION/ has the functions for that version and those like it,
 * and a kconfig.h that includes the kernel's headers; `compile` chooses one.
 */
#ifndef TREE_H
#define TREE_H

#include "kconfig.h"

/* By which rules it computes values: enum rules in model/model.h. */
extern const int tree_rules;

/* Names of Kconfig files: equal names are equal pointers. */
const char *tree_menu_file(const struct menu *menu);
const char *tree_property_file(const struct property *property);
const char *tree_current_file(void);
void tree_for_each_file(void (*visit)(const char *name));

void tree_for_each_symbol(void (*visit)(struct symbol *symbol));

/* For a symbol that is made here: what the kernel's code expects of each. */
void tree_prepare_symbol(struct symbol *symbol);

/* Is it never written to a .config? */
bool tree_is_hidden(const struct symbol *symbol);

/* Does it say something, or only link the kernel's structures? */
bool tree_is_written(const struct property *property);

/* The entries that define a symbol. */
void tree_for_each_definition(struct symbol *symbol,
			      void (*visit)(struct symbol *symbol,
					    const struct menu *menu));

/* Choices: the one that a symbol is a member of, or NULL; the members. */
struct symbol *tree_choice_of(struct symbol *symbol);
void tree_for_each_member(struct symbol *choice,
			  void (*visit)(struct symbol *choice,
					struct symbol *member));
bool tree_is_optional(struct symbol *choice);

/* Of what sym_calc_value() has computed: n, m or y; the member that is y, or
 * NULL. */
enum tristate tree_value(struct symbol *symbol);
struct symbol *tree_chosen(struct symbol *choice);

#endif
