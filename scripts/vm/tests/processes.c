// SPDX-License-Identifier: GPL-2.0-only
/* Emulators are processes: they die with their caller, and never meet. */
#include "tests.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct wish {
	enum vm_profile profile;
	const char *kernel;
	int verdict;
};

/* A thread: gives its argument back if it got the verdict it wants. */
static void *run_wish(void *argument)
{
	struct wish *wish = argument;
	struct vm_result result;
	bool granted;

	run_guest(wish->profile, wish->kernel, &result);
	granted = result.ending == VM_ENDED_VERDICT &&
		  result.verdict == wish->verdict;
	vm_result_free(&result);
	return granted ? wish : NULL;
}

START_TEST(two_at_once)
{
	struct wish pass = {_i, GUEST("pass"), 0};
	struct wish fail = {_i, GUEST("fail"), 1};
	void *passed, *failed;
	pthread_t a, b;

	pthread_create(&a, NULL, run_wish, &pass);
	pthread_create(&b, NULL, run_wish, &fail);
	pthread_join(a, &passed);
	pthread_join(b, &failed);
	ck_assert_ptr_nonnull(passed);
	ck_assert_ptr_nonnull(failed);
}
END_TEST

pid_t child_of(pid_t parent)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	char path[300];
	pid_t found = 0;
	int ppid;
	FILE *stat;

	while (!found && (entry = readdir(proc))) {
		snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
		stat = fopen(path, "r");
		if (!stat)
			continue;
		if (fscanf(stat, "%*d (%*[^)]) %*c %d", &ppid) == 1 &&
		    ppid == parent)
			found = atoi(entry->d_name);
		fclose(stat);
	}
	closedir(proc);
	return found;
}

pid_t start_spinning(const char *profile, char *timeout, pid_t *vm)
{
	char *const argv[] = {
		"vm",	    "run",	   "--profile", (char *)profile,
		"--kernel", GUEST("spin"), "--timeout", timeout,
		NULL};
	char byte;
	int ends[2];

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	ck_assert_int_eq(pipe(ends), 0);
	*vm = start_vm(ends[1], argv);
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], &byte, 1), 1);
	return child_of(*vm);
}

static void check_killed(pid_t emulator)
{
	int status;

	ck_assert_int_gt(emulator, 0);
	ck_assert_int_eq(waitpid(emulator, &status, 0), emulator);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGKILL);
}

static const int deadly[] = {SIGINT, SIGTERM, SIGKILL};
enum { DEADLY = sizeof(deadly) / sizeof(*deadly) };

static void check_dies_with_vm(const char *profile, int signal_number)
{
	char tmp[] = "/tmp/vm-test.XXXXXX";
	pid_t vm, emulator;

	setenv("TMPDIR", mkdtemp(tmp), 1);
	emulator = start_spinning(profile, "0", &vm);
	kill(vm, signal_number);
	ck_assert_int_eq(waitpid(vm, NULL, 0), vm);
	check_killed(emulator);
	ck_assert_int_eq(rmdir(tmp), 0); /* only if it is empty */
}

START_TEST(qemu_dies_with_vm)
{
	check_dies_with_vm("i386", deadly[_i]);
}
END_TEST

START_TEST(bochs_dies_with_vm)
{
	check_dies_with_vm("bochs", deadly[_i]);
}
END_TEST

/* An emulator that somebody else kills has failed; it did not power off. */
START_TEST(emulator_killed)
{
	static const int signals[] = {SIGKILL, SIGTERM, SIGSEGV};
	pid_t vm, emulator;
	int status;

	emulator = start_spinning("i386", "0", &vm);
	kill(emulator, signals[_i]);
	ck_assert_int_eq(waitpid(vm, &status, 0), vm);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 5);
}
END_TEST

TCase *processes_case(void)
{
	TCase *tcase = guest_case("processes");

	tcase_add_loop_test(tcase, two_at_once, 0, VM_PROFILES);
	tcase_add_loop_test(tcase, qemu_dies_with_vm, 0, DEADLY);
	tcase_add_loop_test(tcase, bochs_dies_with_vm, DEADLY - 1, DEADLY);
	tcase_add_loop_test(tcase, emulator_killed, 0, 3);
	return tcase;
}
