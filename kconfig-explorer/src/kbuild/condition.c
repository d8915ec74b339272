// SPDX-License-Identifier: GPL-2.0-only
/* Conditions over options, kept as an "or" of "and"s. */
#include "kbuild/condition.h"

#include <string.h>

static const struct condition_case no_terms;

const struct condition condition_never = {0};
const struct condition condition_always = {1, &no_terms, NULL, NULL};

bool condition_is_never(const struct condition *condition)
{
	return !condition->count;
}

bool condition_is_always(const struct condition *condition)
{
	return condition->count && !condition->cases[0].count;
}

const struct condition *condition_option(struct pool *pool, const char *option,
					 unsigned int values,
					 struct place place)
{
	struct condition *condition;
	struct condition_case *only;

	if (values == IS_ANY)
		return &condition_always;
	if (!values)
		return &condition_never;
	condition = pool_alloc(pool, sizeof(*condition));
	only = pool_alloc(pool, sizeof(*only));
	only->terms = pool_alloc(pool, sizeof(*only->terms));
	only->terms[0] = (struct term){option, values, place};
	only->count = 1;
	condition->cases = only;
	condition->count = 1;
	return condition;
}

static const struct term *find(const struct condition_case *in,
			       const char *option)
{
	size_t i;

	for (i = 0; i < in->count; i++)
		if (in->terms[i].option == option)
			return &in->terms[i];
	return NULL;
}

/* The values that a case allows for an option. */
static unsigned int allowed(const struct condition_case *in, const char *option)
{
	const struct term *term = find(in, option);

	return term ? term->values : IS_ANY;
}

/* Is every configuration of the first case one of the second? */
static bool case_implies(const struct condition_case *a,
			 const struct condition_case *b)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (allowed(a, b->terms[i].option) & ~b->terms[i].values)
			return false;
	return true;
}

/* The case of both. False if they exclude each other. */
static bool case_and(struct pool *pool, const struct condition_case *a,
		     const struct condition_case *b,
		     struct condition_case *both)
{
	struct term *term;
	size_t i;

	both->count = a->count;
	both->terms =
		pool_alloc(pool, (a->count + b->count) * sizeof(*both->terms));
	if (a->count)
		memcpy(both->terms, a->terms, a->count * sizeof(*a->terms));
	for (i = 0; i < b->count; i++) {
		term = (struct term *)find(both, b->terms[i].option);
		if (!term)
			both->terms[both->count++] = b->terms[i];
		else if (!(term->values &= b->terms[i].values))
			return false;
	}
	return true;
}

static void copy_case(struct pool *pool, struct condition_case *to,
		      const struct condition_case *from)
{
	to->count = from->count;
	to->terms = pool_alloc(pool, from->count * sizeof(*to->terms));
	if (from->count)
		memcpy(to->terms, from->terms,
		       from->count * sizeof(*to->terms));
}

static void remove_term(struct condition_case *from, size_t i)
{
	from->count--;
	memmove(from->terms + i, from->terms + i + 1,
		(from->count - i) * sizeof(*from->terms));
}

/* Is there no configuration that is in both? */
static bool disjoint(const struct condition_case *a,
		     const struct condition_case *b)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (!(allowed(a, b->terms[i].option) & b->terms[i].values))
			return true;
	return false;
}

/* A term that holds in some configurations of a case, but not in all. */
static const struct term *splitter(const struct condition_case *in,
				   const struct condition *by)
{
	const struct condition_case *other;
	const struct term *term;

	for (other = by->cases; other < by->cases + by->count; other++) {
		if (disjoint(in, other))
			continue;
		for (term = other->terms; term < other->terms + other->count;
		     term++)
			if (allowed(in, term->option) & ~term->values)
				return term;
	}
	return NULL;
}

/*
 * Is a case covered by an "or"? If it lies in no single one of its cases, try
 * both halves of it: where some term there holds, and where not.
 */
static bool covered(struct pool *pool, const struct condition_case *in,
		    const struct condition *by)
{
	struct condition_case half, term_case;
	const struct term *at;
	struct term term;
	size_t i;
	int side;

	for (i = 0; i < by->count; i++)
		if (case_implies(in, &by->cases[i]))
			return true;
	at = splitter(in, by);
	if (!at || by->count < 2)
		return false;
	for (side = 0; side < 2; side++) {
		term = *at;
		if (side)
			term.values = IS_ANY & ~term.values;
		term_case = (struct condition_case){1, &term};
		if (case_and(pool, in, &term_case, &half) &&
		    !covered(pool, &half, by))
			return false;
	}
	return true;
}

bool condition_implies(struct pool *pool, const struct condition *a,
		       const struct condition *b)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		if (!covered(pool, &a->cases[i], b))
			return false;
	return true;
}

/*
 * Allows a case every value with which it would still lie within the whole:
 * of A || (!A && B) the !A is superfluous, X=y || X=m allows both.
 */
