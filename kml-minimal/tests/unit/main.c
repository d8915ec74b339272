// SPDX-License-Identifier: GPL-2.0-only
/* Unit tests of the kernel's machine-independent parts, on the host. The
 * files are the kernel's own, not copies; only KERNEL_BASE differs. */
#include "ktap.h"
#include "tests.h"

#include <stdio.h>

/* Looking for leaks of malloc() in each process would take longer than the
 * tests. The kernel could only leak pages, and the tests count those. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

int main(void)
{
	static TCase *(*const cases[])(void) = {
		descriptors_case, tss_case,    strings_case, format_case,
		pages_case,	  paging_case, demand_case,  options_case,
		archive_case,	  load_case,   damage_case,  fuzz_case,
	};
	Suite *suite = suite_create("unit, " ARCH_NAME);
	SRunner *runner = srunner_create(suite);
	size_t i;

	arena_create();
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		suite_add_tcase(suite, cases[i]());
	return run_as_ktap(runner);
}
