// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditionals of makefiles. Both sides of each are read; a side's condition
 * becomes a part of that under which its lines count.
 */
#include "kbuild/lines.h"
#include "base/text.h"

#include <string.h>

/* When are two texts equal? */
static struct sides equal(struct makefile *makefile, const char *a,
			  const char *b)
{
	struct values as = expand_text(makefile, a);
	struct values bs = expand_text(makefile, b);
	struct sides sides = {&condition_never, &condition_never};
	const struct condition *both, **side;
	size_t i, j;

	for (i = 0; i < as.count; i++) {
		for (j = 0; j < bs.count; j++) {
			if (strstr(as.items[i].text, UNKNOWN) ||
			    strstr(bs.items[j].text, UNKNOWN))
				return (struct sides){&condition_always,
						      &condition_always};
			both = condition_and(makefile->pool, as.items[i].when,
					     bs.items[j].when);
			side = strcmp(as.items[i].text, bs.items[j].text)
				       ? &sides.no
				       : &sides.yes;
			*side = condition_or(makefile->pool, *side, both);
		}
	}
	return sides;
}

/* ifeq's two arguments: (a,b), "a" "b" or 'a' 'b'. */
static struct sides read_equal(struct makefile *makefile, char *text)
{
	static const struct sides unknown = {&condition_always,
					     &condition_always};
	char *a, *b, *at;
	int depth = 0;

	if (*text == '"' || *text == '\'') {
		a = text + 1;
		at = strchr(a, *text);
		if (!at)
			return unknown;
		*at = '\0';
		b = text_trim(at + 1);
		at = *b ? strrchr(b + 1, *b) : NULL;
		if (!at)
			return unknown;
		*at = '\0';
		return equal(makefile, a, b + 1);
	}
	for (at = a = text + 1; *at && (*at != ',' || depth); at++)
		depth += (*at == '(') - (*at == ')');
	b = strrchr(at, ')');
	if (!*at || !b)
		return unknown;
	*at = *b = '\0';
	return equal(makefile, text_trim(a), text_trim(at + 1));
}

static struct sides read_defined(struct makefile *makefile, const char *name)
{
	struct sides set = {NULL, NULL};

	/* a variable is defined if its value is not empty */
	set = equal(makefile, pool_printf(makefile->pool, "$(%s)", name), "");
	return (struct sides){set.no, set.yes};
}

/* "ifeq (a,b)" and its like. False for any other line. */
static bool read_condition(struct makefile *makefile, char *line,
			   struct sides *sides)
{
	size_t length = strcspn(line, " \t(\"'");
	char *rest = text_trim(line + length);
	bool negated;

	if (length == 4 && !strncmp(line, "ifeq", 4))
		negated = false, *sides = read_equal(makefile, rest);
	else if (length == 5 && !strncmp(line, "ifneq", 5))
		negated = true, *sides = read_equal(makefile, rest);
	else if (length == 5 && !strncmp(line, "ifdef", 5))
		negated = false, *sides = read_defined(makefile, rest);
	else if (length == 6 && !strncmp(line, "ifndef", 6))
		negated = true, *sides = read_defined(makefile, rest);
	else
		return false;
	if (negated)
		*sides = (struct sides){sides->no, sides->yes};
	return true;
}

static void take_side(struct makefile *makefile, struct branch *branch,
		      const struct sides *sides)
{
	makefile->when =
		condition_and(makefile->pool, branch->otherwise, sides->yes);
	branch->otherwise =
		condition_and(makefile->pool, branch->otherwise, sides->no);
}

/* What follows "else" may be a condition: a side more, of the same branch. */
static void read_else(struct makefile *makefile, struct branch *branch,
		      char *rest)
{
	struct sides sides = {&condition_always, &condition_never};

	if (!branch)
		return;
	read_condition(makefile, rest, &sides);
	take_side(makefile, branch, &sides);
}

static void read_if(struct makefile *makefile, struct branch **branch,
		    const struct sides *sides)
{
	struct branch *inner = pool_alloc(makefile->pool, sizeof(*inner));

	inner->outer = *branch;
	inner->otherwise = inner->when = makefile->when;
	take_side(makefile, inner, sides);
	*branch = inner;
}

bool read_conditional(struct makefile *makefile, struct branch **branch,
		      char *line)
{
	size_t length = strcspn(line, " \t");
	struct sides sides;

	if (length == 4 && !strncmp(line, "else", 4)) {
		read_else(makefile, *branch, text_trim(line + 4));
	} else if (length == 5 && !strncmp(line, "endif", 5)) {
		if (*branch) {
			makefile->when = (*branch)->when;
			*branch = (*branch)->outer;
		}
	} else if (read_condition(makefile, line, &sides)) {
		read_if(makefile, branch, &sides);
	} else {
		return false;
	}
	return true;
}
