// SPDX-License-Identifier: GPL-2.0-only
/* Tests of solve and plan. */
#include "ktap.h"
#include "tests/solve/solve.h"

#include <stdlib.h>

int amount(const char *variable, int otherwise)
{
	const char *text = getenv(variable);

	return text ? atoi(text) : otherwise;
}

int main(void)
{
	Suite *suite = suite_create("kconfig-explorer solve");
	SRunner *runner = srunner_create(suite);

	suite_add_tcase(suite, optimise_case());
	suite_add_tcase(suite, tiny_case());
	suite_add_tcase(suite, plan_case());
	suite_add_tcase(suite, kernel_case());
	suite_add_tcase(suite, known_case());
	suite_add_tcase(suite, clasp_case());
	suite_add_tcase(suite, words_case());
	suite_add_tcase(suite, tiny_cores_case());
	suite_add_tcase(suite, kernel_cores_case());
	return run_as_ktap(runner);
}
