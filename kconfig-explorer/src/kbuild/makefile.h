/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads makefiles for all configurations at once.
 *
 * GNU make would be an exact reader, but only of one configuration: it answers
 * which objects there are when CONFIG_NET is y, not on what they depend. This
 * reader takes both sides of every conditional instead and remembers with each
 * word under which condition (over CONFIG_ options) it is there. A reference
 * to $(CONFIG_X) has three outcomes, y, m and nothing; functions are applied
 * to each outcome as make would do, so that the answers are as exact, for the
 * part of the language that Kbuild files use to list their objects.
 *
 * What only a command could answer ($(shell), $(call cc-option)) is
 * unknown; a conditional on it lets both of its sides count. Of a string or a
 * number it counts only whether it is set: then it reads y. (One list of the
 * kernel needs more: CONFIG_EXTRA_FIRMWARE names objects, and gives y.gen.o.)
 */
#ifndef MAKEFILE_H
#define MAKEFILE_H

#include "kbuild/condition.h"

/* A piece of text, and when it is there. */
struct value {
	const char *text;
	const struct condition *when;
	struct place place; /* the line that it comes from */
};

struct values {
	size_t count;
	struct value *items;
};

struct variable {
	const char *name;
	struct values values; /* not expanded yet if they hold a $ */
	bool used;	      /* its words were asked for */
};

struct makefile {
	struct pool *pool;
	const char *tree;	      /* included files are sought below */
	const struct makefile *outer; /* whose variables are exported, or NULL*/
	const struct table *tristates; /* options that may be m; or NULL */
	struct table variables;	       /* of struct variable */
	const struct condition *when;  /* where the reader is */
	struct place place;
	int depth; /* of variables and includes inside each other */
};

struct makefile *makefile_new(struct pool *pool, const char *tree,
			      const struct makefile *outer);

/* Assigns a text to a variable, whatever it was before. */
void makefile_set(struct makefile *makefile, const char *name,
		  const char *text);

/*
 * Reads a file below the tree, as "include" does.
 * Returns false if there is no such file.
 */
bool makefile_read(struct makefile *makefile, const char *path);

/* The words of a variable; none if it is not set. */
struct values makefile_words(struct makefile *makefile, const char *name);

/* Between the files of the reader: adds to a list. */
void values_add(struct pool *pool, struct values *values, const char *text,
		const struct condition *when, struct place place);
/* The variable, here or exported by others, or NULL. */
const struct variable *makefile_variable(const struct makefile *makefile,
					 const char *name);
/* The variable here, which is made if there is none. */
struct variable *makefile_own_variable(struct makefile *makefile,
				       const char *name);

/* Text that only a command could answer. */
#define UNKNOWN "\001"

/* expand.c: the words of a text, each with its condition. */
struct values expand_words(struct makefile *makefile, const char *text);
/* The outcomes of a text as a whole; exactly one of them is there. */
struct values expand_text(struct makefile *makefile, const char *text);

/* function.c: the number of a function's arguments; 0: no such function. */
struct function {
	const char *name;
	int arguments; /* at most: later commas belong to the last */
	/* applies to each word of the last argument on its own */
	bool wordwise;
	const char *(*apply)(struct pool *pool, const char *const *arguments);
};
const struct function *function_find(const char *name, size_t length);

#endif