static void widen(struct pool *pool, struct condition_case *in,
		  const struct condition *of)
{
	struct condition_case beside;
	unsigned int value, values;
	size_t i = 0;

	while (i < in->count) {
		values = in->terms[i].values;
		copy_case(pool, &beside, in);
		for (value = IS_N; value <= IS_Y; value <<= 1) {
			beside.terms[i].values = value;
			if (!(values & value) && covered(pool, &beside, of))
				in->terms[i].values |= value;
		}
		if (in->terms[i].values == IS_ANY)
			remove_term(in, i);
		else
			i++;
	}
}

/* Makes of several cases, of which some may be superfluous, a condition. */
static const struct condition *
simplify(struct pool *pool, struct condition_case *cases, size_t count)
{
	struct condition *made = pool_alloc(pool, sizeof(*made));
	struct condition rest;
	struct condition_case one;
	size_t i;

	made->cases = cases;
	made->count = count;
	for (i = 0; count > 1 && i < count; i++)
		widen(pool, &cases[i], made);
	for (i = made->count; made->count > 1 && i-- > 0;) {
		one = cases[i];
		memmove(cases + i, cases + i + 1,
			(made->count - i - 1) * sizeof(*cases));
		rest = (struct condition){.count = made->count - 1,
					  .cases = cases};
		if (covered(pool, &one, &rest)) {
			made->count--;
			continue;
		}
		memmove(cases + i + 1, cases + i,
			(made->count - i - 1) * sizeof(*cases));
		cases[i] = one;
	}
	return made;
}

static bool share_option(const struct condition *a, const struct condition *b)
{
	size_t i, j, k;

	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++)
			for (k = 0; k < b->cases[j].count; k++)
				if (find(&a->cases[i],
					 b->cases[j].terms[k].option))
					return true;
	return false;
}

const struct condition *condition_and(struct pool *pool,
				      const struct condition *a,
				      const struct condition *b)
{
	struct condition_case *cases;
	struct condition *both;
	size_t i, j, count = 0;

	if (a == b || condition_is_always(b) || condition_is_never(a))
		return a;
	if (condition_is_always(a) || condition_is_never(b))
		return b;
	/* many cases need not be looked at again if b has nothing to do with
	 * them: a directory's gate is mostly narrowed by the innermost factor
	 */
	if (a->left && !share_option(a->left, b))
		return condition_and(pool, a->left,
				     condition_and(pool, a->right, b));
	cases = pool_alloc(pool, a->count * b->count * sizeof(*cases));
	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++)
			count += case_and(pool, &a->cases[i], &b->cases[j],
					  &cases[count]);
	if (!count)
		return &condition_never;
	if (share_option(a, b))
		return simplify(pool, cases, count);
	both = pool_alloc(pool, sizeof(*both)); /* nothing is superfluous */
	*both = (struct condition){count, cases, a, b};
	return both;
}

const struct condition *condition_or(struct pool *pool,
				     const struct condition *a,
				     const struct condition *b)
{
	struct condition_case *cases;
	size_t i;

	if (a == b || condition_is_never(b) || condition_is_always(a))
		return a;
	if (condition_is_never(a) || condition_is_always(b))
		return b;
	cases = pool_alloc(pool, (a->count + b->count) * sizeof(*cases));
	for (i = 0; i < a->count; i++)
		copy_case(pool, &cases[i], &a->cases[i]);
	for (i = 0; i < b->count; i++)
		copy_case(pool, &cases[a->count + i], &b->cases[i]);
	return simplify(pool, cases, a->count + b->count);
}

static const struct condition *case_not(struct pool *pool,
					const struct condition_case *in)
{
	const struct condition *negated = &condition_never;
	const struct term *term;

	for (term = in->terms; term < in->terms + in->count; term++)
		negated = condition_or(pool, negated,
				       condition_option(pool, term->option,
							IS_ANY & ~term->values,
							term->place));
	return negated;
}

const struct condition *condition_not(struct pool *pool,
				      const struct condition *a)
{
	const struct condition *negated = &condition_always;
	size_t i;

	if (condition_is_always(a))
		return &condition_never;
	for (i = 0; i < a->count; i++)
		negated = condition_and(pool, negated,
					case_not(pool, &a->cases[i]));
	return negated;
}

const struct condition *condition_assume(struct pool *pool,
					 const struct condition *condition,
					 const char *option,
					 unsigned int values)
{
	struct condition_case *cases;
	const struct term *term;
	size_t i, count = 0;

	cases = pool_alloc(pool, condition->count * sizeof(*cases));
	for (i = 0; i < condition->count; i++) {
		copy_case(pool, &cases[count], &condition->cases[i]);
		term = find(&cases[count], option);
		if (term && !(term->values & values))
			continue;
		if (term && !(values & ~term->values))
			remove_term(&cases[count], term - cases[count].terms);
		count++;
	}
	return count ? simplify(pool, cases, count) : &condition_never;
}

bool condition_holds(const struct condition *condition,
		     unsigned int (*value)(void *data, const char *option),
		     void *data)
{
	const struct condition_case *in;
	const struct term *term;
	size_t i, j;

	for (i = 0; i < condition->count; i++) {
		in = &condition->cases[i];
		for (j = 0; j < in->count; j++) {
			term = &in->terms[j];
			if (!(value(data, term->option) & term->values))
				break;
		}
		if (j == in->count)
			return true;
	}
	return false;
}
