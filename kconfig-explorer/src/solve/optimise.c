// SPDX-License-Identifier: GPL-2.0-only
/*
 * Core-guided search for the cheapest assignment.
 *
 * Assume that nothing costs anything. The solver answers with a core: a set of
 * assumptions that cannot hold together, so at least one of them has to be
 * paid for, and the bound rises by the least weight in the core. Then the
 * core's members may fail, but "no more than one of them fails" becomes an
 * assumption in their place (the output of a counter, totalizer.h). When the
 * solver agrees to all assumptions, the bound is the cost.
 */
#include "solve/optimise.h"
#include "base/memory.h"
#include "solve/totalizer.h"

#include <stdlib.h>
#include <string.h>

/* What is assumed: the literal is false, which saves the weight. */
struct soft {
	int literal;
	int64_t weight;
	struct totalizer *counter; /* the literal is one of its outputs, or */
	size_t output;		   /* NULL */
};

struct search {
	struct sat *sat;
	struct soft *softs;
	size_t count;
	int *assumptions;
	size_t assumption_room;
	int64_t bound;
	int64_t stratum; /* lighter ones are left out for now */
	struct totalizer *counters;
};

static void add_soft(struct search *search, int literal, int64_t weight,
		     struct totalizer *counter, size_t output)
{
	search->softs =
		one_more(search->softs, search->count, sizeof(*search->softs));
	search->softs[search->count++] =
		(struct soft){literal, weight, counter, output};
}

/* Assumes those of the first `count` that are heavy enough. */
static enum answer ask(struct search *search, size_t count)
{
	size_t i, assumed = 0;

	search->assumptions =
		grow(search->assumptions, &search->assumption_room, count + 1,
		     sizeof(int));
	for (i = 0; i < count; i++)
		if (search->softs[i].weight >= search->stratum)
			search->assumptions[assumed++] =
				-search->softs[i].literal;
	return sat_solve(search->sat, search->assumptions, assumed);
}

/*
 * The soft constraints of the core. Failed ones stay in the list with what is
 * left of their weight, perhaps 0.
 */
static size_t *find_core(struct search *search, size_t count, size_t *size)
{
	size_t *core = allocate(count, sizeof(*core));
	size_t i;

	*size = 0;
	for (i = 0; i < count; i++) {
		const struct soft *soft = &search->softs[i];

		if (soft->weight >= search->stratum &&
		    sat_failed(search->sat, -soft->literal))
			core[(*size)++] = i;
	}
	return core;
}

/* "At most `output` of the counter's inputs" replaces "at most output - 1". */
static void assume_next_output(struct search *search, struct totalizer *counter,
			       size_t output, int64_t weight)
{
	int literal = totalizer_output(search->sat, counter, output);

	if (literal)
		add_soft(search, literal, weight, counter, output);
}

static void relax(struct search *search, const size_t *core, size_t size)
{
	int64_t least = INT64_MAX;
	struct totalizer *counter;
	int *inputs = allocate(size, sizeof(int));
	size_t i;

	for (i = 0; i < size; i++) {
		inputs[i] = search->softs[core[i]].literal;
		if (search->softs[core[i]].weight < least)
			least = search->softs[core[i]].weight;
	}
	search->bound += least;
	sat_add(search->sat, inputs, size);
	for (i = 0; i < size; i++) {
		const struct soft soft = search->softs[core[i]];

		search->softs[core[i]].weight -= least;
		if (soft.counter)
			assume_next_output(search, soft.counter,
					   soft.output + 1, least);
	}
	if (size > 1) {
		counter = totalizer_new(inputs, size, &search->counters);
		assume_next_output(search, counter, 2, least);
	}
	free(inputs);
}

/* Drops what has no weight left. */
static void tidy_up(struct search *search)
{
	size_t i, kept = 0;

	for (i = 0; i < search->count; i++)
		if (search->softs[i].weight > 0)
			search->softs[kept++] = search->softs[i];
	search->count = kept;
}

/*
 * Finds cores that share nothing until there is no more, and only then
 * assumes what the counters say: such cores are smaller.
 */
static enum answer find_disjoint_cores(struct search *search)
{
	size_t *core, size, count = search->count;
	enum answer answer;
	size_t i;

