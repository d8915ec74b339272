/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the files of this folder share.
 *
 * explain.c and blocked.c call one another: a symbol is off because of the
 * terms that keep it off, and each of these is a symbol with reasons of its
 * own.
 */
#ifndef EXPLAINER_H
#define EXPLAINER_H

#include "explain/explain.h"

struct explainer {
	const struct config *config;
	int depth;
	bool *explained; /* by symbol->index: once is enough */
};

/* A reason without others behind it. */
struct reason *reason_new(struct place place, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Puts it behind the others of its parent. Returns it. */
struct reason *reason_append(struct reason *parent, struct reason *reason);

/* Where it is first defined; nowhere if it is not. */
struct place defined_at(const struct symbol *symbol);

/* Its reasons, unless they were explained already or it would lead too far. */
void explain_symbol(struct explainer *explainer, struct reason *parent,
		    const struct symbol *symbol);
/*
 * Those terms because of which an expression is not on (wanted), or not off.
 */
void explain_blocked(struct explainer *explainer, struct reason *parent,
		     const struct expression *expression, bool wanted);
/* What a macro answered, and what would change that. */
void explain_macro(struct reason *parent, const struct symbol *macro);
/* Why no prompt of it can be seen, so that no user can set it. */
void explain_invisible(struct explainer *explainer, struct reason *parent,
		       const struct symbol *symbol);

#endif
