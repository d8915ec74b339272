// SPDX-License-Identifier: GPL-2.0-only
/* vm distinguishes the endings, in every profile. */
#include "tests.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const enum vm_profile profiles[] = {VM_I386, VM_X86_64, VM_MICROVM,
					   VM_BOCHS};
enum { PROFILES = sizeof(profiles) / sizeof(*profiles) };

enum vm_ending run_guest(enum vm_profile profile, const char *path,
			 struct vm_result *result)
{
	struct vm_config config = vm_defaults(profile);

	config.kernel = path;
	return vm_run(&config, result);
}

/* A guest that gives a verdict, or -1 for none, ends like this. */
static void check_ending(enum vm_profile profile, const char *path,
			 enum vm_ending ending, int verdict)
{
	struct vm_result result;

	run_guest(profile, path, &result);
	ck_assert_msg(result.ending == ending && result.verdict == verdict,
		      "%s on %s: %s, verdict %d: %s", path,
		      vm_profile_name(profile), vm_ending_name(result.ending),
		      result.verdict, result.message);
	ck_assert_msg(!strncmp(result.serial, HELLO, strlen(HELLO)),
		      "printed \"%s\"", result.serial);
	ck_assert_uint_eq(result.length, strlen(result.serial));
	vm_result_free(&result);
}

START_TEST(pass)
{
	check_ending(profiles[_i], GUEST("pass"), VM_ENDED_VERDICT, 0);
}
END_TEST

/* The guest that tries out KVM is itself right. */
START_TEST(probe)
{
	check_ending(profiles[_i], GUEST("probe"), VM_ENDED_VERDICT, 0);
}
END_TEST

START_TEST(fail)
{
	check_ending(profiles[_i], GUEST("fail"), VM_ENDED_VERDICT, 1);
}
END_TEST

/* Not in Bochs, which has only the two verdicts that are printed. */
START_TEST(other_verdict)
{
	check_ending(profiles[_i], GUEST("other"), VM_ENDED_VERDICT,
		     VM_EXIT_MAX - VM_EXIT_PASS);
}
END_TEST

START_TEST(triple_fault)
{
	check_ending(profiles[_i], GUEST("triple"), VM_ENDED_TRIPLE_FAULT, -1);
}
END_TEST

/* QEMU's account of exceptions and Bochs' debugger name the same place. */
START_TEST(place_of_triple_fault)
{
	struct vm_config config = vm_defaults(VM_I386);
	int log = memfd_create("log", 0);
	struct vm_result qemu, bochs;
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", getpid(), log);
	config.kernel = GUEST("triple");
	config.trace_log = path;
	vm_run(&config, &qemu);
	run_guest(VM_BOCHS, GUEST("triple"), &bochs);
	ck_assert_msg(qemu.fault.known && qemu.fault.ip > 0x100000, "%s",
		      qemu.message);
	ck_assert_int_eq(qemu.fault.cpl, 0);
	ck_assert_str_eq(qemu.message, bochs.message);
	vm_result_free(&qemu);
	vm_result_free(&bochs);
	close(log);
}
END_TEST

/* microvm has neither ACPI nor a keyboard controller to do it with. */
START_TEST(power_off)
{
	if (profiles[_i] != VM_MICROVM)
		check_ending(profiles[_i], GUEST("poweroff"), VM_ENDED_POWEROFF,
			     -1);
}
END_TEST

START_TEST(reset)
{
	check_ending(profiles[_i], GUEST("reset"), VM_ENDED_POWEROFF, -1);
}
END_TEST

START_TEST(time_out)
{
	struct vm_config config = vm_defaults(profiles[_i]);
	struct vm_result result;

	config.kernel = GUEST("spin");
	config.timeout_s = profiles[_i] == VM_BOCHS ? 0.1 : 0.05;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_TIMEOUT);
	/* On a busy host it may end before its greeting. */
	ck_assert(!strncmp(HELLO, result.serial, result.length));
	ck_assert(result.guest_s > result.timeout_s);
	vm_result_free(&result);
}
END_TEST

START_TEST(flood)
{
	struct vm_config config = vm_defaults(profiles[_i]);
	struct vm_result result;

	config.kernel = GUEST("flood");
	config.serial_limit = 1000;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_TIMEOUT);
	ck_assert(result.truncated);
	ck_assert_uint_eq(result.length, 1000);
	ck_assert_ptr_nonnull(strstr(result.message, "more than 1000 bytes"));
	vm_result_free(&result);
}
END_TEST

/*
 * It has no IDT, and interrupts off: only an NMI can end it, as a triple fault.
 * The firmware leaves LINT1 as Linux sets it. Often, and with many NMIs behind
 * the one that ends it: QEMU must be able to end while they come.
 */
START_TEST(nmi)
{
	struct vm_config config = vm_defaults(VM_X86_64);
	struct vm_result result;

	config.kernel = GUEST("spin");
	config.nmi_ms = 1;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_TRIPLE_FAULT);
	vm_result_free(&result);
}
END_TEST

TCase *endings_case(void)
{
	TCase *tcase = guest_case("endings");

	tcase_add_loop_test(tcase, pass, 0, PROFILES);
	tcase_add_loop_test(tcase, probe, 0, VM_MICROVM);
	tcase_add_loop_test(tcase, fail, 0, PROFILES);
	tcase_add_loop_test(tcase, other_verdict, 0, VM_BOCHS);
	tcase_add_loop_test(tcase, triple_fault, 0, PROFILES);
	tcase_add_test(tcase, place_of_triple_fault);
	tcase_add_loop_test(tcase, power_off, 0, PROFILES);
	tcase_add_loop_test(tcase, reset, 0, VM_MICROVM);
	tcase_add_loop_test(tcase, time_out, 0, PROFILES);
	tcase_add_loop_test(tcase, flood, 0, PROFILES);
	tcase_add_loop_test(tcase, nmi, 0, 20);
	return tcase;
}