	while ((answer = ask(search, count)) == ANSWER_NO) {
		core = find_core(search, count, &size);
		relax(search, core, size);
		/* What is left of their weight waits for the next round. */
		for (i = 0; i < size; i++) {
			const struct soft soft = search->softs[core[i]];

			search->softs[core[i]].weight = 0;
			if (soft.weight)
				add_soft(search, soft.literal, soft.weight,
					 soft.counter, soft.output);
		}
		free(core);
	}
	return answer;
}

/* The heaviest weight below the stratum; 0 if there is none. */
static int64_t next_stratum(const struct search *search)
{
	int64_t next = 0;
	size_t i;

	for (i = 0; i < search->count; i++)
		if (search->softs[i].weight < search->stratum &&
		    search->softs[i].weight > next)
			next = search->softs[i].weight;
	/* Not one question for each weight: halve it. */
	return next > 1 && next > search->stratum / 2 ? next / 2 + 1 : next;
}

static int64_t cost_of(const struct objective *objective, const bool *values)
{
	int64_t cost = 0;
	size_t i;

	for (i = 0; i < objective->count; i++) {
		int literal = objective->costs[i].literal;

		if (values[abs(literal)] == (literal > 0))
			cost += objective->costs[i].weight;
	}
	return cost;
}

/* Keeps the assignment if it is the best so far. */
static void keep_best(struct sat *sat, const struct objective *objective,
		      struct optimum *optimum, bool *best, int variables)
{
	bool *values = allocate(variables + 1, sizeof(*values));
	int64_t cost;
	int i;

	for (i = 1; i <= variables; i++)
		values[i] = sat_value(sat, i);
	cost = cost_of(objective, values);
	if (optimum->answer != ANSWER_YES || cost <= optimum->cost) {
		optimum->answer = ANSWER_YES;
		optimum->cost = cost;
		memcpy(best, values, (variables + 1) * sizeof(*values));
	}
	free(values);
}

/* All optima satisfy what is still assumed: from now on every assignment must.
 */
static void make_optimum_hard(struct search *search)
{
	size_t i;

	for (i = 0; i < search->count; i++) {
		int literal = -search->softs[i].literal;

		sat_add(search->sat, &literal, 1);
	}
}

/* What the clauses alone decide needs no question. */
static void start(struct search *search, const struct objective *objective)
{
	size_t i;
	int fixed;

	for (i = 0; i < objective->count; i++) {
		const struct cost *cost = &objective->costs[i];

		fixed = sat_fixed(search->sat, cost->literal);
		if (fixed > 0)
			search->bound += cost->weight;
		if (fixed)
			continue;
		add_soft(search, cost->literal, cost->weight, NULL, 0);
		if (cost->weight > search->stratum)
			search->stratum = cost->weight;
	}
}

/*
 * Rounds, first with the heavy ones only: that gives good assignments early.
 * A round without a core ends its stratum. Returns false when time is up.
 */
static bool search_rounds(struct search *search,
			  const struct objective *objective,
			  struct optimum *optimum, bool *best, int variables)
{
	int64_t before;

	while (search->stratum && optimum->cost > search->bound) {
		before = search->bound;
		if (find_disjoint_cores(search) != ANSWER_YES)
			return false;
		keep_best(search->sat, objective, optimum, best, variables);
		tidy_up(search);
		if (search->bound == before)
			search->stratum = next_stratum(search);
	}
	return true;
}

static void minimise(struct sat *sat, const struct objective *objective,
		     struct optimum *optimum, bool *best, int variables)
{
	struct search search = {.sat = sat};

	start(&search, objective);
	optimum->proven =
		search_rounds(&search, objective, optimum, best, variables);
	optimum->bound = search.bound;
	if (optimum->proven)
		make_optimum_hard(&search);
	totalizers_free(search.counters);
	free(search.softs);
	free(search.assumptions);
}

void optimise(struct sat *sat, const struct objective *objectives, size_t count,
	      struct optimum *optima, bool *best, int variables)
{
	enum answer first;
	bool go_on = true;
	size_t i;

	memset(optima, 0, count * sizeof(*optima));
	first = sat_solve(sat, NULL, 0);
	for (i = 0; i < count; i++) {
		struct optimum *optimum = &optima[i];

		if (first != ANSWER_YES) {
			optimum->answer = first;
			continue;
		}
		if (!i)
			keep_best(sat, objectives, optimum, best, variables);
		optimum->answer = ANSWER_YES;
		optimum->cost = cost_of(&objectives[i], best);
		if (go_on)
			minimise(sat, &objectives[i], optimum, best, variables);
		go_on = go_on && optimum->proven;
	}
}
