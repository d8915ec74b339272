// SPDX-License-Identifier: GPL-2.0-only
/* Tests of src/trace and src/manifest. */
#include "ktap.h"
#include "tests/trace/trace.h"

int main(void)
{
	Suite *suite = suite_create("explorer-trace");
	SRunner *runner = srunner_create(suite);

	suite_add_tcase(suite, manifest_case());
	suite_add_tcase(suite, trace_case());
	suite_add_tcase(suite, minimise_case());
	return run_as_ktap(runner);
}
