// SPDX-License-Identifier: GPL-2.0-only
/* Clauses, and definitions made of them. */
#include "solve/clauses.h"
#include "base/memory.h"

#include <stdlib.h>

/* output = a and b; output is 0 where the table is empty. */
struct definition {
	int a, b, output;
};

struct clauses *clauses_new(void)
{
	struct clauses *clauses = allocate(1, sizeof(*clauses));

	clauses->variables = TRUE_LITERAL;
	clauses->definition_room = 1 << 12;
	clauses->definitions =
		allocate(clauses->definition_room, sizeof(struct definition));
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
	free(clauses->definitions);
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

static struct definition *find_definition(const struct clauses *clauses, int a,
					  int b)
{
	size_t hash = (unsigned int)a * 0x9e3779b1u + (unsigned int)b;
	struct definition *definition;

	for (hash ^= hash >> 15;; hash++) {
		definition =
			&clauses->definitions[hash &
					      (clauses->definition_room - 1)];
		if (!definition->output ||
		    (definition->a == a && definition->b == b))
			return definition;
	}
}

static void make_room(struct clauses *clauses)
{
	struct definition *old = clauses->definitions;
	size_t i, room = clauses->definition_room;

	clauses->definition_room *= 2;
	clauses->definitions = allocate(clauses->definition_room, sizeof(*old));
	for (i = 0; i < room; i++)
		if (old[i].output)
			*find_definition(clauses, old[i].a, old[i].b) = old[i];
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
	struct definition *definition;

	if (a == FALSE_LITERAL || b == FALSE_LITERAL || a == -b)
		return FALSE_LITERAL;
	if (a == TRUE_LITERAL || a == b)
		return b;
	if (b == TRUE_LITERAL)
		return a;
	if (a > b)
		return clauses_and(clauses, b, a);
	definition = find_definition(clauses, a, b);
	if (definition->output)
		return definition->output;
	if (2 * ++clauses->definition_count > clauses->definition_room) {
		make_room(clauses);
		definition = find_definition(clauses, a, b);
	}
	*definition = (struct definition){a, b, new_and(clauses, a, b)};
	return definition->output;
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
