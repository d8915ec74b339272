// SPDX-License-Identifier: GPL-2.0-only
/* Clauses, and gates made of them. */
#include "solve/clauses.h"
#include "base/memory.h"

#include <stdlib.h>

/* output = a and b; output is 0 where the table is empty. */
struct gate {
	int a, b, output;
};

struct clauses *clauses_new(void)
{
	struct clauses *clauses = allocate(1, sizeof(*clauses));

	clauses->variables = TRUE_LITERAL;
	clauses->gate_room = 1 << 12;
	clauses->gates = allocate(clauses->gate_room, sizeof(struct gate));
	clauses->literals = grow(NULL, &clauses->literal_room, 2, sizeof(int));
	clauses->groups = one_more(NULL, 0, sizeof(int));
	clauses->literals[0] = TRUE_LITERAL;
	clauses->literals[1] = 0;
	clauses->literal_count = 2;
	clauses->groups[0] = GROUP_DEFINITION;
	clauses->clause_count = 1;
	return clauses;
}

void clauses_free(struct clauses *clauses)
{
	if (!clauses)
		return;
	free(clauses->literals);
	free(clauses->groups);
	free(clauses->gates);
	free(clauses);
}

int clauses_variable(struct clauses *clauses)
{
	return ++clauses->variables;
}

void clauses_add_many(struct clauses *clauses, const int *literals,
		      size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (literals[i] == TRUE_LITERAL)
			return;
	clauses->literals =
		grow(clauses->literals, &clauses->literal_room,
		     clauses->literal_count + count + 1, sizeof(int));
	clauses->groups =
		one_more(clauses->groups, clauses->clause_count, sizeof(int));
	for (i = 0; i < count; i++)
		if (literals[i] != FALSE_LITERAL)
			clauses->literals[clauses->literal_count++] =
				literals[i];
	clauses->literals[clauses->literal_count++] = 0;
	clauses->groups[clauses->clause_count++] = clauses->group;
}

static struct gate *find_gate(const struct clauses *clauses, int a, int b)
{
	size_t hash = (unsigned int)a * 0x9e3779b1u + (unsigned int)b;
	struct gate *gate;

	for (hash ^= hash >> 15;; hash++) {
		gate = &clauses->gates[hash & (clauses->gate_room - 1)];
		if (!gate->output || (gate->a == a && gate->b == b))
			return gate;
	}
}

static void make_gates_room(struct clauses *clauses)
{
	struct gate *old = clauses->gates;
	size_t i, room = clauses->gate_room;

	clauses->gate_room *= 2;
	clauses->gates = allocate(clauses->gate_room, sizeof(*old));
	for (i = 0; i < room; i++)
		if (old[i].output)
			*find_gate(clauses, old[i].a, old[i].b) = old[i];
	free(old);
}

static int new_and(struct clauses *clauses, int a, int b)
{
	int group = clauses->group, output = clauses_variable(clauses);

	clauses->group = GROUP_DEFINITION;
	clauses_add(clauses, -output, a);
	clauses_add(clauses, -output, b);
	clauses_add(clauses, output, -a, -b);
	clauses->group = group;
	return output;
}

int clauses_and(struct clauses *clauses, int a, int b)
{
	struct gate *gate;

	if (a == FALSE_LITERAL || b == FALSE_LITERAL || a == -b)
		return FALSE_LITERAL;
	if (a == TRUE_LITERAL || a == b)
		return b;
	if (b == TRUE_LITERAL)
		return a;
	if (a > b)
		return clauses_and(clauses, b, a);
	gate = find_gate(clauses, a, b);
	if (gate->output)
		return gate->output;
	if (2 * ++clauses->gate_count > clauses->gate_room) {
		make_gates_room(clauses);
		gate = find_gate(clauses, a, b);
	}
	*gate = (struct gate){a, b, new_and(clauses, a, b)};
	return gate->output;
}

int clauses_or(struct clauses *clauses, int a, int b)
{
	return -clauses_and(clauses, -a, -b);
}

int clauses_if(struct clauses *clauses, int condition, int a, int b)
{
	if (a == b)
		return a;
	return clauses_or(clauses, clauses_and(clauses, condition, a),
			  clauses_and(clauses, -condition, b));
}
