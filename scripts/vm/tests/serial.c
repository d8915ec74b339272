// SPDX-License-Identifier: GPL-2.0-only
/* Both directions of the serial line, and counted instructions. */
#include "tests.h"

#include <string.h>
#include <unistd.h>

static const enum vm_profile profiles[] = {VM_X86_64, VM_BOCHS};

START_TEST(expected_text)
{
	struct vm_config config = vm_defaults(VM_X86_64);
	struct vm_result result;

	config.kernel = GUEST("spin");
	config.expect = "from the";
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_EXPECTED);
	ck_assert_ptr_nonnull(strstr(result.serial, "from the"));
	vm_result_free(&result);
}
END_TEST

START_TEST(expected_text_missing)
{
	struct vm_config config = vm_defaults(VM_I386);
	struct vm_result result;

	config.kernel = GUEST("pass");
	config.expect = "something else";
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_VERDICT);
	vm_result_free(&result);
}
END_TEST

START_TEST(typed_text)
{
	struct vm_config config = vm_defaults(profiles[_i]);
	struct vm_result result;

	config.kernel = GUEST("echo");
	config.input = "one\rtwo\n\003."; /* a Ctrl-c is a byte like others */
	config.input_after = "guest\n";
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_VERDICT);
	ck_assert_str_eq(result.serial,
			 HELLO "one\rtwo\n\003" VM_VERDICT_PASS "\n");
	vm_result_free(&result);
}
END_TEST

START_TEST(typed_from_fd)
{
	struct vm_config config = vm_defaults(VM_MICROVM);
	struct vm_result result;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "three", 5), 5);
	close(ends[1]);
	config.kernel = GUEST("echo");
	config.input = "one, two, ";
	config.input_after = "guest\n";
	config.input_fd = ends[0];
	config.input_end = "!.";
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_VERDICT);
	ck_assert_str_eq(result.serial,
			 HELLO "one, two, three!" VM_VERDICT_PASS "\n");
	vm_result_free(&result);
	close(ends[0]);
}
END_TEST

static void count(void *total, const char *bytes, size_t length)
{
	ck_assert_ptr_nonnull(bytes);
	*(size_t *)total += length;
}

START_TEST(live_output)
{
	struct vm_config config = vm_defaults(VM_MICROVM);
	struct vm_result result;
	size_t total = 0;

	config.kernel = GUEST("flood");
	config.serial_limit = 5000;
	config.on_serial = count;
	config.on_serial_context = &total;
	vm_run(&config, &result);
	ck_assert_uint_eq(total, 5000);
	vm_result_free(&result);
}
END_TEST

START_TEST(counted_instructions)
{
	struct vm_config config = vm_defaults(VM_MICROVM);
	struct vm_result result;

	config.kernel = GUEST("pass");
	config.icount_shift = 0;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_VERDICT);
	ck_assert_int_eq(result.accel, VM_ACCEL_TCG);
	vm_result_free(&result);
}
END_TEST

TCase *serial_case(void)
{
	TCase *tcase = guest_case("serial line");

	tcase_add_test(tcase, expected_text);
	tcase_add_test(tcase, expected_text_missing);
	tcase_add_loop_test(tcase, typed_text, 0, 2);
	tcase_add_test(tcase, typed_from_fd);
	tcase_add_test(tcase, live_output);
	tcase_add_test(tcase, counted_instructions);
	return tcase;
}
