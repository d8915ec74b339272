/* SPDX-License-Identifier: GPL-2.0-only */
/* Tests that use Check print KTAP, like all others. Check itself writes TAP,
 * whose plan comes last; only KTAP's first line is missing. */
#ifndef KTAP_H
#define KTAP_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* Runs the suites, frees the runner; what main() returns. */
static inline int run_as_ktap(SRunner *runner)
{
	int failed;

	setvbuf(stdout, NULL, _IOLBF, 0); /* tests end by signals */
	puts("KTAP version 1");
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
