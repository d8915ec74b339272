/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads C files for all configurations at once: each line comes with the
 * condition under which the preprocessor lets it through, as far as that
 * depends on options. What depends on something else (another processor, a
 * compiler's version) lets both sides through.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "kbuild/condition.h"

struct source {
	struct pool *pool;
	const char *tree;
	const struct table *tristates; /* options that may be m */
	struct table macros; /* name -> struct condition: when defined */
};

struct source_line {
	const char *text; /* without comments and the blanks before it */
	const struct condition *when;
	struct place place;
};

/*
 * For the files of a tree, with the macros that arch/x86/include/asm/unistd.h
 * defines: they say which of the older system calls x86 has.
 */
void source_init(struct source *source, struct pool *pool, const char *tree,
		 const struct table *tristates);

/*
 * Hands all lines that are not the preprocessor's to `line`, and those that
 * include another C file (kernel/sched/ does that), but not the file itself.
 * All count only under the condition `when`. `text` is changed.
 */
void source_read(const struct source *source, const char *path, char *text,
		 const struct condition *when,
		 void (*line)(void *data, const struct source_line *line),
		 void *data);

/*
 * The condition under which the preprocessor lets one line through. A directive
 * counts for what follows it: the line of an #else has the condition of its
 * side, that of an #endif the condition around it. NULL if the file is shorter.
 * `text` is changed.
 */
const struct condition *source_condition(const struct source *source,
					 const char *path, char *text,
					 int line);

/*
 * The path, as seen from the tree, of the C file that a line includes; NULL if
 * it includes none.
 */
const char *source_included(struct pool *pool, const struct source_line *line);

/*
 * The condition under which the file `outer` includes the file `path`, itself
 * or by a C file between them. Never, if it does not. Both are interned.
 */
const struct condition *source_includes(const struct source *source,
					const char *outer, const char *path);

/* The value of #if's expression. */
struct sides source_expression(const struct source *source,
			       const struct table *macros, const char *text,
			       struct place place);

#endif
