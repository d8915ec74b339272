// SPDX-License-Identifier: GPL-2.0-only
/* What cannot run says why, in one line. */
#include "tests.h"

#include <stdlib.h>
#include <string.h>

static void check_failure(const struct vm_config *config, const char *says)
{
	struct vm_result result;

	vm_run(config, &result);
	ck_assert_msg(result.ending == VM_ENDED_EMULATOR_FAILED,
		      "ended by %s: %s", vm_ending_name(result.ending),
		      result.message);
	ck_assert_msg(strstr(result.message, says) != NULL,
		      "\"%s\" does not say \"%s\"", result.message, says);
	ck_assert_msg(!strchr(result.message, '\n'), "more than one line: %s",
		      result.message);
	vm_result_free(&result);
}

START_TEST(nothing_to_run)
{
	struct vm_config config = vm_defaults(_i);

	check_failure(&config, "neither a kernel nor a CD");
}
END_TEST

START_TEST(no_such_kernel)
{
	struct vm_config config = vm_defaults(_i);

	config.kernel = "/no/such/kernel";
	check_failure(&config, "/no/such/kernel: No such file");
}
END_TEST

START_TEST(not_a_kernel)
{
	struct vm_config config = vm_defaults(_i);

	config.kernel = "/etc/passwd";
	check_failure(&config, _i == VM_BOCHS ? "no multiboot header"
					      : "invalid kernel header");
}
END_TEST

START_TEST(emulator_missing)
{
	char *const argv[] = {"vm",	   "run",
			      "--profile", (char *)vm_profile_name(_i),
			      "--kernel",  GUEST("pass"),
			      NULL};
	char *output;

	setenv("PATH", "/nowhere", 1);
	ck_assert_int_eq(vm_status(&output, argv), 5);
	ck_assert_ptr_nonnull(strstr(output, "make setup"));
	free(output);
}
END_TEST

START_TEST(emulator_refuses)
{
	char *const extra[] = {"-device", "teapot", NULL};
	struct vm_config config = vm_defaults(VM_I386);

	config.kernel = GUEST("pass");
	config.extra_args = extra;
	check_failure(&config, "teapot");
}
END_TEST

START_TEST(no_room_for_a_cd)
{
	struct vm_config config = vm_defaults(VM_BOCHS);

	setenv("TMPDIR", "/nowhere", 1);
	config.kernel = GUEST("pass");
	check_failure(&config, "/nowhere");
}
END_TEST

START_TEST(unwritable_trace)
{
	struct vm_config config = vm_defaults(VM_I386);

	config.kernel = GUEST("pass");
	config.trace_log = "/nowhere/trace";
	check_failure(&config, "/nowhere/trace");
}
END_TEST

START_TEST(scaled_timeout)
{
	struct vm_config config = vm_defaults(VM_I386);

	ck_assert_double_eq(vm_timeout(&config, VM_ACCEL_KVM), 10);
	ck_assert_double_eq(vm_timeout(&config, VM_ACCEL_TCG), 100);
	ck_assert_double_eq(vm_timeout(&config, VM_ACCEL_BOCHS), 200);
	config.icount_shift = 3;
	setenv("VM_TIMEOUT_SCALE", "1.5", 1);
	ck_assert_double_eq(vm_timeout(&config, VM_ACCEL_TCG), 300);
	setenv("VM_TIMEOUT_SCALE", "fast", 1);
	config.kernel = GUEST("pass");
	check_failure(&config, "VM_TIMEOUT_SCALE");
}
END_TEST

TCase *failures_case(void)
{
	TCase *tcase = guest_case("failures");

	tcase_add_loop_test(tcase, nothing_to_run, 0, VM_PROFILES);
	tcase_add_loop_test(tcase, no_such_kernel, 0, VM_PROFILES);
	tcase_add_loop_test(tcase, not_a_kernel, 0, VM_PROFILES);
	tcase_add_loop_test(tcase, emulator_missing, 0, VM_PROFILES);
	tcase_add_test(tcase, emulator_refuses);
	tcase_add_test(tcase, no_room_for_a_cd);
	tcase_add_test(tcase, unwritable_trace);
	tcase_add_test(tcase, scaled_timeout);
	return tcase;
}
