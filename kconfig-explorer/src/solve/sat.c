// SPDX-License-Identifier: GPL-2.0-only
/* CaDiCaL behind a few functions. */
#include "solve/sat.h"
#include "base/memory.h"

#include <ccadical.h>
#include <stdlib.h>
#include <time.h>

struct sat {
	CCaDiCaL *solver;
	int variables;
	double deadline; /* 0: none */
};

double sat_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct sat *sat_empty(int variables)
{
	struct sat *sat = allocate(1, sizeof(*sat));

	sat->solver = ccadical_init();
	sat->variables = variables;
	/* Try "off" first: most options are. */
	ccadical_set_option(sat->solver, "phase", 0);
	ccadical_set_option(sat->solver, "quiet", 1);
	return sat;
}

struct sat *sat_new(const struct clauses *clauses)
{
	struct sat *sat = sat_empty(clauses->variables);
	size_t i;

	for (i = 0; i < clauses->literal_count; i++)
		ccadical_add(sat->solver, clauses->literals[i]);
	return sat;
}

struct sat *sat_new_grouped(const struct clauses *clauses, int least,
			    int *first_group)
{
	struct sat *sat = sat_empty(clauses->variables);
	const int *literal = clauses->literals;
	size_t i;

	/* Values before definitions and groups, which follow from them. */
	ccadical_set_option(sat->solver, "reverse", 1);
	*first_group = clauses->variables;
	for (i = 0; i < clauses->clause_count; i++) {
		int group = clauses->groups[i];

		if (group >= least) {
			if (*first_group + group > sat->variables)
				sat->variables = *first_group + group;
			ccadical_add(sat->solver, -(*first_group + group));
		}
		do
			ccadical_add(sat->solver, *literal);
		while (*literal++);
	}
	return sat;
}

void sat_free(struct sat *sat)
{
	if (!sat)
		return;
	ccadical_release(sat->solver);
	free(sat);
}

static int is_late(void *data)
{
	const struct sat *sat = data;

	return sat_now() > sat->deadline;
}

void sat_set_deadline(struct sat *sat, double deadline)
{
	sat->deadline = deadline;
	ccadical_set_terminate(sat->solver, sat, deadline ? is_late : NULL);
}

int sat_variable(struct sat *sat)
{
	return ++sat->variables;
}

void sat_add(struct sat *sat, const int *literals, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		ccadical_add(sat->solver, literals[i]);
	ccadical_add(sat->solver, 0);
}

enum answer sat_solve(struct sat *sat, const int *assumptions, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		ccadical_assume(sat->solver, assumptions[i]);
	return (enum answer)ccadical_solve(sat->solver);
}

int sat_fixed(struct sat *sat, int literal)
{
	return ccadical_fixed(sat->solver, literal);
}

bool sat_value(struct sat *sat, int literal)
{
	return ccadical_val(sat->solver, literal) == literal;
}

bool sat_failed(struct sat *sat, int literal)
{
	return ccadical_failed(sat->solver, literal);
}
