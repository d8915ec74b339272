/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the files that compute values. */
#ifndef EVALUATE_H
#define EVALUATE_H

#include "model/config_private.h"

static inline struct result *result_of(struct config *config,
				       const struct symbol *symbol)
{
	return &config->results[symbol->index];
}

/* Computes what its value needs; NULL is y. */
enum tristate value_of(struct config *config,
		       const struct expression *expression);
/* sym_calc_visibility() */
void find_visibility(struct config *config, const struct symbol *symbol);
/* Did somebody ask for a value that counts? */
bool has_wish(struct config *config, const struct symbol *symbol);

/* Which member of a choice is y, and what of it stands in the file. */
void decide_choice_6_1(struct config *config, const struct symbol *choice);
void decide_choice_6_12(struct config *config, const struct symbol *choice);

/* sym_choice_default(): a default that can be seen, or the first that can. */
const struct symbol *choice_default(struct config *config,
				    const struct symbol *choice);

#endif
