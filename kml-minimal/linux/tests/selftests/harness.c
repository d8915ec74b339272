// SPDX-License-Identifier: GPL-2.0-only
/* What an ordinary program may rely on, tried at CPL 3 and at CPL 0.
 *
 * usage: kml_test CPL [OTHER]
 *
 * CPL is the level that is expected; OTHER is a copy of this program that runs
 * at the other level. The output is KTAP. */
#include "kml_test.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#define SKIPPED	   4   /* as in the kernel's own selftests */
#define TIME_LIMIT 100 /* seconds for a test, on a slow emulator */

int expected_cpl;
const char *other_program;

#define REASON_SIZE 128
static char *skip_reason; /* shared with the processes of the tests */

extern const struct test *const __start_kml_tests[];
extern const struct test *const __stop_kml_tests[];

static void print_value(const char *text, long value)
{
	printf(value < -4095 || value > 0xffff ? "%s (%#lx)" : "%s (%ld)", text,
	       value);
}

void test_failed(const char *file, int line, const char *a, long a_value,
		 const char *operator, const char * b, long b_value)
{
	int error = errno;

	printf("# %s:%d: expected ", file, line);
	print_value(a, a_value);
	printf(" %s ", operator);
	print_value(b, b_value);
	if (a_value == -1) /* most likely a system call's */
		printf("; errno %d, %s", error, strerror(error));
	printf("\n");
	fflush(stdout);
	_exit(1);
}

void skip(const char *reason)
{
	strncpy(skip_reason, reason, REASON_SIZE - 1);
	_exit(SKIPPED);
}

/* Waits for a child, but not for ever. SIGCHLD is blocked: see main(). */
static int status_in_time(pid_t child)
{
	const struct timespec limit = {.tv_sec = TIME_LIMIT};
	sigset_t signals;
	int status;

	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	while (waitpid(child, &status, WNOHANG) == 0) {
		if (sigtimedwait(&signals, NULL, &limit) < 0 &&
		    errno == EAGAIN) {
			printf("# stopped after %d s\n", TIME_LIMIT);
			kill(-child, SIGKILL);
		}
	}
	return status;
}

/* Runs a test in a process group of its own, which is ended with it. */
static int status_of_test(const struct test *test)
{
	sigset_t none;
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (child < 0)
		return 1;
	if (!child) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		test->run();
		_exit(0);
	}
	setpgid(child, child);
	status = status_in_time(child);
	kill(-child, SIGKILL);
	return status;
}

/* Runs a test and reports on it; false if it failed. */
static bool passes(const struct test *test, long number)
{
	int status = status_of_test(test);
	bool skipped = WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED;
	bool passed = status == 0 || skipped;

	if (WIFSIGNALED(status))
		printf("# killed by signal %d\n", WTERMSIG(status));
	printf("%sok %ld %s%s%s\n", passed ? "" : "not ", number, test->name,
	       skipped ? " # SKIP " : "", skipped ? skip_reason : "");
	return passed;
}

static bool run_all(void)
{
	const struct test *const *first = __start_kml_tests;
	const struct test *const *last = __stop_kml_tests;
	const struct test *const *test;
	bool all = true;
	sigset_t block;

	skip_reason = mmap(NULL, REASON_SIZE, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (skip_reason == MAP_FAILED)
		return false;
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, NULL);
	/* cppcheck-suppress comparePointers */
	printf("KTAP version 1\n1..%td\n", last - first);
	/* cppcheck-suppress comparePointers */
	for (test = first; test < last; test++)
		all &= passes(*test, test - first + 1);
	return all;
}

int main(int argc, char **argv)
{
	/* For the tests of exec: only report the level. */
	if (argc == 3 && !strcmp(argv[1], "--is"))
		return cpl() == atoi(argv[2]) ? 0 : 1;
	if (argc < 2 || argc > 3 ||
	    (strcmp(argv[1], "0") != 0 && strcmp(argv[1], "3") != 0)) {
		fprintf(stderr, "usage: %s 0|3 [OTHER]\n", argv[0]);
		return 2;
	}
	expected_cpl = atoi(argv[1]);
	other_program = argv[2];
	return run_all() ? 0 : 1;
}
