/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kconfig trees of a dozen options that no one would write, small enough to try
 * everything that a user could choose.
 */
#ifndef TINY_H
#define TINY_H

#include "model/config.h"

/* The text of a tree. The same seed gives the same one. The caller frees it. */
char *tiny_text(unsigned int seed);

/* Is the seed's tree to be tried with MODULES=y? */
bool tiny_modules(unsigned int seed);

/*
 * What the kernel's code makes of a text, or NULL if it does not like it (a
 * circle of dependencies).
 */
struct model *tiny_model(const char *text);

/*
 * All configurations that a .config can have in it, evaluated, without those
 * that have an unmet dependency. With modules those in which MODULES is y,
 * otherwise those in which it is n.
 */
struct tiny_all {
	struct config **configs;
	size_t count;
	bool forgets; /* of one that was left out forgets_choice() is true */
};

struct tiny_all tiny_all(const struct model *model, bool modules);
void tiny_free(struct tiny_all *all);

/* Is a symbol selected although its dependencies do not hold? */
bool has_unmet(const struct config *config);

/*
 * Is a member that cannot be seen on by its default, beside the one that was
 * chosen? Kconfig writes such a .config and, reading it, takes the last member
 * for the user's choice: it forgets what was chosen. The kernel has no member
 * with a default; the clauses allow for it, but not for what is forgotten.
 */
bool forgets_choice(const struct config *config);

#endif
