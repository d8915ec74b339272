/* SPDX-License-Identifier: GPL-2.0-only */
/* How Kconfig compares two values: expr_calc_value() of the kernel's expr.c. */
#ifndef COMPARE_H
#define COMPARE_H

#include "model/model.h"

/*
 * Does "A = B", "A < B" ... (one of EXPRESSION_EQUAL ...) hold when the symbols
 * have these values, written as in a .config?
 */
bool comparison_holds(enum expression_kind kind, const struct symbol *a,
		      const char *text_a, const struct symbol *b,
		      const char *text_b);

#endif
