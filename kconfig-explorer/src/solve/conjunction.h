/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions as lists of terms, all of which have to hold: so what goes without
 * saying can be left out.
 */
#ifndef CONJUNCTION_H
#define CONJUNCTION_H

#include "model/terms.h"
#include "solve/encode.h"

/*
 * When the property's owner selects its target: the condition without what the
 * owner depends on anyway.
 */
struct terms conjunction_of_select(const struct property *select);

/*
 * When an imply counts. For a bool member menu_finalize() adds "choice=y" only
 * when it has noted implies already.
 */
struct terms conjunction_of_imply(const struct property *imply);

/* When a prompt of a choice's member can be seen, if the choice is y. */
struct terms conjunction_of_member(const struct property *prompt);

struct logic conjunction_logic(struct encoding *encoding,
			       const struct terms *terms);
/* With "&&" between them; "y" without any. The caller frees it. */
char *conjunction_text(const struct terms *terms);

/* Is this term the choice, or "choice=y", of which the symbol is a member? */
bool term_is_choice(const struct expression *term, const struct symbol *member);

#endif
