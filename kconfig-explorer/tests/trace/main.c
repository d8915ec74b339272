// SPDX-License-Identifier: GPL-2.0-only
/* Tests of src/trace and src/manifest. */
#include "tests/trace/trace.h"

#include <stdlib.h>

int main(void)
{
	Suite *suite = suite_create("explorer-trace");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, manifest_case());
	suite_add_tcase(suite, trace_case());
	suite_add_tcase(suite, minimise_case());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
