/* SPDX-License-Identifier: GPL-2.0-only */
/* What only the files that implement config.h need of a configuration. */
#ifndef CONFIG_PRIVATE_H
#define CONFIG_PRIVATE_H

#include "model/config.h"

struct config_private {
	/* Texts of user values; they live as long as the configuration. */
	char **texts;
	size_t text_count;

	/* By symbol->index, for the evaluation under way. */
	bool *valid;
	bool *refused; /* a number out of range, as if it were not asked for */
	enum tristate modules;

	size_t assignments; /* how many there were */
};

/*
 * A user value as a line of a file gives it: unlike config_set() it does not
 * take an earlier one for the same symbol back from its choice.
 */
bool config_assign(struct config *config, const struct symbol *symbol,
		   const char *value);

/* A copy that belongs to the configuration. */
const char *config_keep(struct config *config, const char *text);

#endif
