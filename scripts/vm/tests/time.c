// SPDX-License-Identifier: GPL-2.0-only
/* Time-outs: what counts is the time that a guest, or a command, got. */
#include "tests.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const profiles[] = {"i386", "bochs"};

/* Long after the guest's time would be up by the clock on the wall. */
static void take_the_processor_away(pid_t pid)
{
	kill(pid, SIGSTOP);
	sleep(3);
}

/*
 * A process that is stopped gets nothing, as on a machine that is too busy for
 * it. So its time is not up; it is when the process had its share.
 */
START_TEST(starved_guest)
{
	pid_t vm, emulator = start_spinning(profiles[_i], "0.1", &vm);
	int status;

	take_the_processor_away(emulator);
	ck_assert_int_eq(waitpid(vm, &status, WNOHANG), 0);
	kill(emulator, SIGCONT);
	ck_assert_int_eq(waitpid(vm, &status, 0), vm);
	ck_assert_int_eq(WEXITSTATUS(status), 4);
}
END_TEST

/* A guest that halts for ever uses no CPU time, but its sleep counts. */
START_TEST(halted_guest)
{
	struct vm_config config = vm_defaults(VM_X86_64);
	struct vm_result result;

	config.kernel = GUEST("halt");
	config.timeout_s = 0.05;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_TIMEOUT);
	ck_assert(result.guest_s > result.timeout_s);
	vm_result_free(&result);
}
END_TEST

/* Two of two CPUs compute: that counts once. */
START_TEST(several_threads)
{
	char *const extra[] = {"-accel", "tcg,thread=multi", NULL};
	struct vm_config config = vm_defaults(VM_X86_64);
	struct vm_result result;

	config.kernel = GUEST("spin");
	config.cpus = 2;
	config.extra_args = extra;
	config.timeout_s = 0.05;
	ck_assert_int_eq(vm_run(&config, &result), VM_ENDED_TIMEOUT);
	ck_assert(result.guest_s <= result.wall_s + 0.1);
	vm_result_free(&result);
}
END_TEST

static pid_t start_limited(char *seconds, char *script)
{
	char *const argv[] = {"vm", "limit", seconds, "bash",
			      "-c", script,  NULL};

	return start_vm(STDERR_FILENO, argv);
}

static int limited(char *seconds, char *script)
{
	int status;

	waitpid(start_limited(seconds, script), &status, 0);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

START_TEST(limit_passes_the_status_on)
{
	ck_assert_int_eq(limited("100", "exit 0"), 0);
	ck_assert_int_eq(limited("100", "exit 7"), 7);
	ck_assert_int_eq(limited("100", "kill -KILL $$"), 128 + SIGKILL);
}
END_TEST

static const char *const endless[] = {
	"sleep 1000",
	"while :; do :; done",
	"sleep 1000 & wait",
	"setsid sleep 1000 & wait",
	"trap '' TERM; while :; do sleep 1; done",
	"while :; do /bin/true; done", /* its children compute, by turns */
};

/* However it goes on without end. No process is left: we would inherit it. */
START_TEST(limit_ends)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	ck_assert_int_eq(limited("0.3", (char *)endless[_i]), 4);
	ck_assert_int_eq(waitpid(-1, NULL, 0), -1);
}
END_TEST

/* The whole process group is stopped: vm limit itself is not in it. */
START_TEST(limit_starved)
{
	pid_t vm = start_limited("1", "kill -STOP $$; exit 3");
	int status;

	sleep(3);
	ck_assert_int_eq(waitpid(vm, &status, WNOHANG), 0);
	kill(child_of(vm), SIGCONT);
	ck_assert_int_eq(waitpid(vm, &status, 0), vm);
	ck_assert_int_eq(WEXITSTATUS(status), 3);
}
END_TEST

START_TEST(limit_wrong_usage)
{
	char *const no_command[] = {"vm", "limit", "1", NULL};
	char *const no_number[] = {"vm", "limit", "soon", "true", NULL};
	char *const missing[] = {"vm", "limit", "1", "/no/such/program", NULL};
	char *output;

	ck_assert_int_eq(vm_status(NULL, no_command), 2);
	ck_assert_int_eq(vm_status(&output, no_number), 2);
	ck_assert_ptr_nonnull(strstr(output, "soon"));
	free(output);
	ck_assert_int_eq(vm_status(&output, missing), 127);
	ck_assert_ptr_nonnull(strstr(output, "/no/such/program: No such file"));
	free(output);
}
END_TEST

TCase *time_case(void)
{
	TCase *tcase = guest_case("time");

	tcase_add_loop_test(tcase, starved_guest, 0, 2);
	tcase_add_test(tcase, halted_guest);
	tcase_add_test(tcase, several_threads);
	tcase_add_test(tcase, limit_passes_the_status_on);
	tcase_add_loop_test(tcase, limit_ends, 0,
			    sizeof(endless) / sizeof(*endless));
	tcase_add_test(tcase, limit_starved);
	tcase_add_test(tcase, limit_wrong_usage);
	return tcase;
}
