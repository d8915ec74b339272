// SPDX-License-Identifier: GPL-2.0-only
/* Tests of the engine, the model and its values. */
#include "ktap.h"
#include "tests/model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct model *kit_model(const char *arch)
{
	static const struct model *models[2];
	const struct model **model = &models[!strcmp(arch, "i386")];
	char *problem;

	if (!*model)
		*model = model_load(getenv("EXPLORER_TREE"), arch, false,
				    &problem);
	if (!*model) {
		fprintf(stderr, "%s\n", problem);
		exit(EXIT_FAILURE);
	}
	return *model;
}

int amount(const char *variable, int otherwise)
{
	const char *text = getenv(variable);

	return text ? atoi(text) : otherwise;
}

int main(void)
{
	Suite *suite = suite_create("kconfig-explorer");
	SRunner *runner = srunner_create(suite);

	/* Each test is a process: they inherit the models. */
	kit_model("x86_64");
	kit_model("i386");
	suite_add_tcase(suite, input_case());
	suite_add_tcase(suite, cause_case());
	suite_add_tcase(suite, cases_case());
	suite_add_tcase(suite, macros_case());
	suite_add_tcase(suite, agreement_case());
	return run_as_ktap(runner);
}
