/* SPDX-License-Identifier: GPL-2.0-only */
/* Expressions taken apart: what is joined by "and", and who occurs in it. */
#ifndef TERMS_H
#define TERMS_H

#include "model/model.h"

/* "A && (B || C) && D" has three terms; "y" (NULL) has none. */
struct terms {
	const struct expression **list;
	size_t count;
};

void terms_add(struct terms *terms, const struct expression *expression);
/*
 * Takes away what `expression` requires as well. A property's condition repeats
 * all that its entry depends on; what is left is the "if" of its own line.
 */
void terms_remove(struct terms *terms, const struct expression *expression);
/*
 * Does one of them follow from the others, since what they name depends on it?
 * Entries inherit the conditions of all menus around them, so many do.
 */
bool terms_follows(const struct terms *terms, size_t which);
void terms_free(struct terms *terms);

/* Is it more than a constant: an option, or what a macro answered? */
bool symbol_acts(const struct symbol *symbol);

/* Calls `each` for every symbol in an expression that acts. */
void expression_symbols(const struct expression *expression,
			void (*each)(void *data, const struct symbol *symbol),
			void *data);

#endif
