// SPDX-License-Identifier: GPL-2.0-only
/*
 * Minimal cores by deletion: leave out a fact, and if the rest is still
 * contradictory it was not needed.
 */
#include "solve/core.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Literals that stand for facts, to be assumed. */
struct list {
	int *literals;
	size_t count;
};

static void append(struct list *list, int literal)
{
	list->literals = one_more(list->literals, list->count, sizeof(int));
	list->literals[list->count++] = literal;
}

/* Groups of clauses, each of which can be left out. */
struct search {
	struct sat *sat;
	int first; /* a group's literal is `first` and its number */
	bool late; /* a question remained unanswered */
};

static struct search search_new(const struct clauses *clauses, double deadline)
{
	struct search search = {0};

	search.sat =
		sat_new_grouped(clauses, GROUP_DEFINITION + 1, &search.first);
	sat_set_deadline(search.sat, deadline);
	return search;
}

/* Do they contradict one another? Keeps those that it takes. */
static bool contradict(struct search *search, struct list *list)
{
	size_t i, kept = 0;
	enum answer answer =
		sat_solve(search->sat, list->literals, list->count);

	search->late |= answer == ANSWER_UNKNOWN;
	if (answer != ANSWER_NO)
		return false;
	for (i = 0; i < list->count; i++)
		if (sat_failed(search->sat, list->literals[i]))
			list->literals[kept++] = list->literals[i];
	list->count = kept;
	return true;
}

/*
 * Makes a contradictory list minimal, from its end to `least`. What had to stay
 * once has to stay: it is needed among fewer as well.
 */
static void shrink(struct search *search, struct list *list, size_t least)
{
	struct list rest = {0};
	size_t i, at = list->count;

	while (at-- > least) {
		rest.count = 0;
		for (i = 0; i < list->count; i++)
			if (i != at)
				append(&rest, list->literals[i]);
		if (!contradict(search, &rest))
			continue;
		/* All that went stood before it. */
		at -= list->count - 1 - rest.count;
		for (i = 0; i < rest.count; i++)
			list->literals[i] = rest.literals[i];
		list->count = rest.count;
	}
	free(rest.literals);
}

/*
 * The fewest needs that contradict one another, given all that holds: their
 * numbers. The exact encoding has fewer clauses than the facts.
 */
static bool find_needs(const struct problem *problem, double deadline,
		       struct list *needs)
{
	struct search search = search_new(problem->encoding->clauses, deadline);
	size_t i, count = problem->needs->count;
	bool found;

	for (i = 0; i < count; i++)
		append(needs, search.first + need_group(i));
	found = contradict(&search, needs);
	if (found && needs->count > 1)
		shrink(&search, needs, 0);
	for (i = 0; i < needs->count; i++)
		needs->literals[i] -= search.first + need_group(0);
	sat_free(search.sat);
	return found && !search.late;
}

/*
 * Two needs for different values of one number or text. The exact encoding
 * has room for the last of them only, as a .config has.
 */
static bool find_two_values(const struct needs *needs, struct list *both)
{
	const struct need *one, *other;

	for (one = needs->all; one < needs->all + needs->count; one++) {
		if (one->term_count != 1 ||
		    symbol_is_logical(one->terms[0].symbol))
			continue;
		other = needs_find(needs, one->terms[0].symbol);
		if (!strcmp(one->terms[0].value, other->terms[0].value))
			continue;
		append(both, other - needs->all);
		append(both, one - needs->all);
		return true;
	}
	return false;
}

/* Which facts have any clauses? The caller frees it. */
static bool *find_real(const struct facts *facts)
{
	const struct clauses *clauses = facts->encoding->clauses;
	bool *real = allocate(facts->count, sizeof(*real));
	size_t i;

	for (i = 0; i < clauses->clause_count; i++)
		if (clauses->groups[i] != GROUP_DEFINITION)
			real[group_fact(facts, clauses->groups[i]) -
			     facts->all] = true;
	return real;
}

/* These needs, and all other facts up to some kind, the simple ones first. */
static struct list list_facts(const struct facts *facts,
			      const struct list *needs, enum fact_kind greatest,
			      const bool *real)
{
	const size_t first_need = facts->count - facts->problem->needs->count;
	struct list list = {0};
	enum fact_kind kind;
	size_t i;

	for (i = 0; i < needs->count; i++)
		append(&list, fact_group(first_need + needs->literals[i]));
	for (kind = FACT_NEED + 1; kind <= greatest; kind++)
		for (i = 0; i < facts->count; i++)
			if (facts->all[i].kind == kind && real[i])
				append(&list, fact_group(i));
	return list;
}

static void add_to_all(struct list *list, int number)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		list->literals[i] += number;
}

/* The groups of the simplest facts that these needs contradict. */
static bool find_facts(const struct facts *facts, double deadline,
		       const struct list *needs, struct list *core)
{
	static const enum fact_kind levels[] = {FACT_MODULE, FACT_VALUE,
						FACT_LIMIT};
	struct search search = search_new(facts->encoding->clauses, deadline);
	bool *real = find_real(facts), found = false;
	size_t i;

	for (i = 0; i < sizeof(levels) / sizeof(*levels) && !found; i++) {
		free(core->literals);
		*core = list_facts(facts, needs, levels[i], real);
		add_to_all(core, search.first);
		found = contradict(&search, core);
	}
	if (found)
		shrink(&search, core, needs->count);
	add_to_all(core, -search.first);
	sat_free(search.sat);
	free(real);
	return found && !search.late;
}

static struct core *core_of(struct facts *facts, const struct list *groups)
{
	struct core *core = allocate(1, sizeof(*core));
	size_t i;

	core->facts = facts;
	core->all = allocate(groups->count, sizeof(const struct fact *));
	core->count = groups->count;
	for (i = 0; i < groups->count; i++)
		core->all[i] = group_fact(facts, groups->literals[i]);
	return core;
}

struct core *core_find(const struct problem *problem, double seconds)
{
	const double deadline = sat_now() + seconds;
	struct list needs = {0}, groups = {0};
	struct core *core = NULL;
	struct facts *facts;

	if (find_two_values(problem->needs, &needs) ||
	    find_needs(problem, deadline, &needs)) {
		facts = facts_new(problem);
		if (find_facts(facts, deadline, &needs, &groups))
			core = core_of(facts, &groups);
		else
			facts_free(facts);
	}
	free(needs.literals);
	free(groups.literals);
	return core;
}

void core_free(struct core *core)
{
	if (!core)
		return;
	facts_free(core->facts);
	free(core->all);
	free(core);
}

void core_print(const struct core *core, FILE *to)
{
	char *words;
	size_t i;

	for (i = 0; i < core->count; i++) {
		words = fact_words(core->facts, core->all[i]);
		fprintf(to, "  %s\n", words);
		free(words);
	}
}
