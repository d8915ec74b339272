/* SPDX-License-Identifier: GPL-2.0-only */
/* What the suites of test-explorer-solve share. */
#ifndef TESTS_SOLVE_H
#define TESTS_SOLVE_H

#include "model/config.h"
#include "solve/solve.h"

#include <check.h>

/* A number from the environment: how much to try. */
int amount(const char *variable, int otherwise);

/* The kernel's own options; a line of needs; the smallest configuration. What
 * goes wrong ends the test. */
const struct model *kernel_model(const char *arch);
void add_need(struct needs *needs, const struct model *model, const char *line);
struct solution *solve_kernel(const struct model *model,
			      const struct needs *needs,
			      enum objective_kind objective);

TCase *optimise_case(void);
TCase *tiny_case(void);
TCase *kernel_case(void);
TCase *known_case(void);
TCase *clasp_case(void);
TCase *plan_case(void);
TCase *words_case(void);
TCase *tiny_cores_case(void);
TCase *kernel_cores_case(void);

#endif
