/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of trace and manifest share. */
#ifndef TESTS_TRACE_H
#define TESTS_TRACE_H

#include "manifest/manifest.h"

#include <check.h>

/* Made of traced.c; with 32 at the end of its name, for i386. */
#define TRACED_PROGRAM KIT "/build/explorer/tests/traced"

TCase *trace_case(void);
TCase *minimise_case(void);
TCase *manifest_case(void);

/* Every need of a manifest on a line of its own; the caller frees it. */
char *needs_of(const struct manifest *manifest);

/* `expression` fails, and says of what it is about. */
#define REFUSED(expression, problem, wanted)           \
	do {                                           \
		ck_assert(!(expression));              \
		ck_assert_ptr_nonnull(problem);        \
		ck_assert_msg(strstr(problem, wanted), \
			      "\"%s\" in "             \
			      "\"%s\"",                \
			      wanted, problem);        \
		free(problem);                         \
		problem = NULL;                        \
	} while (0)

#endif
