// SPDX-License-Identifier: GPL-2.0-only
/* Choices, as in Linux 6.1: a choice that is y has a member. */
#include "model/evaluate.h"

/* sym_calc_choice() */
static void choose(struct config *config, const struct symbol *choice)
{
	struct result *result = result_of(config, choice);
	const struct symbol *wanted = config_user_value(config, choice)->chosen;
	size_t i;

	for (i = 0; i < choice->member_count; i++)
		find_visibility(config, choice->members[i]);
	if (!wanted || result_of(config, wanted)->visible == NO)
		wanted = choice_default(config, choice);
	result->chosen = wanted;
	if (!wanted)
		result->value = NO;
}

/* What a choice decides about whether its members stand in the file. */
static void mark_members(struct config *config, const struct symbol *choice)
{
	bool written = result_of(config, choice)->written;
	size_t i;

	for (i = 0; i < choice->member_count; i++) {
		struct result *member = result_of(config, choice->members[i]);

		if (written && member->visible != NO)
			member->written = true;
	}
}

void decide_choice_6_1(struct config *config, const struct symbol *choice)
{
	if (result_of(config, choice)->value == YES)
		choose(config, choice);
	mark_members(config, choice);
}
