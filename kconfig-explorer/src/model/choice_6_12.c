// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choices, as in Linux 6.12: sym_calc_choice(). Of the members that can be seen
 * one is y, whatever the choice's own prompt says. (The kernel gives a choice
 * no value; for us it is y if it has such a member.)
 */
#include "model/evaluate.h"

/* The member that was asked for last: a line of a file counts before earlier
 * ones. */
static const struct symbol *last_asked_for(struct config *config,
					   const struct symbol *choice)
{
	const struct symbol *last = NULL;
	size_t i, order = 0;

	for (i = 0; i < choice->member_count; i++) {
		const struct symbol *member = choice->members[i];
		const struct user_value *asked =
			config_user_value(config, member);

		if (result_of(config, member)->visible == NO ||
		    asked->value != YES || asked->order < order)
			continue;
		last = member;
		order = asked->order;
	}
	return last;
}

/* Where nobody said n, the default; else the first of which nobody said
 * anything. */
static const struct symbol *not_refused(struct config *config,
					const struct symbol *choice)
{
	const struct symbol *member = choice_default(config, choice);
	size_t i;

	if (member && !has_wish(config, member))
		return member;
	for (i = 0; i < choice->member_count; i++) {
		member = choice->members[i];
		if (result_of(config, member)->visible != NO &&
		    !has_wish(config, member))
			return member;
	}
	return NULL;
}

/* All are refused: the one that was refused first. */
static const struct symbol *first_refused(struct config *config,
					  const struct symbol *choice)
{
	const struct symbol *first = NULL;
	size_t i, order = 0;

	for (i = 0; i < choice->member_count; i++) {
		const struct symbol *member = choice->members[i];
		size_t this = config_user_value(config, member)->order;

		if (result_of(config, member)->visible == NO ||
		    (first && this > order))
			continue;
		first = member;
		order = this;
	}
	return first;
}

void decide_choice_6_12(struct config *config, const struct symbol *choice)
{
	const struct symbol *chosen;
	size_t i;

	for (i = 0; i < choice->member_count; i++)
		find_visibility(config, choice->members[i]);
	chosen = last_asked_for(config, choice);
	if (!chosen)
		chosen = not_refused(config, choice);
	if (!chosen)
		chosen = first_refused(config, choice);
	result_of(config, choice)->chosen = chosen;
	result_of(config, choice)->value = chosen ? YES : NO;
	for (i = 0; i < choice->member_count; i++) {
		const struct symbol *member = choice->members[i];
		struct result *result = result_of(config, member);

		if (result->visible == NO)
			continue;
		result->value = member == chosen ? YES : NO;
		result->written = true;
		config->private->valid[member->index] = true;
	}
}
