/* SPDX-License-Identifier: GPL-2.0-only */
/* The one option behind many that lack the value that was asked for. */
#ifndef CAUSE_H
#define CAUSE_H

#include "model/config.h"

/*
 * The option because of which a symbol of an evaluated configuration has not
 * this value (of bool and tristate), or, for numbers and strings, not what was
 * asked for: followed as far as one that a user could set. NETFILTER_ADVANCED
 * for each option of netfilter that it hides; the member of a choice that was
 * taken; who selects it. The symbol itself if nothing else is to blame.
 */
const struct symbol *cause_of(const struct config *config,
			      const struct symbol *symbol,
			      enum tristate wanted);

#endif
