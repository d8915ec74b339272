// SPDX-License-Identifier: GPL-2.0-only
/* Conditions, against all values that their options can have. */
#include "tests/kbuild/kbuild.h"

#include <stdlib.h>
#include <string.h>

enum { OPTIONS = 4, STATES = 81 }; /* 3^4 */

static const char *names[OPTIONS];

static void name_options(struct pool *pool)
{
	static const char letters[] = "ABCD";
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		names[i] = pool_intern(pool, &letters[i], 1);
}

/* In state number N the options have the digits of N, to the base of 3. */
static unsigned int value(void *state, const char *option)
{
	int number = *(int *)state;
	size_t i;

	for (i = 0; i < OPTIONS && names[i] != option; i++)
		number /= 3;
	return 1u << number % 3;
}

/* A condition, and in which states it ought to hold. */
struct pair {
	const struct condition *condition;
	bool holds[STATES];
};

static struct pair random_term(struct pool *pool)
{
	unsigned int values = 1 + random() % IS_ANY;
	size_t option = random() % OPTIONS;
	struct pair pair;
	int state;

	pair.condition = condition_option(pool, names[option], values,
					  (struct place){"test", 1});
	for (state = 0; state < STATES; state++)
		pair.holds[state] = value(&state, names[option]) & values;
	return pair;
}

static struct pair random_pair(struct pool *pool, int depth)
{
	struct pair a, b;
	int state, kind = depth ? random() % 4 : 0;

	if (!kind)
		return random_term(pool);
	a = random_pair(pool, depth - 1);
	if (kind == 1) {
		a.condition = condition_not(pool, a.condition);
		for (state = 0; state < STATES; state++)
			a.holds[state] = !a.holds[state];
		return a;
	}
	b = random_pair(pool, depth - 1);
	a.condition = kind == 2 ? condition_and(pool, a.condition, b.condition)
				: condition_or(pool, a.condition, b.condition);
	for (state = 0; state < STATES; state++)
		a.holds[state] = kind == 2 ? a.holds[state] && b.holds[state]
					   : a.holds[state] || b.holds[state];
	return a;
}

START_TEST(agrees_with_all_states)
{
	struct pool *pool = pool_new();
	struct pair pair;
	int round, state;

	name_options(pool);
	srandom(1);
	for (round = 0; round < 3000; round++) {
		pair = random_pair(pool, 4);
		for (state = 0; state < STATES; state++)
			ck_assert_msg(condition_holds(pair.condition, value,
						      &state) ==
					      pair.holds[state],
				      "round %d, state %d: %s", round, state,
				      condition_text(pool, pair.condition));
	}
	pool_free(pool);
}
END_TEST

/* What always holds, or never, has no terms left. */
START_TEST(is_simplified)
{
	struct pool *pool = pool_new();
	struct pair pair;
	int round, state, held;

	name_options(pool);
	srandom(2);
	for (round = 0; round < 3000; round++) {
		pair = random_pair(pool, 4);
		for (held = state = 0; state < STATES; state++)
			held += pair.holds[state];
		ck_assert_int_eq(held == 0, condition_is_never(pair.condition));
		if (!pair.condition->left)
			ck_assert_int_eq(held == STATES,
					 condition_is_always(pair.condition));
	}
	pool_free(pool);
}
END_TEST

START_TEST(implication_and_assumption)
{
	struct pool *pool = pool_new();
	struct pair a, b;
	const struct condition *assumed;
	int round, state;
	bool implied;

	name_options(pool);
	srandom(3);
	for (round = 0; round < 2000; round++) {
		a = random_pair(pool, 3);
		b = random_pair(pool, 3);
		for (implied = true, state = 0; state < STATES; state++)
			implied &= !a.holds[state] || b.holds[state];
		ck_assert_int_eq(implied, condition_implies(pool, a.condition,
							    b.condition));
		assumed = condition_assume(pool, a.condition, names[0], IS_Y);
		for (state = 2; state < STATES; state += 3) /* A is y */
			ck_assert_int_eq(
				a.holds[state],
				condition_holds(assumed, value, &state));
	}
	pool_free(pool);
}
END_TEST

static const struct condition *option(struct pool *pool, int which,
				      unsigned int values)
{
	return condition_option(pool, names[which], values,
				(struct place){"test", 1});
}

START_TEST(reads_like_kconfig)
{
	struct pool *pool = pool_new();
	const struct condition *a, *b, *c, *m;

	name_options(pool);
	a = option(pool, 0, IS_Y);
	b = option(pool, 1, IS_ON);
	c = option(pool, 2, IS_N);
	m = option(pool, 0, IS_M);
	ck_assert_str_eq(condition_text(pool, &condition_always), "y");
	ck_assert_str_eq(condition_text(pool, &condition_never), "n");
	ck_assert_str_eq(condition_text(pool, condition_and(pool, a, b)),
			 "A && B");
	ck_assert_str_eq(
		condition_text(
			pool, condition_and(pool, c, condition_or(pool, a, b))),
		"!C && (A || B)");
	ck_assert_str_eq(condition_text(pool, m), "A=m");
	ck_assert_str_eq(condition_text(pool, condition_not(pool, a)), "A!=y");
	ck_assert_str_eq(condition_text(pool, condition_or(pool, a, m)), "A");
	pool_free(pool);
}
END_TEST

Suite *condition_suite(void)
{
	Suite *suite = suite_create("conditions");
	TCase *tests = tcase_create("conditions");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, agrees_with_all_states);
	tcase_add_test(tests, is_simplified);
	tcase_add_test(tests, implication_and_assumption);
	tcase_add_test(tests, reads_like_kconfig);
	suite_add_tcase(suite, tests);
	return suite;
}
