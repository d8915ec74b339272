/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What holds in Kconfig, fact by fact: each is a group of clauses, a sentence
 * (fact_words) and the same for programs (fact_json). Together they have the
 * solutions of encode.h; any of them alone is true and means what its sentence
 * says. So a contradiction of some facts can be understood from their sentences
 * alone.
 */
#ifndef FACTS_H
#define FACTS_H

#include "solve/problem.h"

#include <jansson.h>

/* In this order, the simple ones first: an explanation should use those. */
enum fact_kind {
	FACT_NONE,
	FACT_NEED,	/* what is needed */
	FACT_MODULES,	/* MODULES is what the caller wanted */
	FACT_UNDEFINED, /* a name that no Kconfig file defines is n */
	FACT_DEPENDS,	/* a symbol is at most this term of what it needs */
	FACT_SELECT,	/* a symbol is at least what another selects */
	FACT_MOST_ONE,	/* of a choice at most one member is y */
	FACT_MODULE,	/* a tristate is m only with MODULES=y */
	FACT_ONE_OF,	/* a choice that is on has a member that is */
	FACT_CHOICE,	/* a choice is on when something can be chosen */
	FACT_MEMBER,	/* a member that can be y is never m */
	FACT_VALUE,	/* the value of a number or text */
	FACT_DEFAULT,	/* without a visible prompt a symbol has its default */
	FACT_LIMIT,	/* whatever can switch a symbol on: nothing else does */
	FACT_KINDS
};

struct fact {
	enum fact_kind kind;
	const struct symbol *symbol;   /* that it speaks of; NEED: NULL */
	const struct property *select; /* FACT_SELECT */
	const struct expression *term; /* FACT_DEPENDS */
	const struct need *need;       /* FACT_NEED */
};

struct facts {
	const struct problem *problem;
	struct encoding *encoding;
	struct fact *all; /* the needs last */
	size_t count;
};

struct facts *facts_new(const struct problem *problem);
void facts_free(struct facts *facts);

/* The group of a fact's clauses, and back. */
static inline int fact_group(size_t fact)
{
	return GROUP_DEFINITION + 1 + (int)fact;
}

static inline const struct fact *group_fact(const struct facts *facts,
					    int group)
{
	return &facts->all[group - fact_group(0)];
}

/* A sentence, with file and line; the caller frees it. */
char *fact_words(const struct facts *facts, const struct fact *fact);
/* The same, to be read by programs: see "Sentences" in README.md. */
json_t *fact_json(const struct facts *facts, const struct fact *fact);
/* depends, select, one-of ... */
const char *fact_name(enum fact_kind kind);

#endif
