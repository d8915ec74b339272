// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of vm. Every ending is provoked for real, in every emulator where it
 * can happen; the guests are built from scripts/vm/guests/guest.S.
 */
#include "ktap.h"
#include "tests.h"

TCase *guest_case(const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, TEST_TIMEOUT);
	return tcase;
}

int main(void)
{
	Suite *suite = suite_create("vm");
	SRunner *runner = srunner_create(suite);
	int i;

	/* Each test is a process: they inherit the answers. */
	for (i = 0; i < VM_PROFILES; i++)
		vm_emulator_version(i);
	suite_add_tcase(suite, endings_case());
	suite_add_tcase(suite, serial_case());
	suite_add_tcase(suite, failures_case());
	suite_add_tcase(suite, processes_case());
	suite_add_tcase(suite, command_case());
	suite_add_tcase(suite, time_case());
	suite_add_tcase(suite, devices_case());
	return run_as_ktap(runner);
}
