// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choices: sym_calc_choice() of the kernel's symbol.c, and what
 * sym_calc_value() does with their members.
 *
 * A complete .config says which member is y, so any visible one can be. In
 * Linux 6.1, with modules, a tristate choice may be m instead: then every
 * member is n or m. In Linux 6.12 a choice is y if one of its members can be
 * seen, and a member that cannot is n.
 */
#include "solve/encode.h"
#include "base/memory.h"

#include <stdlib.h>

/* Could a member be seen, were the choice y? It is set to y to find out. */
static int any_member(struct encoding *encoding, const struct symbol *choice)
{
	int any = FALSE_LITERAL;
	size_t i;

	encoding->assumed = choice;
	for (i = 0; i < choice->member_count; i++)
		any = clauses_or(
			encoding->clauses, any,
			encode_visible(encoding, choice->members[i]).m);
	encoding->assumed = NULL;
	return any;
}

/*
 * The choice itself. One that is not optional selects itself (menu_finalize()
 * gives it the reverse dependency "visible && m").
 */
static void encode_mode(struct encoding *encoding, const struct symbol *choice)
{
	struct clauses *clauses = encoding->clauses;
	struct logic value = encoding->values[choice->index];
	const struct parts *parts = &encoding->parts[choice->index];
	struct logic limit = logic_or(clauses, parts->visible, parts->selected);
	int any = any_member(encoding, choice);

	clauses_add(clauses, -value.m, limit.m);
	clauses_add(clauses, -value.y, limit.y);
	clauses_add(clauses, -parts->selected.y, -any, value.y);
	/* What has to be y, with nothing to choose from, becomes n. */
	clauses_add(clauses, -parts->selected.m, value.m,
		    clauses_and(clauses, -any, parts->selected.y));
}

/* Of those members that can be seen when the choice is y, exactly one is y. */
static void encode_exactly_one(struct encoding *encoding,
			       const struct symbol *choice)
{
	struct clauses *clauses = encoding->clauses;
	size_t i, j, count = choice->member_count;
	int *chosen = allocate(count + 1, sizeof(*chosen));

	for (i = 0; i < count; i++) {
		const int at = choice->members[i]->index;

		chosen[i] = clauses_and(clauses, encoding->parts[at].visible.y,
					encoding->values[at].y);
	}
	chosen[count] = -encoding->values[choice->index].y;
	clauses_add_many(clauses, chosen, count + 1);
	for (i = 0; i < count; i++)
		for (j = 0; j < i; j++)
			clauses_add(clauses, -chosen[i], -chosen[j]);
	free(chosen);
}

/* An optional choice that is m is known by a member that is m. */
static void encode_optional(struct encoding *encoding,
			    const struct symbol *choice)
{
	size_t i, count = choice->member_count;
	int *some = allocate(count + 1, sizeof(*some));

	for (i = 0; i < count; i++)
		some[i] = encoding->values[choice->members[i]->index].m;
	some[count] = -encoding->values[choice->index].m;
	clauses_add_many(encoding->clauses, some, count + 1);
	free(some);
}

/*
 * A member: selects do not reach it (sym_calc_visibility() returns early), but
 * defaults count when no prompt can be seen.
 */
static void encode_member(struct encoding *encoding,
			  const struct symbol *choice,
			  const struct symbol *member)
{
	struct clauses *clauses = encoding->clauses;
	struct logic value = encoding->values[member->index];
	struct parts *parts = &encoding->parts[member->index];
	struct logic visible, fallback;

	visible = encode_visible(encoding, member);
	fallback = encode_default(encoding, member);
	*parts = (struct parts){visible, LOGIC_YES, LOGIC_NO, fallback};
	clauses_add(clauses, -value.m, visible.m, fallback.m);
	clauses_add(clauses, -value.y, visible.y, fallback.y);
	clauses_add(clauses, -value.y, visible.y, -visible.m);
	clauses_add(clauses, visible.m, -fallback.m, value.m);
	clauses_add(clauses, visible.m, -fallback.y, value.y);
	clauses_add(clauses, -visible.y, -value.m, value.y);
	clauses_add(clauses, -visible.y, -value.m,
		    encoding->values[choice->index].y);
}

static void encode_choice_6_12(struct encoding *encoding,
			       const struct symbol *choice)
{
	struct clauses *clauses = encoding->clauses;
	int any = FALSE_LITERAL, value = encoding->values[choice->index].y;
	struct logic visible;
	size_t i;

	for (i = 0; i < choice->member_count; i++) {
		const int at = choice->members[i]->index;

		visible = encode_visible(encoding, choice->members[i]);
		encoding->parts[at] =
			(struct parts){visible, LOGIC_YES, LOGIC_NO, LOGIC_NO};
		clauses_add(clauses, -encoding->values[at].y, visible.y);
		any = clauses_or(clauses, any, visible.y);
	}
	encoding->parts[choice->index] =
		(struct parts){{any, any}, LOGIC_YES, LOGIC_NO, LOGIC_NO};
	clauses_add(clauses, -any, value);
	clauses_add(clauses, -value, any);
	encode_exactly_one(encoding, choice);
}

static void encode_choice_6_1(struct encoding *encoding,
			      const struct symbol *choice)
{
	struct parts *parts = &encoding->parts[choice->index];
	struct logic selected = LOGIC_NO;
	size_t i;

	if (choice->selected)
		selected = encode_typed(
			encoding, choice,
			encode_expression(encoding, choice->selected));
	*parts = (struct parts){encode_visible(encoding, choice), LOGIC_YES,
				selected, selected};
	encode_mode(encoding, choice);
	for (i = 0; i < choice->member_count; i++)
		encode_member(encoding, choice, choice->members[i]);
	encode_exactly_one(encoding, choice);
	if (choice->optional)
		encode_optional(encoding, choice);
}

void encode_choice(struct encoding *encoding, const struct symbol *choice)
{
	if (encoding->model->rules == RULES_LINUX_6_1)
		encode_choice_6_1(encoding, choice);
	else
		encode_choice_6_12(encoding, choice);
}

/*
 * Offers a member: it is taken if it can be seen and nothing was taken before.
 * Returns the literal for "still nothing was taken".
 */
static int offer(struct encoding *encoding, const struct symbol *member,
		 int when, int open, int *kept)
{
	struct clauses *clauses = encoding->clauses;
	int taken;

	when = clauses_and(clauses, when,
			   encoding->parts[member->index].visible.m);
	taken = clauses_and(clauses, open, when);
	*kept = clauses_or(
		clauses, *kept,
		clauses_and(clauses, taken, encoding->values[member->index].y));
	return clauses_and(clauses, open, -when);
}

/* The order of sym_calc_choice() and sym_choice_default(). */
int encode_choice_kept(struct encoding *encoding, const struct symbol *choice,
		       const struct symbol *asked)
{
	int open = TRUE_LITERAL, kept = -encoding->values[choice->index].y;
	size_t i;

	if (asked)
		open = offer(encoding, asked, TRUE_LITERAL, open, &kept);
	symbol_for_each_property(choice, property, PROPERTY_DEFAULT)
	{
		int when = encode_expression(encoding, property->condition).m;

		open = offer(encoding, property->target, when, open, &kept);
	}
	for (i = 0; i < choice->member_count; i++)
		open = offer(encoding, choice->members[i], TRUE_LITERAL, open,
			     &kept);
	return kept;
}
