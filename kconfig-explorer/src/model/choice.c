// SPDX-License-Identifier: GPL-2.0-only
/* What choices of Linux 6.1 and of 6.12 share. */
#include "model/evaluate.h"

const struct symbol *choice_default(struct config *config,
				    const struct symbol *choice)
{
	size_t i;

	symbol_for_each_property(choice, property, PROPERTY_DEFAULT)
	{
		if (value_of(config, property->condition) != NO &&
		    property->target &&
		    result_of(config, property->target)->visible != NO)
			return property->target;
	}
	for (i = 0; i < choice->member_count; i++)
		if (result_of(config, choice->members[i])->visible != NO)
			return choice->members[i];
	return NULL;
}
