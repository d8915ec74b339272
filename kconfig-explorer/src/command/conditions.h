/* SPDX-License-Identifier: GPL-2.0-only */
/* Conditions over options, as the commands print them. */
#ifndef COMMAND_CONDITIONS_H
#define COMMAND_CONDITIONS_H

#include "kbuild/condition.h"
#include "model/config.h"

/* Does the condition hold in this configuration? */
bool condition_in(const struct condition *condition,
		  const struct config *config);

/*
 * Prints each option of each case on a line of its own, with the place that
 * names it. A condition without options prints nothing.
 */
void condition_print(const struct condition *condition);

struct json_t;
/* {"file": ..., "line": ...}; null for NULL. */
struct json_t *place_json(const struct place *place);
/* An array of cases, each an array of {"option", "values", "place"}. */
struct json_t *condition_json(const struct condition *condition);

#endif
