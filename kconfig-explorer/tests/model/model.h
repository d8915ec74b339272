/* SPDX-License-Identifier: GPL-2.0-only */
/* What the suites of test-explorer-model share. */
#ifndef TESTS_MODEL_H
#define TESTS_MODEL_H

#include "model/config.h"

#include <check.h>

/* The kit's own tree, for an architecture; loaded once. */
const struct model *kit_model(const char *arch);

/* A number from the environment: how much to try. */
int amount(const char *variable, int otherwise);

TCase *agreement_case(void);
TCase *cases_case(void);
TCase *macros_case(void);
TCase *cause_case(void);
TCase *input_case(void);

#endif
