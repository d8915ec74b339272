/* SPDX-License-Identifier: GPL-2.0-only */
/* What the suites of test-explorer-solve share. */
#ifndef TESTS_SOLVE_H
#define TESTS_SOLVE_H

#include "model/config.h"

#include <check.h>

/* A number from the environment: how much to try. */
int amount(const char *variable, int otherwise);

TCase *tiny_case(void);
TCase *kernel_case(void);
TCase *plan_case(void);

#endif
